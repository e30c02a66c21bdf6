"""Examples laid out for a page: what is shown of each, and what is said under no line."""

import pytest

from webapp.exhibits import aspects, exhibits
from webapp.inspector import examine
from webapp.inspector.example import Example, claims, keyed
from webapp.inspector.example_keys import P256
from webapp.inspector.reference.shown import judged
from webapp.inspector.rules import ALL_RULES


def report(example):
    return example, examine(example.submission, example.now)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("text-date", {"payload"}),
        ("no-algorithm", {"header"}),
        ("missing-field", {"header", "payload"}),
        ("not-json", {"payload", "encoded"}),
        ("der-signature", {"header", "encoded"}),
        ("weak-key", {"header", "key"}),
        ("wrong-endpoint", {"request"}),
    ],
)
def test_what_the_rule_complains_of_is_shown(rule, shown):
    assert aspects(rule, judged(rule).bad) == shown


@pytest.mark.parametrize("rule", ALL_RULES)
def test_every_finding_stands_under_a_line_or_after_the_parts(rule):
    for exhibit in exhibits(judged(rule).bad, aspects(rule, judged(rule).bad)):
        under = [it for part in exhibit.parts for line in part.listing.lines for it in line.findings]
        assert {id(it) for it in (*under, *exhibit.rest)} == {id(it) for it in exhibit.sheet.findings}
        assert len(under) + len(exhibit.rest) == len(exhibit.sheet.findings)


def test_each_example_has_ids_of_its_own():
    laid_out = exhibits(
        [report(claims(exp=1)), report(Example(text="no token")), report(Example())], {"payload"}
    )
    assert [exhibit.sheet and exhibit.sheet.id("x") for exhibit in laid_out] == [
        "token-0-x",
        None,
        "token-1-x",
    ]
    assert laid_out[1].parts == laid_out[1].rest == []


def test_no_example_is_none():
    assert exhibits([], {"payload"}) == []


def test_keys_are_shown_with_a_line_for_each_member():
    (exhibit,) = exhibits([report(keyed(P256))], {"key"})
    ((name, text),) = exhibit.keys
    assert (name, text.splitlines()[1]) == ("keys.json", '  "kty": "EC",')
    assert exhibit.kept[0].file.data == exhibit.example.keys[0].data
