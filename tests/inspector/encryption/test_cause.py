"""The catalogue of causes: each has its page, its step and its place in the search."""

import pytest

from webapp.inspector.encryption import cause as module
from webapp.inspector.encryption.cause import Guess, Step, cause, on
from webapp.inspector.signature.cause import CAUSES

EVERY = [it for step in Step for it in on(step)]


@pytest.mark.parametrize("entry", EVERY, ids=[it.id for it in EVERY])
def test_every_cause_has_a_page_of_its_own(entry):
    assert CAUSES[entry.id] is entry
    assert entry.id.startswith("jwe.")
    assert not entry.title.endswith(".")
    assert entry.why.endswith((".", ")"))
    assert entry.fix.endswith((".", ")"))


def test_no_two_causes_have_one_name_or_one_title():
    assert len({it.id for it in EVERY}) == len({it.title for it in EVERY}) == len(EVERY) >= 20


@pytest.mark.parametrize("step", Step)
def test_the_cheapest_comes_first(step):
    costs = [it.cost for it in on(step)]
    assert costs == sorted(costs) != []


def test_all_causes_of_encryption_are_in_the_catalogue_by_their_step():
    assert {it.id for it in EVERY} == {name for name in CAUSES if name.startswith("jwe.")}
    assert all(isinstance(it.axis, Step) for it in EVERY)


def test_only_a_tag_in_the_wrong_place_can_be_put_right_without_a_key():
    assert [it.id for it in EVERY if it.repairable] == ["jwe.gcm_tag_layout"]


def test_a_function_becomes_a_cause(monkeypatch):
    monkeypatch.setattr(module, "_ways", [])
    monkeypatch.setattr(module, "CAUSES", {})

    @cause(Step.PLAINTEXT, cost=3, fix="Do not.", repairable=True)
    def upside_down(plaintext, evidence):
        """The content stands
        on its head.

        Nobody does that.
        """
        yield Guess(plaintext[::-1], f"It is read from its end, {evidence}.")

    [entry] = on(Step.PLAINTEXT)
    assert (entry.id, entry.title) == ("jwe.upside_down", "The content stands on its head")
    assert (entry.why, entry.fix, entry.cost, entry.repairable) == ("Nobody does that.", "Do not.", 3, True)
    assert entry.undo is upside_down
    assert list(entry.undo(b"abc", "see")) == [(b"cba", "It is read from its end, see.", 0)]
    assert on(Step.KEY) == []
    assert {"jwe.upside_down": entry} == module.CAUSES
