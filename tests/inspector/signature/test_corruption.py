"""Signatures corrupted at random: nothing is proved but what is true, and of sound ones nothing at all.

5,000 in all, the seeds fixed. A corruption that amounts to a fault of the catalogue may be told as such, and
then the token that is given back is the one that was corrupted.
"""

import random

import pytest

from webapp.inspector.base64url import decode, encode
from webapp.inspector.limits import Limits
from webapp.inspector.signature import Status

from . import workshop as w
from .signer import ALGORITHMS, Signer

# As many of each as make 5,000; where a trial is dear, a search of a few trials shows as much.
EACH = {"HS256": 400, "HS512": 400, "RS256": 900, "PS256": 900, "EdDSA": 700}
REST = 425
LIMITS = Limits(search_seconds=0.002)
THOROUGH = Limits(search_seconds=0.1)


def _bit(data, chosen):
    at = chosen.randrange(8 * len(data))
    return data[: at // 8] + bytes((data[at // 8] ^ 1 << at % 8,)) + data[at // 8 + 1 :]


def _byte(data, chosen):
    at = chosen.randrange(len(data))
    return data[:at] + bytes((chosen.randrange(256),)) + data[at + 1 :]


def _all(data, chosen):
    return chosen.randbytes(len(data))


def _shorter(data, chosen):
    return data[: chosen.randrange(1, len(data))]


def _longer(data, chosen):
    return data + chosen.randbytes(chosen.randrange(1, 9))


def _within(data, chosen):
    at = chosen.randrange(len(data))
    return data[:at] + data[at + 1 :]


def _shuffled(data, chosen):
    return bytes(chosen.sample(data, len(data)))


CORRUPTIONS = (_bit, _byte, _all, _shorter, _longer, _within, _shuffled)


def tokens(alg):
    """Sound tokens, each with a key file or secret of its own submission."""
    for serial in range(5):
        yield Signer(alg, (), random.Random(serial), serial).submission()


def judged(submission, text, limits):
    return w.verified(text, *submission.keys, secret=submission.secret, limits=limits)


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_nothing_false_is_proved_of_a_corrupted_signature(alg):
    chosen = random.Random(alg)
    sound = list(tokens(alg))
    for number in range(EACH.get(alg, REST)):
        submission = sound[number % len(sound)]
        signed, _, signature = submission.text.rpartition(".")
        data = decode(signature).bytes
        corrupted = CORRUPTIONS[number % len(CORRUPTIONS)](data, chosen)
        limits = THOROUGH if number < 7 else LIMITS
        verification = judged(submission, f"{signed}.{encode(corrupted)}", limits)
        if corrupted == data:
            assert verification.status is Status.VERIFIED
            continue
        assert verification.status is Status.INVALID
        for cause in verification.causes:
            assert not cause.proved or cause.repaired == submission.text, (cause.id, cause.message)


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_nothing_is_said_of_a_sound_signature(alg):
    for submission in tokens(alg):
        verification = judged(submission, submission.text, LIMITS)
        assert (verification.status, verification.causes, verification.tried) == (Status.VERIFIED, (), None)


def test_it_is_five_thousand_signatures():
    assert sum(EACH.get(alg, REST) for alg in ALGORITHMS) == 5000
