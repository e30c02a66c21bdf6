"""What the rules of one case share."""

from webapp.inspector.example import Example
from webapp.inspector.rule import Shown

from .cases import judge


def test_what_several_rules_ask_for_is_selected_once():
    case, asked = judge(Example()).case, []

    def select(of):
        asked.append(of)
        return iter(["a", "b"])

    shown = Shown(case)
    assert [*shown[select], *shown[select]] == ["a", "b"] * 2
    assert asked == [case]


def test_a_case_stays_the_same_with_the_verification_that_it_has():
    case = judge(Example()).case
    assert case.verified(case.verification) is case
