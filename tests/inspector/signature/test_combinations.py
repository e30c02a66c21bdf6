"""Two and three faults at once, of different families: the whole set is named.

The seeds are fixed, the keys and so the tokens are new with each run: what is asserted is a share.
"""

from dataclasses import replace

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW

from .faults import FAULTS
from .signer import STEPS, combinations, combined


def named(submission):
    """Every cause that the report names, wherever it does."""
    report = examine(submission, NOW)
    [token] = report.tokens
    notes = [note for key in report.keys for note in key.notes]
    return {it.id for it in (*token.verification.causes, *token.token.repairs, *notes)}


def missed(alg, faults, seed):
    """What is not named, however deep the search."""
    submission, planted = combined(alg, faults, seed), {fault.id for fault in faults}
    return bool(planted - named(submission)) and planted - named(replace(submission, deep=True))


def missed_at_once(alg, faults, seed):
    return {fault.id for fault in faults} - named(combined(alg, faults, seed))


@pytest.mark.parametrize(
    ("alg", "fault"), [(alg, it) for it in FAULTS for alg in it.algs], ids=lambda it: getattr(it, "id", it)
)
def test_each_fault_alone_is_named_at_once(alg, fault):
    assert fault.step in STEPS
    assert fault.id in named(combined(alg, (fault,), 0))


@pytest.mark.parametrize(("size", "part"), [(2, 1), (2, 2), (3, 1), (3, 2)])
def test_faults_of_different_families_are_named_together(size, part):
    total = 60
    all_missed = [
        (alg, [fault.id for fault in faults])
        for number, (alg, faults) in enumerate(combinations(FAULTS, size, total, f"{size} {part}"))
        if missed(alg, faults, f"{part} {number}")
    ]
    assert len(all_missed) <= 0.02 * total, all_missed


@pytest.mark.parametrize("size", [2, 3])
def test_nearly_all_of_them_are_named_at_once(size):
    total = 200
    all_missed = [
        (alg, [fault.id for fault in faults])
        for number, (alg, faults) in enumerate(combinations(FAULTS, size, total, f"{size} at once"))
        if missed_at_once(alg, faults, f"at once {number}")
    ]
    assert len(all_missed) <= 0.05 * total, all_missed
