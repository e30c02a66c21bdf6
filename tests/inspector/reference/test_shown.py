"""Examples as a page shows them: what can be handed to the inspector again, and what it then finds."""

import json
from dataclasses import replace

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW, Example, claims, macked
from webapp.inspector.example_keys import P256, key_file
from webapp.inspector.reference.plain import plain
from webapp.inspector.reference.shown import Given, judged, shown
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.submission import KeyFile


def of(example):
    return shown(example, examine(example.submission, example.now))


def test_everything_is_there_to_hand_it_over_again():
    files = (KeyFile("a.json", key_file(P256).encode()), KeyFile("b.der", b"\x30\xff"))
    example = Example(keys=files, secret="s", profile="jwt", client_id="c", now=NOW + 7)
    found = of(example)
    assert (found.text, found.now) == (example.paste, NOW + 7)
    assert (found.secret, found.profile, found.client_id) == ("s", "jwt", "c")
    assert found.keys == (Given("a.json", key_file(P256)), Given("b.der", "0\ufffd"))


def test_finding_is_told_whole():
    [finding] = of(claims(exp=str(NOW + 600))).findings
    assert (finding.rule, finding.severity, finding.gate) == ("text-date", "error", "payload")
    assert (finding.place, finding.instead, finding.remove) == ("payload.exp", NOW + 600, False)
    assert (finding.title, finding.message[-1]) == (ALL_RULES["text-date"].title, ".")


def test_findings_are_those_of_every_token_of_the_paste():
    text = "\n".join((claims(exp="x").paste, Example().paste, claims(exp="y").paste))
    assert [it.rule for it in of(Example(text=text)).findings] == ["text-date", "text-date"]


@pytest.mark.parametrize("example", [Example(), macked("s" * 32), Example(text="no token")], ids="ESN")
def test_nothing_is_found_in_what_is_sound_or_no_token(example):
    assert of(example).findings == ()


@pytest.mark.parametrize("instead", [None, 0, False, "", ["a"], {"a": [1]}], ids=repr)
def test_what_to_write_instead_stays_as_it_is(instead):
    example = claims(exp=str(NOW + 600))
    report = examine(example.submission, NOW)
    [token] = report.tokens
    changed = replace(token, findings=(replace(token.findings[0], instead=instead),))
    [finding] = plain(shown(example, replace(report, tokens=(changed,))))["findings"]
    assert finding["instead"] == json.loads(json.dumps(instead))


@pytest.mark.parametrize("id_", ["misused-key", "text-date"])
def test_examples_of_a_rule_are_judged_once(id_):
    first = judged(id_)
    assert first is judged(id_)
    assert [it for it, _ in first.bad] == list(ALL_RULES[id_].bad)
    assert [it for it, _ in first.good] == list(ALL_RULES[id_].good)


def test_nobody_waits_for_reasons_that_no_page_shows():
    """Many examples have a key and a signature of nonsense; to look for reasons would take seconds in all."""
    reports = [report for id_ in ALL_RULES for _, report in (*judged(id_).bad, *judged(id_).good)]
    tried = [it.verification.tried for report in reports for it in report.tokens if it.verification.tried]
    assert len(tried) > 10
    assert max(it.count for it in tried) < 100
    assert not any(it.broke for it in tried)


def test_name_of_no_rule_has_no_examples():
    with pytest.raises(KeyError):
        judged("no-such-rule")
