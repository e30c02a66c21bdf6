"""A MAC that was right once: each damage is proved, and the whole MAC given back."""

import pytest

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature import Evidence, Status
from webapp.inspector.signature.mac import utf8_replacement

from . import workshop as w


def mac_where(condition):
    """A signing input under HS256 and its MAC, of which the condition holds."""
    for number in range(5000):
        signed = w.signing_input("HS256", kid=str(number))
        mac = w.hs256(w.SECRET.encode(), signed.encode())
        if condition(mac):
            return signed, mac
    raise AssertionError("no such MAC was found")


def with_zero(mac):
    return 8 <= mac.find(0) < 31


DAMAGES = {
    "sigenc.truncated_mac": (lambda mac: 0 not in mac, lambda mac: encode(mac[:16])),
    "sigenc.nul_truncated": (with_zero, lambda mac: encode(mac[: mac.index(0)])),
    "sigenc.utf8_replacement": (
        bool,
        lambda mac: encode(mac.decode("utf-8", "replace").encode()),
    ),
    "transport.case_folded": (bool, lambda mac: encode(mac).lower()),
    "transport.truncated": (bool, lambda mac: encode(mac)[:37]),
    "transport.typo": (
        bool,
        lambda mac: encode(mac)[:10] + "Al"[encode(mac)[10] == "A"] + encode(mac)[11:],
    ),
    "transport.char_lost": (
        lambda mac: encode(mac).count("_") >= 2,
        lambda mac: encode(mac).replace("_", "", 2),
    ),
}


@pytest.mark.parametrize("cause", DAMAGES)
def test_the_damage_is_proved_and_undone(cause):
    condition, damage = DAMAGES[cause]
    signed, mac = mac_where(condition)
    verification = w.verified(w.token(signed, damage(mac)), secret=w.SECRET)
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved) for it in verification.causes] == [(cause, True)]
    assert verification.causes[0].repaired == w.token(signed, mac)


def test_another_secret_proves_nothing():
    signed, mac = mac_where(bool)
    verification = w.verified(w.token(signed, encode(mac)[:37]), secret=w.SECRET[::-1])
    assert not any(it.proved for it in verification.causes)


# What becomes of the MAC in base64url, and how it is said.
LOST = {
    "the end": (lambda text: text[:-1], "The last character is missing."),
    "more of the end": (lambda text: text[:-5], "The last 5 characters are missing."),
    "a letter": (lambda text: text[:9] + text[10:], "A character of the signature is missing."),
    "three letters": (lambda text: text[:9] + text[12:], "3 characters of the signature are missing."),
}


@pytest.mark.parametrize("case", LOST.values(), ids=LOST)
def test_one_and_several_are_told_apart(case):
    lose, says = case
    signed, mac = mac_where(lambda mac: len(set(encode(mac)[8:13])) == 5)
    verification = w.verified(w.token(signed, lose(encode(mac))), secret=w.SECRET)
    assert verification.causes[0].message == says


@pytest.mark.parametrize(("count", "where"), [(1, "one place"), (2, "2 places")])
def test_the_places_of_what_was_replaced_are_counted(count, where):
    """Few MACs have so few, so that one is made up."""
    mac = b"\xff" * count + bytes(range(65, 97 - count))
    text = w.token(w.signing_input("HS256"), mac.decode("utf-8", "replace").encode())
    [guess] = utf8_replacement(mac, Evidence(decode(Found(text)), ALGORITHMS["HS256"], ()))
    assert guess.says == f"Bytes of the MAC were replaced by U+FFFD in {where}."
