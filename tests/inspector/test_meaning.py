"""What a line means in people's words."""

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW, Example
from webapp.inspector.lines import listing
from webapp.inspector.meaning import Meaning, fields, meaning
from webapp.inspector.submission import Submission
from webapp.samples import sound


def meanings(submission):
    report = examine(submission, NOW).tokens[0]
    known = fields(report.case)
    parts = (report.token.header, report.token.payload)
    lines = (line for part in parts for line in listing(part, report.findings).lines)
    return {str(line.place): meaning(line, known) for line in lines if line.name is not None}


def test_profile_says_what_a_member_is():
    said = meanings(sound(NOW).submission)
    assert said["header.kid"].label == "Key ID"
    assert said["payload.iss"].label == "Team ID"
    assert said["payload.iss"].note.startswith("It is shown at")


def test_dates_are_read_as_dates():
    said = meanings(sound(NOW).submission)
    assert (said["payload.iat"].label, said["payload.iat"].seconds) == ("Issued", NOW)
    assert (said["payload.exp"].label, said["payload.exp"].seconds) == ("Expires", NOW + 600)


def test_algorithm_is_spelled_out():
    assert meanings(sound(NOW).submission)["header.alg"].label == "ECDSA with P-256 and SHA-256"


@pytest.mark.parametrize("exp", ['"1795400600"', "null", "[1]", "true", "1e400"])
def test_what_is_no_number_has_no_date(exp):
    assert meanings(Example(payload=f'{{"exp":{exp}}}').submission)["payload.exp"].seconds is None


def test_registered_claim_is_explained_where_the_profile_does_not():
    said = meanings(Example(payload=f'{{"email_verified":true,"auth_time":{NOW}}}').submission)
    assert "verified" in said["payload.email_verified"].label
    assert said["payload.auth_time"].seconds == NOW


def test_claim_that_nobody_registered_means_nothing_in_particular():
    assert meanings(Example(payload='{"x-internal":1}').submission)["payload.x-internal"] == Meaning()


def test_name_further_down_means_nothing_in_particular():
    said = meanings(Submission(Example(payload=f'{{"a":{{"exp":{NOW}}}}}').paste))
    assert said["payload.a.exp"] == Meaning()
    assert not said["payload.a.exp"]
