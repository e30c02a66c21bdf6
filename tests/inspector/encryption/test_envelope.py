"""What a receiver has of a token: the header that counts, the bytes, and what was authenticated."""

import json

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.encryption.envelope import envelopes
from webapp.inspector.paste import Found

from . import workshop as w

HEADER = {"alg": "A256KW", "enc": "A256GCM"}
COMPACT = w.compact(HEADER, (b"iv", b"ciphertext", b"tag"), b"key")
PARTS = {"iv": encode(b"iv"), "ciphertext": encode(b"ciphertext"), "tag": encode(b"tag")}


def in_json(**members):
    return json.dumps({name: value for name, value in {**PARTS, **members}.items() if value is not None})


def all_of(text):
    return list(envelopes(decode(Found(text))))


def test_of_the_compact_form_there_is_one_recipient():
    [it] = all_of(COMPACT)
    assert it.header == HEADER
    assert (it.encrypted_key, it.iv, it.ciphertext, it.tag) == (b"key", b"iv", b"ciphertext", b"tag")
    assert (it.management.name, it.encryption.name) == ("A256KW", "A256GCM")
    assert (it.aad, it.authenticated.decode(), it.well_formed) == (None, w.header_text(HEADER), True)


def test_each_recipient_has_its_header_and_its_key():
    recipients = [{"header": {"alg": name}, "encrypted_key": encode(name.encode())} for name in ("a", "b")]
    text = in_json(protected=w.header_text({"enc": "A256GCM"}), recipients=recipients)
    assert [(it.header, it.encrypted_key) for it in all_of(text)] == [
        ({"enc": "A256GCM", "alg": "a"}, b"a"),
        ({"enc": "A256GCM", "alg": "b"}, b"b"),
    ]


PROTECTED = w.header_text(HEADER)
AUTHENTICATED = {
    "a header": ({"protected": PROTECTED}, PROTECTED),
    "a header and aad": ({"protected": PROTECTED, "aad": "bW9yZQ"}, f"{PROTECTED}.bW9yZQ"),
    "aad alone": ({"unprotected": HEADER, "aad": "bW9yZQ"}, ".bW9yZQ"),
    "an empty aad": ({"protected": PROTECTED, "aad": ""}, f"{PROTECTED}."),
    "nothing": ({"unprotected": HEADER}, ""),
}


@pytest.mark.parametrize("case", AUTHENTICATED)
def test_what_is_authenticated_is_the_header_as_sent_and_aad(case):
    """RFC 7516 section 5.1, step 14."""
    members, expected = AUTHENTICATED[case]
    [it] = all_of(in_json(**members))
    assert it.authenticated == expected.encode()


def test_what_is_authenticated_may_be_no_text_at_all():
    assert w.sent(protected="\ud800").authenticated == b"\xed\xa0\x80"


@pytest.mark.parametrize("part", range(5))
def test_a_misencoded_part_is_read_and_told(part):
    parts = COMPACT.split(".")
    parts[part] += "="
    [it] = all_of(".".join(parts))
    assert not it.well_formed
    assert (it.header, it.iv, it.ciphertext, it.tag) == (HEADER, b"iv", b"ciphertext", b"tag")


def test_a_misencoded_aad_is_told():
    assert not all_of(in_json(protected=PROTECTED, aad="bW9yZQ=="))[0].well_formed


def test_a_misencoded_key_is_told_of_its_recipient_alone():
    recipients = [{"encrypted_key": "a2V5"}, {"encrypted_key": "a2V5="}]
    told = [it.well_formed for it in all_of(in_json(protected=PROTECTED, recipients=recipients))]
    assert told == [True, False]


@pytest.mark.parametrize("value", [None, 7, True, ["A256GCM"], {"A256GCM": 1}, "a256gcm", "", "A256GCM "])
def test_what_is_no_name_is_no_algorithm(value):
    it = w.sent({"alg": value, "enc": value})
    assert (it.management, it.encryption) == (None, None)
    assert it.text("alg") == (value if isinstance(value, str) else None)


OCTETS = {
    "QWxpY2U": (b"Alice", True),
    "": (b"", True),
    "QWxpY2U=": (b"Alice", False),
    "QWxpY2V": (b"Alice", False),
    "QWxp Y2U": (b"Alice", False),
    "A": (b"", False),
    "Ä": (b"", False),
    7: (None, True),
}


@pytest.mark.parametrize("name", ["apu", "apv", "p2s", "iv", "tag"])
@pytest.mark.parametrize("value", OCTETS, ids=repr)
def test_octets_of_the_header_are_read_and_it_is_told_where_they_are_misencoded(name, value):
    octets, well_formed = OCTETS[value]
    it = w.envelope(w.compact({**HEADER, name: value}, (b"",) * 3))
    assert (it.octets(name), it.well_formed) == (octets, well_formed)


def test_octets_that_are_missing():
    assert w.sent().octets("apu") is None
