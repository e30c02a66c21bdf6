"""What a token is made of: where each character of it stands, and what its parts tell."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.fault import Fault
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.parts import binary_part, json_part, plain_json_part
from webapp.inspector.paste import Found
from webapp.inspector.place import Place, Span
from webapp.inspector.token import ByteMap, Part, Plain, Token, TokenForm

from .forms import segment

SPANS = {
    "the first byte": (ByteMap(0), 0, 1, Span(0, 2)),
    "the second byte": (ByteMap(0), 1, 2, Span(1, 3)),
    "the third byte": (ByteMap(0), 2, 3, Span(2, 4)),
    "three bytes": (ByteMap(0), 3, 6, Span(4, 8)),
    "further on": (ByteMap(100), 3, 6, Span(104, 108)),
    "nothing, between two quads": (ByteMap(0), 3, 3, Span(4, 4)),
    "behind a wide character": (ByteMap(0, [0], [2]), 1, 2, Span(4, 6)),
    "a wide character": (ByteMap(10, [1], [2]), 1, 2, Span(11, 16)),
    "nothing, where some are wide": (ByteMap(0, [5], [1]), 3, 3, Span(4, 4)),
    "skipped characters": (ByteMap(10, kept=[0, 2, 4, 6]), 0, 3, Span(10, 17)),
    "skipped characters, in part": (ByteMap(10, kept=[1, 2, 4, 6]), 0, 1, Span(11, 13)),
    "nothing is left": (ByteMap(7, kept=[]), 0, 1, Span(7, 8)),
    "beyond what is left": (ByteMap(7, kept=[0, 3]), 0, 9, Span(7, 11)),
    "as it stands": (Plain(5), 1, 3, Span(6, 8)),
}


@pytest.mark.parametrize(("where", "start", "end", "span"), SPANS.values(), ids=SPANS)
def test_where_decoded_characters_stand(where, start, end, span):
    assert where.span(start, end) == span


@given(st.text(max_size=30), st.data())
def test_the_span_of_some_characters_is_the_least_that_holds_their_bytes(text, data):
    text = '"' + text.encode("utf-8", "replace").decode() + '"'
    part = json_part("payload", encode(text.encode()), 5, DEFAULTS)
    if part.json_text != text:
        return  # it begins with a byte order mark or reads as UTF-16
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, upto = len(text[:start].encode()), len(text[:end].encode())
    assert part.json_span(start, end) == Span(5 + before * 4 // 3, 5 - (-upto * 4 // 3))


def payload(written, limits=DEFAULTS):
    return json_part("payload", segment(written), 0, limits)


def test_the_members_of_a_part():
    part = payload('{"a":"x","b":2,"a":"y","n":1e400}')
    assert [member.name for member in part.members] == ["a", "b", "a", "n"]
    assert part.plain == {"a": "y", "b": 2, "n": "1e400"}
    assert [claim.name for claim in part.claims()] == ["a", "b", "n"]
    assert [claim.name for claim in part.claims("n", "x", "a")] == ["n", "a"]
    assert [part.text_of(name) for name in ("a", "b", "x")] == ["y", None, None]
    assert (part.claim("x"), part.claim("a").place) == (None, Place("payload", ("a",)))


def test_a_claim_stands_at_its_last_duplicate_from_its_name_to_its_value():
    written = '{"a":"x", "a" : 7}'
    claim = payload(written).claim("a")
    assert written[claim.start : claim.end] == '"a" : 7'
    assert claim.span == Span(10 * 4 // 3, -(-17 * 4 // 3))


def test_a_claim_that_stands_nowhere_in_the_token_has_no_span():
    part = plain_json_part("header", '{"a":1}', None, DEFAULTS)
    assert (part.claim("a").span, part.json_span(0, 1)) == (None, None)


@pytest.mark.parametrize(
    ("written", "is_object"),
    [("{}", True), ('{"a"', True), ("[]", False), ("7", False), ("null", False), ("", False)],
)
def test_what_is_an_object(written, is_object):
    assert payload(written).is_object is is_object


CUT = {
    "whole": ('{"a":1}', False),
    "blanks behind": ('{"a":1} \n', False),
    "no brace": ('{"a":1', True),
    "within a value": ('{"a":1,"b":"x', True),
    "a fault within": ('{"a":1,,"b":2}', False),
    "an inner brace only": ('{"a":1,"b":{"c":2}', True),
    "a brace in a text": ('{"a":1,"b":"}', True),
    "a brace in an inner text": ('{"a":1,"b":{"c":"}', True),
    "an opening brace": ("{", True),
    "more behind the end": ('{"a":1}}, and', False),
    "no value": ('{"a":1,"b":}', False),
    "a line end in a text": ('{"a":"x\ny"}', False),
    "words": ("hello}", True),
    "no object": ("[1]", False),
    "nothing": ("", True),
}


@pytest.mark.parametrize(("written", "cut_off"), CUT.values(), ids=CUT)
def test_whether_members_may_be_lost(written, cut_off):
    assert payload(written).cut_off is cut_off


def test_what_is_too_deep_to_be_read_may_hold_more_members():
    assert payload('{"a":[[1]],"b":2}', Limits(json_depth=2)).cut_off


@pytest.mark.parametrize(
    ("text", "misencoded"),
    [("AA", False), ("AA==", True), ("AB", True), ("A+", True), ("A", True), ("", False)],
)
def test_what_a_strict_decoder_refuses(text, misencoded):
    assert binary_part("signature", text, 0).misencoded is misencoded
    assert not Part("payload", faults=(Fault("not-json", "…", 0, 0),)).misencoded


def test_a_part_stands_at_its_name_unless_it_is_told_otherwise():
    assert Part("tag").place == Place("tag")
    assert Part("tag", at=Place("token", ("tag",))).place == Place("token", ("tag",))
    assert Part("tag", "abc", 10).span == Span(10, 13)


def token(text, content=None):
    return decode(Found(text), DEFAULTS, content)


HEADER = segment('{"alg":"ES256"}')
UNENCODED = segment('{"alg":"ES256","b64":false,"crit":["b64"]}')

SIGNED = {
    "compact": (token(f"{HEADER}.e30.AA"), f"{HEADER}.e30".encode()),
    "padded as it was sent": (token(f"{HEADER}.e30=.AA"), f"{HEADER}.e30=".encode()),
    "detached, and not given": (token(f"{HEADER}..AA"), f"{HEADER}.".encode()),
    "detached, and given": (token(f"{HEADER}..AA", b"{}"), f"{HEADER}.e30".encode()),
    "unencoded": (token(f"{UNENCODED}.$.02.AA"), f"{UNENCODED}.$.02".encode()),
    "unencoded and detached": (token(f"{UNENCODED}..AA", b"\xff."), f"{UNENCODED}.".encode() + b"\xff."),
    "a lone surrogate": (token("\ud800.\udfff.AA"), b"\xed\xa0\x80.\xed\xbf\xbf"),
    "no payload": (token(HEADER), f"{HEADER}.".encode()),
}


@pytest.mark.parametrize(("signed", "message"), SIGNED.values(), ids=SIGNED)
def test_what_the_signature_covers(signed, message):
    assert signed.signing_input == message


@pytest.mark.parametrize("form", TokenForm)
def test_what_is_encrypted(form):
    empty = Part("header")
    assert Token("", form, empty, empty, empty).encrypted is (form in {"jwe", "jwe-json"})


def test_the_parts_of_a_token_and_those_it_does_not_have():
    encrypted = token(segment('{"alg":"dir","enc":"A128GCM"}') + "..AA.BB.CC")
    assert [part.name for part in encrypted.parts] == [
        "header", "payload", "signature", "encrypted_key", "iv", "ciphertext", "tag",
    ]  # fmt: skip
    assert encrypted.other("iv").text == "AA"
    assert encrypted.other("none") == Part("none")
    assert (encrypted.alg, token("e30.e30.AA").alg) == ("dir", None)


def test_the_object_around_a_token_in_json_is_one_of_its_parts():
    written = token(json.dumps({"payload": "e30", "protected": HEADER, "signature": "AA"}))
    assert written.parts[-1] is written.frame


def test_the_text_of_a_token_is_not_printed_with_it():
    assert "text='abc.def.ghi'" not in repr(token("abc.def.ghi"))
