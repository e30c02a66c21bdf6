"""Every rule is tested by its own examples, and explains itself."""

import re
from collections import Counter

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW
from webapp.inspector.rules import ALL_RULES

every_rule = pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)

FIXED_BY_CONTRACT = """
    text-date millisecond-date misread-date fractional-date expired not-yet-valid future-issue
    zone-shifted-date expiry-before-issue far-expiry missing-field mistyped-field wrong-value
    malformed-value foreign-field duplicate-member client-id-mismatch key-id-mismatch swapped-ids
    not-base64url padded-base64url loose-bits not-utf8 not-json not-an-object segment-count too-deep
    no-algorithm unknown-algorithm key-type-mismatch weak-secret weak-key unknown-critical embedded-key
    leaked-private-key der-signature signature-length psychic-signature
""".split()  # noqa: SIM905  # a table reads better so


def ids_found(example):
    """The ids of what is found, as often as in the token of the example that has most of it."""
    found = Counter()
    for token in examine(example.submission, example.now).tokens:
        found |= Counter(finding.rule.id for finding in token.findings)
    return sorted(found.elements())


def bad_examples():
    for rule in ALL_RULES.values():
        for number, example in enumerate(rule.bad):
            yield pytest.param(rule, example, id=f"{rule.id}-{number}")


def good_examples():
    for rule in ALL_RULES.values():
        for number, example in enumerate(rule.good):
            yield pytest.param(rule, example, id=f"{rule.id}-{number}")


@pytest.mark.parametrize(("rule", "example"), list(bad_examples()))
def test_complains_of_its_bad_example_alone(rule, example):
    assert ids_found(example) == sorted({rule.id, *example.also})


@pytest.mark.parametrize(("rule", "example"), list(good_examples()))
def test_accepts_its_good_example(rule, example):
    assert ids_found(example) == []


@every_rule
def test_is_explained(rule):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert rule.title
    assert not rule.title.endswith(".")
    assert len(rule.title) < 90
    assert rule.why.endswith((".", ")"))
    assert rule.passes
    assert rule.cites.url.startswith(("https://", "/profiles"))


@every_rule
def test_its_finding_speaks_to_the_user(rule):
    for example in rule.bad:
        for token in examine(example.submission, NOW).tokens:
            for finding in token.findings:
                assert (
                    finding.message[0].isupper()
                    or finding.message[0] in "“0123456789"
                    or "." in finding.message
                )
                assert finding.message.endswith((".", "?", "!"))


def test_the_ids_fixed_by_the_contract_are_there():
    assert not set(FIXED_BY_CONTRACT) - set(ALL_RULES)


def test_no_two_rules_share_a_title():
    titles = [rule.title for rule in ALL_RULES.values()]
    assert len(titles) == len(set(titles))
