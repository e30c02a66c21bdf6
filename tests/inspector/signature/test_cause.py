"""A cause has its id, title and page from the function that undoes it."""

import re

import pytest

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature import cause as module
from webapp.inspector.signature.acceptance import acceptance
from webapp.inspector.signature.cause import (
    CAUSES,
    Axis,
    Cause,
    Content,
    Diagnosis,
    Evidence,
    cause,
    known_cause,
    on,
)

from . import workshop as w

WAYS = [it for axis in Axis for it in on(axis)]
each_way = pytest.mark.parametrize("way", WAYS, ids=[f"{it.id} ({it.axis.name})" for it in WAYS])


@pytest.fixture
def empty(monkeypatch):
    """A catalogue of its own for a test."""
    monkeypatch.setattr(module, "CAUSES", {})
    monkeypatch.setattr(module, "_ways", [])


def entered(undo, axis=Axis.FORM, **said):
    """What becomes of `undo` when it is entered."""
    assert cause(axis, **{"cost": 3, "fix": "Do it well.", **said})(undo) is undo
    return module.on(axis)[-1]


def spilt(_data, _evidence):
    """The milk was
    spilt.

    Nobody cries over it.

    `cat` did it.
    """
    return ()


def terse(_data, _evidence):
    """Nothing more is known."""
    return ()


spilt.__module__ = "webapp.inspector.signature.kitchen"
terse.__module__ = "webapp.inspector.signature.kitchen.table"


@pytest.mark.usefixtures("empty")
def test_a_cause_is_named_by_module_and_function_and_its_docstring_is_its_page():
    it = entered(spilt)
    assert (it.id, it.title) == ("kitchen.spilt", "The milk was spilt")
    assert it.why == "Nobody cries over it.\n\n`cat` did it."
    assert (it.axis, it.cost, it.fix, it.repairable, it.undo) == (Axis.FORM, 3, "Do it well.", False, spilt)


@pytest.mark.usefixtures("empty")
def test_a_family_may_be_spread_over_the_modules_of_a_package_or_be_given():
    assert entered(terse).id == "kitchen.terse"
    assert entered(terse, family="cellar").id == "cellar.terse"
    assert entered(terse).why == ""


@pytest.mark.usefixtures("empty")
def test_of_several_ways_the_first_is_the_cause_and_each_is_known_by_its_advice():
    first, second = entered(spilt), entered(spilt, Axis.MAC, cost=1, fix="Mop it up.")
    assert list(module.CAUSES.values()) == [first]
    assert (module.on(Axis.FORM), module.on(Axis.MAC)) == ([first], [second])
    assert known_cause("kitchen.spilt", "Mop it up.") is second
    assert known_cause("kitchen.spilt", "Something else.") is first
    with pytest.raises(KeyError):
        known_cause("kitchen.burnt", "Mop it up.")


@pytest.mark.usefixtures("empty")
def test_the_causes_of_an_axis_come_cheapest_first_and_else_as_they_were_entered():
    for undo, cost in ((spilt, 5), (terse, 1), (spilt, 1), (terse, 3)):
        cause(Axis.FORM, cost=cost, fix="Do it well.")(undo)
    found = [(it.id, it.cost) for it in module.on(Axis.FORM)]
    assert found == [("kitchen.terse", 1), ("kitchen.spilt", 1), ("kitchen.terse", 3), ("kitchen.spilt", 5)]


@each_way
def test_every_cause_is_explained(way):
    assert re.fullmatch(r"[a-z]+\.[a-z0-9_]+", way.id)
    assert way.title
    assert not way.title.endswith(".")
    assert way.fix.endswith(".")


@each_way
def test_every_cause_is_found_again_by_what_a_search_elsewhere_says_of_it(way):
    found = known_cause(way.id, way.fix)
    assert (found.id, found.fix) == (way.id, way.fix)
    assert CAUSES[way.id].id == way.id


def test_every_axis_has_causes():
    assert all(map(on, Axis))


def test_a_diagnosis_speaks_for_its_cause():
    it = Diagnosis(CAUSES["ecdsa.der"], "The signature is 71 bytes of DER.")
    assert (it.id, it.fix) == ("ecdsa.der", CAUSES["ecdsa.der"].fix)
    assert (it.proved, it.repaired) == (False, None)
    assert it.acceptance == acceptance("ecdsa.der") != acceptance("rsa.raw")


SIGNED = {
    "as it is": (Content("aGVhZA", "Ym9keQ"), b"aGVhZA.Ym9keQ"),
    "nothing": (Content("", ""), b"."),
    "not hashed in base64url": (Content("aGVhZA", "Ym9keQ", unencoded=b"bo\xffdy"), b"aGVhZA.bo\xffdy"),
    "empty and not in base64url": (Content("aGVhZA", "Ym9keQ", unencoded=b""), b"aGVhZA."),
    "with other letters": (Content("é", "\ud800"), "é.".encode() + b"\xed\xa0\x80"),
    "with other letters before what is not in base64url": (
        Content("\ud800", "", unencoded=b"x"),
        b"\xed\xa0\x80.x",
    ),
}


@pytest.mark.parametrize("case", SIGNED.values(), ids=SIGNED)
def test_what_a_signature_covers(case):
    content, signed = case
    assert content.signed == signed


def test_the_content_is_that_of_the_token():
    signed = w.signing_input("ES256")
    token = decode(Found(w.token(signed, bytes(64))))
    evidence = Evidence(token, ALGORITHMS["ES256"], ())
    assert evidence.content == Content(*signed.split("."))
    assert evidence.content.signed == token.signing_input
    assert isinstance(CAUSES["ecdsa.der"], Cause)
    assert "opened" not in repr(evidence)
