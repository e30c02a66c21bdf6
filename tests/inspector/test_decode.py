import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.example import Example
from webapp.inspector.json_tree import plain
from webapp.inspector.note import Note
from webapp.inspector.paste import Found
from webapp.inspector.token import TokenForm

HEADER = encode(b'{"alg":"ES256"}')
OF_JWE = encode(b'{"alg":"dir","enc":"A128GCM"}')
SIGNATURE = encode(bytes(range(1, 65)))


def token(text):
    return decode(Found(text))


def with_payload(payload):
    data = payload if isinstance(payload, bytes) else payload.encode()
    return token(f"{HEADER}.{encode(data)}.{SIGNATURE}")


def rules(part):
    return [fault.rule for fault in part.faults]


def test_a_sound_token():
    decoded = token(Example().paste)
    assert decoded.form is TokenForm.JWS
    assert decoded.alg == "ES256"
    assert decoded.payload.text_of("iss") == "https://login.example.com"
    assert len(decoded.signature.bytes) == 64
    assert not any(part.faults for part in decoded.parts)


@given(st.text(max_size=300))
def test_any_text_is_decoded(text):
    for part in token(text).parts:
        for fault in part.faults:
            assert -1 <= fault.start <= fault.end <= len(text)


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=6), st.text(max_size=3))
def test_the_span_of_a_claim_holds_its_bytes(members, junk):
    """Each claim's span, decoded by itself with its neighbours' bits, holds the claim's text."""
    written = "{" + ",".join(f"{json.dumps(k, ensure_ascii=False)}:{json.dumps(v)}" for k, v in members) + "}"
    decoded = with_payload(written.encode("utf-8", "surrogatepass"))
    for claim in decoded.payload.claims():
        start = claim.span.start - decoded.payload.start
        quad = start // 4 * 4
        covered = decoded.payload.text[quad : claim.span.end - decoded.payload.start]
        data = token(f"a.{covered}.b").payload.bytes
        assert json.dumps(claim.name, ensure_ascii=False).encode() in data or "\ufffd" in claim.name


@pytest.mark.parametrize(
    ("text", "form", "segments"),
    [
        (f"{HEADER}.e30.{SIGNATURE}", TokenForm.JWS, 3),
        (f"{HEADER}.e30.", TokenForm.JWS, 3),
        (f"{HEADER}.e30", TokenForm.BROKEN, 2),
        (encode(b'{"alg":"none"}') + ".e30.", TokenForm.UNSECURED, 3),
        (encode(b'{"alg":"nOnE"}') + ".e30.", TokenForm.UNSECURED, 3),
        (encode(b'{"alg":"none"}') + ".e30", TokenForm.UNSECURED, 2),
        (f"{OF_JWE}..AA.AA.AA", TokenForm.JWE, 5),
        (encode(b'{"alg":"ES256","enc":"A128GCM"}') + "..AA.AA.AA", TokenForm.JWE, 5),
        (encode(b'{"alg":"dir"}') + "..AA.AA.AA", TokenForm.JWE, 5),
        (f"{HEADER}.e30.{SIGNATURE}.e30.{SIGNATURE}", TokenForm.BROKEN, 5),
        ("....", TokenForm.BROKEN, 5),
        ("a.b.c", TokenForm.BROKEN, 3),
        ("", TokenForm.BROKEN, 1),
        (f"{HEADER}.e30.{SIGNATURE}.more.and.more", TokenForm.BROKEN, 6),
        (f"{HEADER}.e30.{SIGNATURE}~WyJhIl0~", TokenForm.SD_JWT, 3),
        (json.dumps({"payload": "e30", "protected": HEADER, "signature": SIGNATURE}), TokenForm.JWS_JSON, 3),
        (
            json.dumps({"payload": "e30", "signatures": [{"protected": HEADER, "signature": SIGNATURE}]}),
            TokenForm.JWS_JSON,
            3,
        ),
        (
            json.dumps({"protected": HEADER, "ciphertext": "AA", "iv": "AA", "tag": "AA"}),
            TokenForm.JWE_JSON,
            5,
        ),
        ('{"payload":7,"signatures":[]}', TokenForm.JWS_JSON, 3),
        ('{"a":1}', TokenForm.BROKEN, 1),
    ],
)
def test_forms(text, form, segments):
    decoded = token(text)
    assert (decoded.form, decoded.segments) == (form, segments)


def test_parts_of_an_encrypted_token_are_named():
    decoded = token(f"{OF_JWE}.AA.AQ.Ag.Aw")
    assert [(part.name, part.bytes) for part in decoded.others] == [
        ("encrypted_key", b"\0"),
        ("iv", b"\1"),
        ("ciphertext", b"\2"),
        ("tag", b"\3"),
    ]


def test_the_parts_of_a_json_serialisation_keep_their_place():
    payload = encode(b'{"a":1}')
    text = json.dumps({"payload": payload, "protected": HEADER, "signature": SIGNATURE})
    decoded = token(text)
    span = decoded.payload.claim("a").span
    assert text[decoded.payload.span.start : decoded.payload.span.end] == payload
    assert decoded.payload.span.start <= span.start < span.end <= decoded.payload.span.end
    assert decoded.signing_input == f"{HEADER}.{payload}".encode()


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ('{"a":1}', []),
        ("", []),  # detached
        ("[1]", ["not-an-object"]),
        ('"text"', ["not-an-object"]),
        ("7", ["not-an-object"]),
        ("null", ["not-an-object"]),
        ("hello", ["not-json"]),
        ('{"a":1,"a":2}', ["duplicate-member"]),
        ('\ufeff{"a":1}', ["byte-order-mark"]),
        (b'{"a":"\xe9"}', ["not-utf8"]),
        (b"\x1f\x8b\x08\xff\xfe", ["not-utf8"]),
        ('{"a":"\\ud800"}', ["lone-surrogate"]),
    ],
)
def test_the_faults_of_a_payload(payload, expected):
    assert rules(with_payload(payload).payload) == expected


def test_base64_faults_leave_the_rest_readable():
    payload = encode(b'{"iss":"A","sub":"B"}')
    for damaged in (payload + "==", payload.replace("i", " i", 1), payload + "\u200b"):
        decoded = token(f"{HEADER}.{damaged}.{SIGNATURE}")
        assert plain(decoded.payload.root.value)["sub"] == "B"
        assert rules(decoded.payload)


def test_a_fault_lies_at_its_characters_of_the_token():
    decoded = with_payload('{"exp":1x}')
    fault = decoded.payload.faults[0]
    assert decoded.text[fault.start : fault.end] == decoded.payload.text[9:12]


def test_a_token_in_json_is_said_to_be_one():
    text = json.dumps({"payload": "e30", "protected": HEADER, "signature": SIGNATURE})
    notes = (Note("transport.embedded", "…"),)
    assert [it.id for it in decode(Found(text, repairs=notes)).repairs] == [
        "transport.embedded",
        "transport.json_serialization",
    ]


def test_label_and_repairs_are_kept():
    decoded = decode(Found("a.b.c", "client_secret"))
    assert decoded.label == "client_secret"


@pytest.mark.parametrize(
    "text", ["." * 1_000_000, "a.b~" * 250_000, "é" * 500_000, "{" * 500_000, "=" * 1_000_000]
)
def test_a_megabyte_of_anything_stays_within_bounds(text):
    tracemalloc.start()
    try:
        assert token(text).form in {TokenForm.BROKEN, TokenForm.SD_JWT}
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
