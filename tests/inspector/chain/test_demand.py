"""What a profile asks of a chain: the first thing it lacks is told, at the certificate that lacks it."""

from dataclasses import replace

import pytest

from webapp.inspector.chain import certificate
from webapp.inspector.chain.demand import unmet
from webapp.inspector.chain.root import Root, Trust
from webapp.inspector.profiles.vocabulary import ChainDemand

from .maker import INTERMEDIATE_MARK, LEAF_MARK, three

PLAIN = [certificate.read(it.der, it.name) for it in reversed(three())]
LEAF, AUTHORITY, ROOT = PLAIN
MARKED = [replace(LEAF, marks=(LEAF_MARK, "1.2.3")), replace(AUTHORITY, marks=(INTERMEDIATE_MARK,)), ROOT]
TRUSTED, UNKNOWN = (Root("Test Root", trust, "…") for trust in (Trust.PROFILE, Trust.NONE))
MARKS = {"leaf": LEAF_MARK, "intermediate": INTERMEDIATE_MARK}
OURS = {"roots": {"Our Root": "63:…"}}

# What is asked for, the chain and its root → the index of the certificate that lacks it, and the message.
CASES = {
    "nothing": ({}, PLAIN, UNKNOWN, None, ""),
    "as many": ({"length": 3}, PLAIN, TRUSTED, None, ""),
    "fewer": (
        {"length": 3},
        PLAIN[:2],
        TRUSTED,
        None,
        "It has 2 certificates; what is asked for is 3.",
    ),
    "more": ({"length": 2}, PLAIN, TRUSTED, None, "It has 3 certificates; what is asked for is 2."),
    "one": ({"length": 2}, PLAIN[:1], TRUSTED, None, "It has 1 certificate; what is asked for is 2."),
    "no more than one": (
        {"length": 1},
        PLAIN,
        TRUSTED,
        None,
        "It has 3 certificates; what is asked for is 1.",
    ),
    "none": ({"length": 3, **MARKS}, [], None, None, "It has 0 certificates; what is asked for is 3."),
    "none, and no number is asked for": (MARKS, [], None, None, ""),
    "its root": (OURS, PLAIN, TRUSTED, None, ""),
    "another root": (
        OURS,
        PLAIN,
        UNKNOWN,
        2,
        "It ends in “Test Root”; what is asked for is Our Root.",
    ),
    "neither of two roots": (
        {"roots": {"One": "63:…", "Two": "64:…"}},
        PLAIN,
        UNKNOWN,
        2,
        "It ends in “Test Root”; what is asked for is One or Two.",
    ),
    "a root that cannot be told": (OURS, [*PLAIN[:2], None], None, None, ""),
    "the length before the root": (
        {"length": 3, **OURS},
        PLAIN[:2],
        UNKNOWN,
        None,
        "It has 2 certificates; what is asked for is 3.",
    ),
    "its marks": ({**OURS, **MARKS}, MARKED, TRUSTED, None, ""),
    "the mark of the leaf": (
        {**MARKS, "note": "Apple marks them."},
        [LEAF, *MARKED[1:]],
        TRUSTED,
        0,
        "“Test Signer” lacks the extension 1.2.840.113635.100.6.11.1. Apple marks them.",
    ),
    "the mark of the second": (
        MARKS,
        [MARKED[0], AUTHORITY, ROOT],
        TRUSTED,
        1,
        "“Test Authority” lacks the extension 1.2.840.113635.100.6.2.1.",
    ),
    "the second at all": (
        MARKS,
        MARKED[:1],
        TRUSTED,
        None,
        "It has no second certificate, which must have the extension 1.2.840.113635.100.6.2.1.",
    ),
    "a second that cannot be read": (MARKS, [MARKED[0], None, ROOT], None, None, ""),
    "marks matter below the right root": (
        {**OURS, **MARKS},
        PLAIN,
        UNKNOWN,
        2,
        "It ends in “Test Root”; what is asked for is Our Root.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_lacking(case):
    asked, chain, root, index, message = case
    found = [(it.rule, it.index, it.message) for it in unmet(chain, root, ChainDemand(**asked))]
    assert found == ([("foreign-chain", index, message)] if message else [])


def test_each_mark_that_is_lacking_is_told():
    assert [it.index for it in unmet(PLAIN, TRUSTED, ChainDemand(**MARKS))] == [0, 1]
