"""Where only the shape of a token speaks for its profile, it demands nothing on pain of refusal yet."""

from dataclasses import replace

import pytest

from tests.inspector.cases import judge
from webapp.inspector import examine
from webapp.inspector.example import NOW, Example
from webapp.inspector.markdown import markdown
from webapp.inspector.profiles import BUILT_IN, PLAIN
from webapp.inspector.profiles.sample import broken
from webapp.inspector.submission import Submission
from webapp.inspector.verdict import token_verdict, verdict

TEAM_AND_KEY = {"alg": "ES256", "kid": "7XK4Q2M9RT"}
IN_HOUSE = Example({"iss": "8R4ZP2XK9T", "exp": NOW + 600}, TEAM_AND_KEY)  # nobody's but our own

GUESSED = {
    f"{id_}: {sample.title}": (id_, broken(profile, sample))
    for id_, profile in BUILT_IN.items()
    for sample in profile.broken
    if (tokens := examine(broken(profile, sample).submission, NOW).tokens) and tokens[0].recognition.asks
}


def drawn(report):
    return {(it.rule.id, it.place): it for it in report.findings}


@pytest.mark.parametrize(("id_", "example"), GUESSED.values(), ids=GUESSED)
def test_broken_sample_unpinned_and_pinned(id_, example):
    """The same is found; what any JWT must be is an error in both, and the rest only if it was chosen."""
    guessed, pinned, plain = (drawn(judge(replace(example, profile=it))) for it in (None, id_, PLAIN))
    assert guessed.keys() == pinned.keys()
    for at, finding in pinned.items():
        sure = at in plain and plain[at].severity == "error"
        softer = finding.severity == "error" and not sure
        assert guessed[at].severity == ("warning" if softer else finding.severity)
        assert guessed[at].message.startswith(finding.message)
        assert ("what it looks like" in guessed[at].message) is softer


def test_there_are_such_samples():
    """Of several kinds, so that the test above is one."""
    assert len({id_ for id_, _ in GUESSED.values()}) > 5


def test_token_that_looks_like_apples_is_not_said_to_be_refused_by_it():
    report = examine(IN_HOUSE.submission, NOW)
    token = report.tokens[0]
    assert (token.recognition.profile.id, token.recognition.asks) == ("apple-apns", True)
    assert [(it.rule.id, str(it.place), str(it.severity)) for it in token.findings] == [
        ("missing-field", "payload.iat", "warning")
    ]
    assert token.findings[0].message.endswith(
        "This holds only if the token is what it looks like: APNs provider token."
    )
    assert verdict(report).headline == "Readable, with 1 warning, but not verified: no key given."
    assert "APNs" not in verdict(report).title
    assert "APNs provider token?" in markdown(report)


def test_once_it_is_chosen_it_is():
    token = judge(replace(IN_HOUSE, profile="apple-apns"))
    assert token_verdict(token).headline == "APNs will refuse this provider token: 1 error."


def test_what_is_wrong_in_any_token_is_refused_by_whoever_receives_it():
    token = judge(Example({"iss": "8R4ZP2XK9T", "exp": NOW - 60}, TEAM_AND_KEY))
    assert token.recognition.asks
    assert token_verdict(token).headline == "The receiver will refuse this token: 1 error."


def test_what_any_jwt_needs_it_needs_at_a_guess_too():
    token = judge(Example({"userId": "7", "exp": NOW + 600}, {"typ": "JWT"}))
    assert (token.recognition.profile.id, token.recognition.asks) == ("session-token", True)
    assert [(it.rule.id, it.severity) for it in token.findings] == [("missing-field", "error")]


def test_further_signatures_are_judged_no_more_strictly():
    """In JSON, where each signature has a header of its own."""
    first, second = (Example(IN_HOUSE.payload, TEAM_AND_KEY | {"typ": it}).paste for it in ("JWT", 7))
    (header, payload, signature), (other, _, _) = first.split("."), second.split(".")
    text = (
        f'{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{signature}"}},'
        f'{{"protected":"{other}","signature":"{signature}"}}]}}'
    )
    token = examine(Submission(text), NOW).tokens[0]
    assert token.recognition.asks
    assert {str(it.place): str(it.severity) for it in token.findings if it.rule.id == "missing-field"} == {
        "payload.iat": "warning"
    }
