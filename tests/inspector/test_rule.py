"""How the rules of one case are run together."""

from dataclasses import replace

import pytest

from webapp.inspector.example import Example, keyed
from webapp.inspector.example_forms import flattened
from webapp.inspector.example_keys import P256
from webapp.inspector.rule import Rules
from webapp.inspector.rules import ALL_RULES

from .cases import judge, sample

EXPIRED = ALL_RULES["expired"]


def renamed(id_, **changes):
    return replace(EXPIRED, id=id_, **changes)


def test_what_several_rules_ask_for_is_selected_once():
    case, asked = judge(Example()).case, []

    def select(of):
        asked.append(of)
        return iter([case.token.payload.claim("sub")])

    shown = []
    rules = Rules(renamed(it, select=select, check=lambda it, _: shown.append(it.name)) for it in "ab")
    assert [it.passed for it in rules.outcomes(case)] == [True, True]
    assert asked == [case]
    assert shown == ["sub", "sub"]


def test_a_selector_that_breaks_costs_its_own_rules():
    def select(_):
        raise LookupError

    rules = Rules([renamed("a", select=select), EXPIRED, renamed("b", select=select)])
    found = rules.outcomes(judge(Example()).case)
    assert [(it.rule.id, it.broke, it.passed) for it in found] == [
        ("a", "LookupError", False),
        ("expired", None, True),
        ("b", "LookupError", False),
    ]


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        ("malformed-disclosure", Example()),
        ("missing-tilde", Example()),
        ("mixed-serialisation", Example()),
        ("differing-encodings", flattened()),
        ("payload-with-dot", Example()),
        ("pkcs1-encryption", Example()),
        ("psychic-signature", Example(header={"alg": "HS256"}, signature=bytes(range(32)))),
        ("high-s", Example()),
        ("unspecified-curve", Example()),
        ("key-type-mismatch", Example()),
        ("duplicate-key-id", keyed(P256)),
        ("mixed-key-set", keyed(P256)),
        ("no-expiry", sample("apple-client-secret")),
        ("retired-token", sample("apple-client-secret")),
    ],
)
def test_a_rule_passes_only_where_it_had_something_to_look_at(rule, example):
    outcome = next(it for it in judge(example).outcomes if it.rule.id == rule)
    assert not outcome.applies
    assert not outcome.passed


def test_a_case_stays_the_same_with_the_verification_that_it_has():
    case = judge(Example()).case
    assert case.verified(case.verification) is case
