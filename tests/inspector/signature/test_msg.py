"""What was signed is not what was sent: each way is made on purpose, proved, and undone where it can be."""

import hashlib
import json
import random
import time
from dataclasses import replace

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector import keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import decode as unbase64
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.json_tree import read
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.paste import Found
from webapp.inspector.signature import Status
from webapp.inspector.signature.cause import CAUSES, Axis, Evidence, on
from webapp.inspector.signature.msg.reserialised import forms
from webapp.inspector.signature.msg.style import COMPACT, NUMBERS, PYTHON, STYLES
from webapp.inspector.signature.primitives import verifies
from webapp.inspector.signature.search import explain

from . import workshop as w

ED25519 = ed25519.Ed25519PrivateKey.generate()
P256_KEY, RSA_KEY, ED_KEY = w.pem(w.P256), w.pem(w.RSA), w.pem(ED25519)
SIGNERS = {
    "ES256": (w.es256, {"files": [P256_KEY]}, w.P256.public_key()),
    "RS256": (w.rs256, {"files": [RSA_KEY]}, w.RSA.public_key()),
    "HS256": (lambda message: w.hs256(w.SECRET.encode(), message), {"secret": w.SECRET}, w.SECRET),
    "EdDSA": (ED25519.sign, {"files": [ED_KEY]}, ED25519.public_key()),
}
HEADER = '{"alg":"ALG","typ":"JWT"}'
PAYLOAD = '{"iss":"TEAM123456","iat":1767225600,"exp":1767229200,"aud":"https://a.example","sub":"Zoë <b>"}'

every_alg = pytest.mark.parametrize("alg", SIGNERS)


def part(text, alg):
    return encode(text.replace("ALG", alg).encode())


def sent(alg, signed, shown):
    """A token whose signature covers the JSON texts `signed`, sent with the texts `shown`."""
    message = ".".join(part(text, alg) for text in signed)
    return ".".join(part(text, alg) for text in shown) + "." + encode(
        SIGNERS[alg][0](message.encode())
    ), message


def verified(alg, text, **how):
    given_keys = SIGNERS[alg][1]
    return w.verified(text, *given_keys.get("files", ()), secret=given_keys.get("secret"), **how)


LONGER = replace(DEFAULTS, search_seconds=1.0)


def proved(verification):
    return [cause.id for cause in verification.causes if cause.proved]


def assert_restored(alg, text, message, cause, **how):
    verification = verified(alg, text, **how)
    assert verification.status is Status.INVALID
    assert proved(verification) == [cause]
    repaired = verification.causes[0].repaired
    assert repaired.rpartition(".")[0] == message
    assert jwt.PyJWS().decode(repaired, SIGNERS[alg][2], algorithms=[alg])


def written(text, **how):
    return json.dumps(json.loads(text), **how)


def reversed_order(text):
    return written(json.dumps(dict(reversed(json.loads(text).items()))), separators=(",", ":"))


COMPACT_TEXT = {"separators": (",", ":"), "ensure_ascii": False}
FIVE, DATED = '{"a":1,"b":2,"c":3,"d":4,"e":5}', '{"iat":1767225600,"n":1}'
REWRITTEN = {  # as it was sent, and as it was signed
    "Python signed, compact sent": (PAYLOAD, written(PAYLOAD)),
    "pretty signed, compact sent": (PAYLOAD, written(PAYLOAD, indent=2, ensure_ascii=False)),
    "wide signed, compact sent": (PAYLOAD, written(PAYLOAD, indent=4)),
    "tabs": (PAYLOAD, written(PAYLOAD, indent="\t", ensure_ascii=False)),
    "PHP": (PAYLOAD, written(PAYLOAD, separators=(",", ":")).replace("/", "\\/")),
    "Go": (PAYLOAD, PAYLOAD.replace("<", "\\u003c").replace(">", "\\u003e")),
    ".NET": (PAYLOAD, PAYLOAD.replace("<", "\\u003C").replace(">", "\\u003E").replace("ë", "\\u00EB")),
    "sorted": (PAYLOAD, written(PAYLOAD, sort_keys=True, **COMPACT_TEXT)),
    "reversed": (FIVE, reversed_order(FIVE)),
    "permuted": ('{"a":1,"b":2,"c":3,"d":4}', '{"b":2,"d":4,"a":1,"c":3}'),
    "first put last": (FIVE, '{"b":2,"c":3,"d":4,"e":5,"a":1}'),
    "floats": (DATED, '{"iat":1767225600.0,"n":1.0}'),
    "Java doubles": (DATED, '{"iat":1.7672256E9,"n":1}'),
    "Go's float64": (DATED, '{"iat":1.7672256e+09,"n":1}'),
    "newline at the end": (PAYLOAD, PAYLOAD + "\n"),
    "big numbers": (
        '{"n":123456789012345678901,"m":2.50}',
        '{"n": 123456789012345678901, "m": 2.50}',
    ),
    "duplicates": ('{"n":1,"n":2}', '{"n": 1, "n": 2}'),
    "nested": ('{"a":[1,{"b":null}],"c":{},"d":[]}', written('{"a":[1,{"b":null}],"c":{},"d":[]}', indent=2)),
}


@every_alg
@pytest.mark.parametrize("name", REWRITTEN)
def test_rewritten_json_is_restored(name, alg):
    shown, signed = REWRITTEN[name]
    text, message = sent(alg, (HEADER, signed), (HEADER, shown))
    assert_restored(alg, text, message, "msg.reserialised")


@every_alg
def test_compact_json_is_restored_from_whatever_it_became(alg):
    for style in STYLES[1:]:
        shown = [style.write(read(text).node) for text in (HEADER, PAYLOAD)]
        text, message = sent(alg, (HEADER, PAYLOAD), shown)
        assert_restored(alg, text, message, "msg.reserialised")


@every_alg
def test_header_and_payload_by_different_writers_are_restored(alg):
    signed = ('{"typ":"JWT","alg":"ALG"}', written(PAYLOAD, indent=2))
    text, message = sent(alg, signed, (HEADER, PAYLOAD))
    assert_restored(alg, text, message, "msg.reserialised", limits=LONGER)


EDITED_HEADERS = {
    "kid added": (HEADER, '{"alg":"ALG","typ":"JWT","kid":"later"}'),
    "kid added first": (HEADER, '{"kid":"later","alg":"ALG","typ":"JWT"}'),
    "typ removed": (HEADER, '{"alg":"ALG"}'),
    "typ removed from the front": ('{"typ":"JWT","alg":"ALG"}', '{"alg":"ALG"}'),
    "typ changed": ('{"alg":"ALG","typ":"at+jwt"}', HEADER),
    "typ in lower case": (HEADER, '{"alg":"ALG","typ":"jwt"}'),
    "kid made a number": ('{"alg":"ALG","kid":"17"}', '{"alg":"ALG","kid":17}'),
    "two added": ('{"alg":"ALG"}', '{"alg":"ALG","x":1,"y":2}'),
    "spaced": ('{"alg": "ALG", "typ": "JWT"}', '{"alg": "ALG", "typ": "JWT", "kid": "later"}'),
    "edited online": ('{"alg": "ALG", "typ": "JWT"}', '{"alg":"ALG","typ":"JWT","kid":"later"}'),
    "example of the RFC": ('{"typ":"JWT",\r\n "alg":"ALG"}', '{"alg":"ALG","typ":"JWT","kid":"later"}'),
}


@every_alg
@pytest.mark.parametrize("name", EDITED_HEADERS)
def test_an_edited_header_is_restored(name, alg):
    signed, shown = EDITED_HEADERS[name]
    text, message = sent(alg, (signed, PAYLOAD), (shown, PAYLOAD))
    assert_restored(alg, text, message, "msg.header_edited")


@pytest.mark.parametrize(
    ("alg", "label"),
    [("HS256", "HS512"), ("HS256", "RS256"), ("RS256", "PS256"), ("RS256", "HS256"), ("ES256", "RS512")],
)
def test_a_changed_alg_is_restored_and_names_both(alg, label):
    text, message = sent(alg, (HEADER, PAYLOAD), (HEADER.replace("ALG", label), PAYLOAD))
    assert_restored(alg, text, message, "msg.header_edited")
    told = verified(alg, text).causes[0].message
    assert alg in told
    assert label in told


def test_a_kid_is_known_by_the_keys_at_hand():
    for name, kid in [
        ("AuthKey_7XK4Q2M9RT.p8", "7XK4Q2M9RT"),
        ("signing.pem", "signing"),
        ("a.pem", "a.pem"),
    ]:
        text, message = sent(
            "ES256", (f'{{"alg":"ALG","kid":"{kid}"}}', PAYLOAD), ('{"alg":"ALG","kid":"x"}', PAYLOAD)
        )
        verification = w.verified(text, w.pem(w.P256, name))
        assert proved(verification) == ["msg.header_edited"]
        assert verification.causes[0].repaired.startswith(message)


def test_a_removed_thumbprint_is_put_back():
    thumbprint = keys.read(P256_KEY)[0].thumbprint
    text, message = sent(
        "ES256", (f'{{"alg":"ALG","kid":"{thumbprint}"}}', PAYLOAD), ('{"alg":"ALG"}', PAYLOAD)
    )
    assert_restored("ES256", text, message, "msg.header_edited")


EDITED_PAYLOADS = {
    "claim added": (PAYLOAD, PAYLOAD[:-1] + ',"extra":{"x":[1]}}'),
    "claim added first": (PAYLOAD, '{"x":1,' + PAYLOAD[1:]),
    "two claims added": (PAYLOAD, '{"x":1,' + PAYLOAD[1:-1] + ',"y":2}'),
    "date made text": (PAYLOAD, PAYLOAD.replace("1767229200", '"1767229200"')),
    "text made a date": (PAYLOAD.replace("1767229200", '"1767229200"'), PAYLOAD),
    "milliseconds": (PAYLOAD, PAYLOAD.replace("1767225600", "1767225600123")),
    "seconds": (PAYLOAD.replace("1767225600", "1767225600000"), PAYLOAD),
    "both dates in milliseconds": (PAYLOAD, PAYLOAD.replace("00,", "00000,")),
    "a month more": (PAYLOAD, PAYLOAD.replace("1767229200", str(1767229200 + 30 * 86400))),
    "a day less": (PAYLOAD, PAYLOAD.replace("1767229200", str(1767229200 - 86400))),
    "far expiry": (PAYLOAD, PAYLOAD.replace("1767229200", "9999999999")),
    "later issue": (PAYLOAD, PAYLOAD.replace("1767225600", str(1767225600 + 3600))),
    "case": ('{"sub":"ABC"}', '{"sub":"abc"}'),
    "slash added": ('{"iss":"https://a.example"}', '{"iss":"https://a.example/"}'),
    "slash lost": ('{"iss":"https://a.example/"}', '{"iss":"https://a.example"}'),
    "scheme": ('{"iss":"http://a.example"}', '{"iss":"https://a.example"}'),
    "list to text": ('{"aud":["a"]}', '{"aud":"a"}'),
    "text to list": ('{"aud":"a"}', '{"aud":["a"]}'),
    "scopes": ('{"scope":"read write"}', '{"scope":["read","write"]}'),
    "role added": ('{"roles":["user"]}', '{"roles":["user", "admin"]}'),
    "exp removed": (PAYLOAD, PAYLOAD.replace('"exp":1767229200,', "")),
    "exp removed from the end": (
        '{"iat":1767225600,"sub":"a","exp":1767225900}',
        '{"iat":1767225600,"sub":"a"}',
    ),
    "flipped": ('{"admin":false}', '{"admin":true}'),
    "flag made text": ('{"verified":true}', '{"verified":"true"}'),
    "blank added": ('{"sub":"a"}', '{"sub":"a "}'),
    "spaced": ('{"a": 1, "b": 2}', '{"a": 1, "b": 2, "c": 3}'),
    "edited online": ('{"admin": false, "sub": "a"}', '{"admin":true,"sub":"a"}'),
}


@every_alg
@pytest.mark.parametrize("name", EDITED_PAYLOADS)
def test_an_edited_payload_is_restored(name, alg):
    signed, shown = EDITED_PAYLOADS[name]
    text, message = sent(alg, (HEADER, signed), (HEADER, shown))
    assert_restored(alg, text, message, "msg.payload_edited")


@pytest.mark.parametrize("alg", ["RS256", "HS256"])
@pytest.mark.parametrize("life", [77 * 60, 9 * 3600 + 300, 100 * 3600, 400 * 86400, 15_777_000])
def test_an_unusual_lifetime_is_found_where_a_trial_is_cheap(alg, life):
    signed = PAYLOAD.replace("1767229200", str(1767225600 + life))
    text, message = sent(alg, (HEADER, signed), (HEADER, PAYLOAD.replace("1767229200", "1999999999")))
    assert_restored(alg, text, message, "msg.payload_edited")
    assert str(1767225600 + life) in verified(alg, text).causes[0].message


def der(signature):
    half = len(signature) // 2
    return encode_dss_signature(
        int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    )


TWO_FAULTS = {
    "ecdsa.der": (der, b""),
    "sigenc.hex_text": (lambda signature: signature.hex().encode(), b""),
    "msg.newline": (lambda signature: signature, b"\n"),
}
CHANGED = {
    "msg.reserialised": ((HEADER, written(PAYLOAD)), (HEADER, PAYLOAD)),
    "msg.header_edited": ((HEADER, PAYLOAD), ('{"alg":"ALG"}', PAYLOAD)),
    "msg.payload_edited": ((HEADER, '{"admin":false}'), (HEADER, '{"admin":true}')),
}


@pytest.mark.parametrize("change", CHANGED)
@pytest.mark.parametrize("fault", TWO_FAULTS)
def test_a_change_and_another_fault_are_both_named(change, fault):
    signed, shown = CHANGED[change]
    _, message = sent("ES256", signed, shown)
    packed, ending = TWO_FAULTS[fault]
    head = ".".join(part(text, "ES256") for text in shown)
    text = w.token(head, packed(w.es256(message.encode() + ending)))
    verification = w.verified(text, P256_KEY, limits=Limits(search_seconds=DEFAULTS.deep_search_seconds))
    assert sorted(proved(verification)) == sorted([change, fault])
    repaired = verification.causes[0].repaired
    assert (repaired is None) == (fault == "msg.newline")
    if repaired:
        assert jwt.PyJWS().decode(repaired, SIGNERS["ES256"][2], algorithms=["ES256"])


@every_alg
def test_a_signature_of_another_token(alg):
    other, message = sent(alg, (HEADER, '{"sub":"other"}'), (HEADER, '{"sub":"other"}'))
    text = f"{part(HEADER, alg)}.{part(PAYLOAD, alg)}.{other.rpartition('.')[2]}"
    causes, _ = explain(evidence_of(alg, text, others=(decode(Found(other)),)), 300_000)
    assert [(cause.id, cause.proved, cause.repaired) for cause in causes] == [
        ("msg.other_tokens_signature", True, other)
    ]
    assert message == other.rpartition(".")[0]


def test_a_microsoft_graph_token():
    nonce = "AQABAAAAAABnfiG-mA6NTae7CdWW7Qfd"
    hashed = encode(hashlib.sha256(nonce.encode()).digest())
    header = '{"typ":"JWT","nonce":"NONCE","alg":"ALG"}'
    text, _ = sent(
        "RS256", (header.replace("NONCE", hashed), PAYLOAD), (header.replace("NONCE", nonce), PAYLOAD)
    )
    verification = verified("RS256", text)
    assert proved(verification) == ["msg.ms_nonce"]
    assert verification.causes[0].repaired is None


def padded(text):
    return text + "=" * (-len(text) % 4)


HEAD, BODY = part(HEADER.replace("JWT", "JWT?>"), "ES256"), part(PAYLOAD, "ES256")
SIGN_AGAIN = {
    "msg.newline": [f"{HEAD}.{BODY}{end}" for end in ("\n", "\r\n", "\r", "\n\n")],
    "msg.whitespace": [f"{HEAD}.{BODY} ", f" {HEAD}.{BODY}", f"{HEAD}. {BODY}", f"\ufeff{HEAD}.{BODY}"],
    "msg.payload_only": [BODY, unbase64(BODY).bytes.decode()],
    "msg.no_dot": [HEAD + BODY],
    "msg.trailing_dot": [f"{HEAD}.{BODY}."],
    "msg.order_swapped": [f"{BODY}.{HEAD}"],
    "msg.json_signed": [dot.join(unbase64(it).bytes.decode() for it in (HEAD, BODY)) for dot in (".", "")],
    "msg.half_decoded": [
        f"{HEAD}.{unbase64(BODY).bytes.decode()}",
        f"{unbase64(HEAD).bytes.decode()}.{BODY}",
    ],
    "msg.padded": [f"{padded(HEAD)}.{padded(BODY)}", f"{HEAD}.{padded(BODY)}"],
    "msg.std_base64": [f"{HEAD}.{BODY}".replace("-", "+").replace("_", "/")],
    "msg.reencoded": [f"{HEAD}.{BODY}".encode().hex(), encode(f"{HEAD}.{BODY}".encode()), f'"{HEAD}.{BODY}"'],
}


@pytest.mark.parametrize(
    ("cause", "message"), [(cause, message) for cause, given in SIGN_AGAIN.items() for message in given]
)
def test_other_bytes_were_signed_and_no_repair_is_offered(cause, message):
    verification = verified("ES256", w.token(f"{HEAD}.{BODY}", w.es256(message.encode())))
    assert proved(verification) == [cause]
    assert verification.causes[0].repaired is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_was_signed(encoding):
    text = w.token(f"{HEAD}.{BODY}", w.es256(f"{HEAD}.{BODY}".encode(encoding)))
    assert proved(verified("ES256", text)) == ["msg.utf16"]


def test_an_unencoded_payload_was_signed():
    head = part('{"alg":"ALG","b64":false,"crit":["b64"]}', "ES256")
    text = w.token(f"{head}.{BODY}", w.es256(head.encode() + b"." + unbase64(BODY).bytes))
    assert proved(verified("ES256", text)) == ["msg.b64_false"]


@pytest.mark.parametrize(
    ("signed", "cause"),
    [
        (f"{padded(HEAD)}.{padded(BODY)}", "msg.padded"),
        (f"{HEAD}.{BODY}".replace("-", "+").replace("_", "/"), "msg.std_base64"),
    ],
)
def test_a_token_sent_as_it_was_signed_verifies_but_is_not_strict(signed, cause):
    assert proved(verified("ES256", w.token(signed, w.es256(signed.encode())))) == [cause]


@every_alg
def test_a_sound_token_has_no_cause(alg):
    text, _ = sent(alg, (HEADER, PAYLOAD), (HEADER, PAYLOAD))
    assert verified(alg, text).status is Status.VERIFIED


def evidence_of(alg, text, others=()):
    files, secret = SIGNERS[alg][1].get("files", ()), SIGNERS[alg][1].get("secret")
    rows = tuple(row for file in files for row in keys.read(file)) or (keys.read_secret(secret),)
    return Evidence(decode(Found(text)), ALGORITHMS[alg], rows, others=others)


def guesses(evidence):
    """Everything that the causes of this family make of a token's content."""
    own = [cause for cause in on(Axis.CONTENT) if cause.id.startswith("msg.")]
    return [guess for cause in own for guess in cause.undo(evidence.content, evidence)]


@every_alg
def test_corrupted_signatures_prove_nothing(alg):
    text, _ = sent(alg, (HEADER, PAYLOAD), (HEADER, PAYLOAD))
    evidence, chance = evidence_of(alg, text), random.Random(20260101)
    contents = chance.sample(guesses(evidence), 30)
    for _ in range(200):
        data = bytearray(evidence.token.signature.bytes)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        for content in [evidence.content, *(guess.value for guess in contents)]:
            assert not verifies(evidence.algorithm, evidence.keys[0], bytes(data), content.signed)


@every_alg
def test_another_key_is_not_explained_away(alg):
    others = {
        "ES256": {"files": [w.pem(ec.generate_private_key(ec.SECP256R1()))]},
        "RS256": {"files": [w.pem(rsa.generate_private_key(65537, 2048))]},
        "HS256": {"secret": w.SECRET[::-1]},
        "EdDSA": {"files": [w.pem(ed25519.Ed25519PrivateKey.generate())]},
    }[alg]
    text, _ = sent(alg, (HEADER, PAYLOAD), (HEADER, PAYLOAD))
    assert proved(w.verified(text, *others.get("files", ()), secret=others.get("secret"))) == []


def test_an_empty_secret_is_not_read_out_of_a_public_key():
    text, _ = sent("HS256", (HEADER, PAYLOAD), (HEADER, PAYLOAD))
    forged = f"{text.rpartition('.')[0]}.{encode(w.hs256(b'', text.rpartition('.')[0].encode()))}"
    assert "msg.header_edited" not in proved(w.verified(forged, P256_KEY))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('ab/<é"\\', max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc", min_size=1), json_values, min_size=1, max_size=6))
def test_every_style_keeps_the_values(value):
    node = read(json.dumps(value)).node
    for style in STYLES:
        assert json.loads(style.write(node)) == value


@given(st.dictionaries(st.text("abc", min_size=1), json_values, min_size=1, max_size=6))
def test_styles_are_what_json_dumps_writes(value):
    node = read(json.dumps(value)).node
    by_name = {style.name: style.write(node) for style in STYLES}
    assert PYTHON.write(node) == json.dumps(value)
    assert COMPACT.write(node) == json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    for indent in (2, 4):
        assert by_name[f"Python's json.dumps() with an indent of {indent}"] == json.dumps(
            value, indent=indent
        )


def test_number_literals_are_kept_and_changed_only_on_purpose():
    node = read('{"a":1.50,"b":123456789012345678901,"c":1e3}').node
    assert COMPACT.write(node) == '{"a":1.50,"b":123456789012345678901,"c":1e3}'
    changed = {how: number("1767225600") for how, number in NUMBERS}
    assert list(changed.values()) == ["1767225600.0", "1767225600", "1.7672256E9", "1.7672256e+09"]
    assert [number("2.0") for _, number in NUMBERS] == ["2.0", "2", "2.0", "2.0"]
    assert [number("-NaN") for _, number in NUMBERS] == ["-NaN"] * 4


def test_there_are_few_forms_and_no_two_are_alike():
    token = decode(Found(sent("ES256", (HEADER, PAYLOAD), (HEADER, PAYLOAD))[0]))
    for piece in (token.header, token.payload):
        texts = [form.text for form in forms(piece)]
        assert 15 < len(texts) <= 100
        assert len({piece.text, *texts}) == len(texts) + 1


STRANGE = {
    "nothing": "..",
    "no JSON": f"{HEAD}.{encode(b'{not json')}.AA",
    "no object": f"{HEAD}.{encode(b'[1,2]')}.AA",
    "empty object": f"{HEAD}.{encode(b'{}')}.AA",
    "not UTF-8": f"{HEAD}.{encode(bytes([0x7B, 0xFF, 0x7D]))}.AA",
    "lone surrogate": HEAD + "." + encode(b'{"a":"\\ud800"}') + ".AA",
    "duplicates": part('{"alg":"HS512","alg":"ES256"}', "") + "." + part('{"a":1,"a":"2"}', "") + ".AA",
    "deep": HEAD + "." + encode(b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}") + ".AA",
    "odd numbers": HEAD
    + "."
    + encode(b'{"exp":1e400,"iat":NaN,"nbf":1e308,"n":' + b"9" * 399 + b"}")
    + ".AA",
    "strange names": part('{"alg":"ES256","":1,"\\u0000":null}', "")
    + "."
    + part('{"\\ud83d\\ude00":true}', "")
    + ".AA",
    "many claims": HEAD + "." + encode(json.dumps({f"c{n}": n for n in range(2000)}).encode()) + ".AA",
    "long claim": HEAD + "." + encode(json.dumps({"a": "é<" * 10_000, "b": " " * 9000}).encode()) + ".AA",
    "long list": HEAD + "." + encode(json.dumps({"roles": ["r"] * 9000}).encode()) + ".AA",
    "a megabyte": HEAD + "." + encode(json.dumps({"a": "x" * 750_000}).encode()) + ".AA",
    "long header": encode(json.dumps({"alg": "ES256", "x5c": ["A" * 2000] * 20}).encode()) + f".{BODY}.AA",
}


@pytest.mark.parametrize("name", STRANGE)
def test_whatever_the_token_the_guesses_are_bounded_and_nothing_is_raised(name):
    files = tuple(w.KeyFile(f"key{n}.pem", P256_KEY.data) for n in range(60))
    rows = tuple(row for file in files for row in keys.read(file))
    evidence = Evidence(decode(Found(STRANGE[name])), ALGORITHMS["ES256"], rows, files)
    started = time.process_time()
    for cause in CAUSES.values():
        if cause.id.startswith("msg.") and cause.axis is Axis.CONTENT:
            costs = [guess.more for guess in cause.undo(evidence.content, evidence)]
            assert costs == sorted(costs)
            assert len(costs) < 8_000
    assert time.process_time() - started < 3


def test_a_token_above_64_kib_is_left_alone():
    evidence = evidence_of("ES256", STRANGE["a megabyte"])
    assert all(
        len(guess.value.payload) in {len(evidence.token.payload.text), len(evidence.token.payload.text) + 2}
        for guess in guesses(evidence)
    )


def test_what_cannot_be_rewritten_has_no_form():
    for name in ("no JSON", "no object", "empty object", "not UTF-8", "lone surrogate", "deep"):
        assert list(forms(decode(Found(STRANGE[name])).payload)) == []
