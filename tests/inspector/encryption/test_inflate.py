"""DEFLATE is undone in each of its wrappings, whole and within its bound."""

import zlib

import pytest

from webapp.inspector.encryption.inflate import GZIP, RAW, ZLIB, TooLong, inflated

every = pytest.mark.parametrize("wrapping", [RAW, ZLIB, GZIP], ids=["raw", "zlib", "gzip"])


def packed(data, wrapping):
    stream = zlib.compressobj(wbits=wrapping)
    return stream.compress(data) + stream.flush()


@every
@pytest.mark.parametrize("length", [0, 1, 999, 1000])
def test_up_to_the_bound_everything_comes_out(wrapping, length):
    assert inflated(packed(bytes(length), wrapping), 1000, wrapping) == bytes(length)


@every
@pytest.mark.parametrize("length", [1001, 1_000_000])
def test_beyond_the_bound_nothing_does(wrapping, length):
    with pytest.raises(TooLong):
        inflated(packed(bytes(length), wrapping), 1000, wrapping)


@every
def test_a_bound_of_nothing_is_no_missing_bound(wrapping):
    assert inflated(packed(b"", wrapping), 0, wrapping) == b""
    with pytest.raises(TooLong):
        inflated(packed(b"x", wrapping), 0, wrapping)


NO_STREAM = {
    "nothing": lambda _: b"",
    "its end is missing": lambda whole: whole[:-3],
    "a byte is missing at its end": lambda whole: whole[:-1],
    "something stands behind it": lambda whole: whole + b"more",
    "twice": lambda whole: whole + whole,
    "text": lambda _: b'{"iss": "https://login.example.com"}',
}


@every
@pytest.mark.parametrize("case", NO_STREAM)
def test_what_is_no_whole_stream_is_none(wrapping, case):
    assert inflated(NO_STREAM[case](packed(bytes(1000), wrapping)), 1000, wrapping) is None


@every
def test_one_wrapping_is_not_taken_for_another(wrapping):
    others = {RAW, ZLIB, GZIP} - {wrapping}
    assert [inflated(packed(b"text" * 9, wrapping), 1000, other) for other in others] == [None, None]


def test_without_a_wrapping_it_is_raw():
    assert inflated(packed(b"text", RAW), 4) == b"text"
