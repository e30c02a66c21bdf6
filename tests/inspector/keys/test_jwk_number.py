"""The numbers of a JWK: every way in which they are written, and what is said of the wrong ones."""

from itertools import islice

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.keys.jwk_number import Octets, decimal, hexadecimal, octets, points

ADDED, CUT = "leading zero bytes were added", "leading zero bytes were cut off"


@pytest.mark.parametrize(
    ("written", "data", "faults"),
    [
        ("AQAB", b"\1\0\1", ()),
        ("-_8", b"\xfb\xff", ()),
        ("AA", b"\0", ()),
        ("AQAB=", b"\1\0\1", ("n: it ends in an = sign of padding",)),
        ("+/8", b"\xfb\xff", ("n: character 1 is “+” (standard base64 has + for -), and 1 more such",)),
        (" AQAB", b"\1\0\1", ("n: blanks or line breaks stand in it",)),
        ("AQ\n  AB\n", b"\1\0\1", ("n: blanks or line breaks stand in it",)),
        (
            "AQ AB=",
            b"\1\0\1",
            ("n: blanks or line breaks stand in it", "n: it ends in an = sign of padding"),
        ),
        (
            "-_9",
            b"\xfb\xff",
            ("n: its last character is “9”, whose unused bits are not zero; “8” gives the same bytes",),
        ),
        (
            "AQABA",
            b"\1\0\1",
            ("n: no bytes give 5 characters of base64url: one is too many, or two or three are missing",),
        ),
    ],
)
def test_base64url_is_read_leniently_and_its_faults_are_named(written, data, faults):
    assert octets({"n": written}, "n") == Octets(data, faults)


@pytest.mark.parametrize(
    "written", [None, "", " ", "=", "A", "AQ.AB", "käse", "AQ\0AB", 65537, 1.5, True, ["AQAB"], {"n": "AQAB"}]
)
def test_what_holds_no_bytes_is_none(written):
    assert octets({"n": written}, "n") is None
    assert octets({"e": "AQAB"}, "n") is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (0, 0),
        (65537, 65537),
        (1 << 4096, 1 << 4096),
        ("0", 0),
        ("65537", 65537),
        ("007", 7),
        ("9" * 4300, int("9" * 4300)),
        ("9" * 4301, None),
        (-3, None),
        ("-3", None),
        ("+3", None),
        (" 3", None),
        ("3\n", None),
        ("1_000", None),
        ("٣", None),
        ("", None),
        ("AQAB", None),
        (True, None),
        (3.0, None),
        (None, None),
        ([3], None),
    ],
    ids=lambda it: str(it)[:12],
)
def test_decimal_is_a_number_or_digits(written, number):
    assert decimal(written) == number


@pytest.mark.parametrize(
    ("written", "data"),
    [
        ("00", b"\0"),
        ("0a1b", b"\x0a\x1b"),
        ("0A1B", b"\x0a\x1b"),
        ("0x0a1b", b"\x0a\x1b"),
        ("0X0A1B", b"\x0a\x1b"),
        ("ff" * 2500, b"\xff" * 2500),
        ("ff" * 2501, None),
        ("0a1B", None),
        ("abc", None),
        ("0x", None),
        ("", None),
        ("0a:1b", None),
        ("0a 1b", None),
        ("00\n", None),
        (10, None),
        (None, None),
    ],
    ids=lambda it: str(it)[:12],
)
def test_hexadecimal_is_whole_bytes_in_one_case(written, data):
    assert hexadecimal(written) == data


X, Y = bytes(range(1, 33)), bytes(range(2, 34))
HEX = ("x and y are written in hexadecimal",)
DECIMAL = ("x and y are written in decimal",)
LITTLE = ("x and y are written with their lowest byte first",)
EXCHANGED = ("x and y are exchanged",)


def big(data):
    return int.from_bytes(data, "big")


def readings(x, y):
    """What is supposed of each reading, in order, with whether it is of X and Y."""
    return [((it.x, it.y) == (big(X), big(Y)), it.faults) for it in points({"x": x, "y": y}, "P-256", 32)]


def test_the_right_reading_comes_first_and_supposes_nothing():
    assert readings(encode(X), encode(Y)) == [(True, ()), (False, LITTLE), (False, EXCHANGED)]


@pytest.mark.parametrize(
    ("x", "y", "faults"),
    [
        (X.hex(), Y.hex(), HEX),
        (X.hex().upper(), Y.hex().upper(), HEX),
        (str(big(X)), str(big(Y)), DECIMAL),
        (big(X), big(Y), DECIMAL),
        (big(X), str(big(Y)), DECIMAL),
        (encode(X[::-1]), encode(Y[::-1]), LITTLE),
        (encode(Y), encode(X), EXCHANGED),
        (encode(b"\0" + X), encode(Y), (f"x has 33 bytes where P-256 wants 32: {ADDED}",)),
        (encode(X) + "=", encode(Y), ("x: it ends in an = sign of padding",)),
    ],
)
def test_other_readings_say_what_they_suppose(x, y, faults):
    assert (True, faults) in readings(x, y)


def test_coordinates_that_lost_their_zeros_are_counted():
    [first] = islice(points({"x": encode(b"\1"), "y": encode(bytes(33))}, "P-256", 32), 1)
    assert first.faults == (
        f"x has 1 byte where P-256 wants 32: {CUT}",
        f"y has 33 bytes where P-256 wants 32: {ADDED}",
    )


@pytest.mark.parametrize(
    ("x", "y"), [(None, encode(Y)), (encode(X), None), (None, None), ("!", encode(Y)), ([], {})]
)
def test_one_coordinate_gives_no_point(x, y):
    assert readings(x, y) == []


def test_coordinates_of_another_size_are_not_turned_around():
    assert all(faults not in (LITTLE, EXCHANGED) for _, faults in readings(encode(X[1:]), encode(Y)))
