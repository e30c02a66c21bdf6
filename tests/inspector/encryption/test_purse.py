"""What may be spent on the tokens of a paste: microseconds, and rounds of a password."""

import pytest

from webapp.inspector.encryption.algorithms import MANAGEMENTS
from webapp.inspector.encryption.opener import Opener
from webapp.inspector.encryption.purse import Purse
from webapp.inspector.keys import Key

from . import workshop as w


def opener(curve=None, bits=0):
    return Opener(Key("key", "", curve, bits, private=True))


PRICES = [
    ("RSA-OAEP", {"bits": 512}, 150),
    ("RSA-OAEP", {"bits": 1024}, 150),
    ("RSA-OAEP", {"bits": 2048}, 1200),
    ("RSA1_5", {"bits": 4096}, 9600),
    ("RSA1_5", {"bits": 16_384}, 614_400),
    ("ECDH-ES", {"curve": "P-256", "bits": 256}, 200),
    ("ECDH-ES", {"curve": "P-384", "bits": 384}, 900),
    ("ECDH-ES+A128KW", {"curve": "P-521", "bits": 521}, 800),
    ("ECDH-ES", {"curve": "X448", "bits": 448}, 200),
    ("A256KW", {"bits": 256}, 30),
    ("dir", {"bits": 256}, 30),
]


@pytest.mark.parametrize(("alg", "key", "price"), PRICES)
def test_a_content_key_costs_by_the_key(alg, key, price):
    purse = Purse(price, 0)
    assert purse.pays_key(MANAGEMENTS[alg], w.sent(), opener(**key))
    assert (purse.microseconds, purse.tried) == (0, 1)
    assert not Purse(price - 1, 0).pays_key(MANAGEMENTS[alg], w.sent(), opener(**key))


@pytest.mark.parametrize(
    ("ciphertext", "header", "price"), [(0, 0, 25), (119, 0, 25), (60, 60, 26), (2**20, 0, 8763)]
)
def test_content_costs_by_its_length(ciphertext, header, price):
    envelope = w.sent(protected="x" * header, parts=(b"", bytes(ciphertext), b""))
    assert Purse(price, 0).pays_content(envelope)
    assert not Purse(price - 1, 0).pays_content(envelope)


def test_an_empty_purse_stays_empty():
    purse = Purse(100, 0)
    large, small = w.sent(parts=(b"", bytes(20_000), b"")), w.sent()
    assert [purse.pays_content(it) for it in (small, large, small)] == [True, False, False]
    assert purse.tried == 1


def rounds(count):
    return w.sent({"p2c": count})


PASSWORD = MANAGEMENTS["PBES2-HS256+A128KW"]


def test_a_password_costs_rounds_and_no_time():
    purse = Purse(0, 3000)
    paid = [purse.pays_key(PASSWORD, rounds(count), opener()) for count in (1000, 2000, 1, 0)]
    assert paid == [True, True, False, True]
    assert (purse.rounds, purse.tried) == (0, 3)


def test_a_token_that_asks_too_much_leaves_the_rounds_to_others():
    purse = Purse(0, 1000)
    assert [purse.pays_key(PASSWORD, rounds(count), opener()) for count in (10**300, 1000)] == [False, True]


@pytest.mark.parametrize("count", [None, "4096", -4096, True, 4096.0])
def test_rounds_that_are_none_cost_none(count):
    purse = Purse(0, 1000)
    assert purse.pays_key(PASSWORD, rounds(count), opener())
    assert purse.rounds == 1000


def test_a_share_has_time_of_its_own_and_the_rounds_that_are_left():
    purse = Purse(50, 1000, tried=7)
    assert purse.share(300) == Purse(300, 1000, tried=0)
    assert purse == Purse(50, 1000, tried=7)
