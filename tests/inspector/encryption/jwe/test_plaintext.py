"""What came out is compressed otherwise than the header says, and the words say how."""

import zlib

import pytest

from webapp.inspector.encryption import Status
from webapp.inspector.encryption.jwe.plaintext import zip as compressed

from .. import workshop as w
from ..faults import GCM, OCT, raw_deflate, zipped


def gzip(data):
    stream = zlib.compressobj(wbits=31)
    return stream.compress(data) + stream.flush()


NOT_AT_ALL = (
    "It decrypts, and what comes out is no DEFLATE, though zip says “DEF”: "
    "it is not compressed, or its end is missing."
)
SAID = {
    "zlib": (zlib.compress, "It decrypts, and what comes out is DEFLATE in the frame of zlib."),
    "gzip": (gzip, "It decrypts, and what comes out is DEFLATE in the frame of gzip."),
    "not at all": (bytes, NOT_AT_ALL),
}
NOT_SAID = {
    "raw": (raw_deflate, "It decrypts, and what comes out is raw DEFLATE, and the header has no zip."),
    "zlib": (
        zlib.compress,
        "It decrypts, and what comes out is DEFLATE in the frame of zlib, and the header has no zip.",
    ),
    "gzip": (
        gzip,
        "It decrypts, and what comes out is DEFLATE in the frame of gzip, and the header has no zip.",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_a_header_that_says_def_and_content_that_is_compressed_otherwise(case):
    compress, says = SAID[case]
    found = w.decrypted(zipped(compress(w.PLAINTEXT), zip="DEF"), OCT)
    assert (found.status, found.plaintext) == (Status.FAILED, w.PLAINTEXT)
    assert [(it.id, it.message, it.proved) for it in found.causes] == [("jwe.zip", says, True)]


@pytest.mark.parametrize("case", NOT_SAID)
def test_a_header_that_says_nothing_and_content_that_is_compressed(case):
    compress, says = NOT_SAID[case]
    found = w.decrypted(zipped(compress(w.PLAINTEXT)), OCT)
    assert (found.status, found.plaintext) == (Status.DECRYPTED, w.PLAINTEXT)
    assert [(it.id, it.message) for it in found.causes] == [("jwe.zip", says)]


def undone(content, most=1000, **header):
    return list(w.guesses(compressed, content, w.evidence(w.sent({**GCM, **header}), inflated=most)).values())


def test_what_is_not_compressed_and_not_said_to_be_is_left_alone():
    assert undone(w.PLAINTEXT) == undone(b"") == []


@pytest.mark.parametrize("frame", [raw_deflate, zlib.compress, gzip])
def test_a_bomb_is_not_inflated(frame):
    bomb = frame(bytes(1001))
    assert undone(frame(bytes(1000))) == [bytes(1000)]
    assert undone(bomb) == []
    assert undone(bomb, zip="DEF") == [bomb]


def test_what_is_cut_off_is_shown_as_it_is():
    assert undone(raw_deflate(w.PLAINTEXT)[:-1], zip="DEF") == [raw_deflate(w.PLAINTEXT)[:-1]]
