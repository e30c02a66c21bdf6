"""A MAC that was right once: each damage is proved, and the whole MAC given back."""

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.signature import Status

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
