"""A catalogue of faults to be combined at will, in the order of the steps at which they strike."""

import base64
import hashlib
import json
from functools import partial
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from . import workshop as w
from .signer import ALGORITHMS, Fault, sent, written

HMACS = tuple(alg for alg in ALGORITHMS if alg.startswith("HS"))
ECDSA = tuple(alg for alg in ALGORITHMS if alg.startswith("ES"))
RSAS = ("RS256", "PS256")
HASHED = (*HMACS, *RSAS, *ECDSA)
KEYED = (*ECDSA, *RSAS, "EdDSA")


def standard(data):
    return base64.b64encode(data).decode()


def decoded(text):
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


# The content is changed after it was signed.


def _rewritten(header, claims, signer):
    writers = (json.dumps, partial(json.dumps, indent=2), lambda it: written(it).replace("/", "\\/"))
    return sent(header, claims, signer.random.choice(writers))


def _header_edited(header, claims, signer):
    return sent(header | signer.random.choice(({"typ": "jwt"}, {"cty": "x"}, {"x5t": "aGFsbG8"})), claims)


def _payload_edited(header, claims, signer):
    edits = (
        {"admin": True},
        {"role": "root"},
        {"exp": str(claims["exp"])},
        {"exp": claims["exp"] * 1000},
        {"aud": [claims["aud"]]},
        {"exp": claims["exp"] + 365 * 86400},
    )
    return sent(header, claims | signer.random.choice(edits))


CONTENT = (
    Fault("msg.reserialised", "content", _rewritten),
    Fault("msg.header_edited", "content", _header_edited),
    Fault("msg.payload_edited", "content", _payload_edited),
)


# Something else is signed, or it is hashed or padded in another way.


def _padded(signed, _):
    return b".".join(part + b"=" * (-len(part) % 4) for part in signed.split(b"."))


def _json_signed(signed, _):
    return b".".join(map(decoded, signed.split(b".")))


def _hashed(message, signer):
    return hashlib.new(signer.hash, message).digest()


def _hexed(message, signer):
    return hashlib.new(signer.hash, message).hexdigest().encode()


def _sha512(name, _):
    return "sha256" if name == "sha512" else "sha512"


def _pss(salt):
    return padding.PSS(padding.MGF1(hashes.SHA256()), salt)


_BEYOND_THE_HEADER = ("reserialised", "header_edited", "payload_edited", "padded", "trailing_dot", "newline")

SIGNED = (
    Fault("msg.newline", "input", lambda signed, _: signed + b"\n"),
    Fault("msg.no_dot", "input", lambda signed, _: signed.replace(b".", b"")),
    Fault("msg.trailing_dot", "input", lambda signed, _: signed + b"."),
    Fault("msg.padded", "input", _padded),
    Fault("msg.json_signed", "input", _json_signed),
    Fault("digest.double_raw", "preparation", _hashed),
    Fault("digest.double_hex", "preparation", _hexed),
    Fault("digest.wrong_hash", "hash", lambda _, __: "sha1", HASHED),
    Fault("digest.wrong_hash", "hash", _sha512, HASHED),
    Fault(
        "digest.none",
        "hash",
        lambda _, __: "none",
        ("ES256", "ES384", "ES256K"),
        tuple(f"msg.{name}" for name in (*_BEYOND_THE_HEADER, "no_dot")),
    ),
    Fault("rsa.pkcs1_vs_pss", "padding", lambda _, __: padding.PKCS1v15(), ("PS256",)),
    Fault("rsa.pkcs1_vs_pss", "padding", lambda _, __: _pss(32), ("RS256",), ("digest.wrong_hash",)),
    Fault("rsa.pss_salt", "padding", lambda _, __: _pss(20), ("PS256",), ("digest.wrong_hash",)),
    Fault("rsa.no_digestinfo", "padding", lambda _, __: "bare", ("RS256",)),
)


# The signature's bytes are packed or written otherwise.


def halves(data):
    return data[: len(data) // 2], data[len(data) // 2 :]


def numbers(data):
    return tuple(int.from_bytes(half, "big") for half in halves(data))


def _der(data, _):
    return encode_dss_signature(*numbers(data))


def _trimmed(data, _):
    return b"".join(half.lstrip(b"\0") for half in halves(data))


def _with_sign_bytes(data, _):
    return b"".join(number.to_bytes(number.bit_length() // 8 + 1, "big") for number in numbers(data))


def _wider(data, _):
    return b"".join(half.rjust(len(half) + 16, b"\0") for half in halves(data))


def _swapped(data, _):
    r, s = halves(data)
    return s + r


def _little_endian(data, _):
    return b"".join(half[::-1] for half in halves(data))


def _json(data, _):
    r, s = numbers(data)
    return json.dumps({"r": f"{r:x}", "s": f"{s:x}"}).encode()


def _printed(data, _):
    return str([byte - 256 if byte > 127 else byte for byte in data]).encode()


PACKED = (
    Fault("ecdsa.der", "form", _der, ECDSA),
    Fault("ecdsa.trimmed_rs", "form", _trimmed, ("ES256", "ES512", "ES256K")),
    Fault("ecdsa.sign_bytes", "form", _with_sign_bytes, ("ES256", "ES384", "ES256K")),
    Fault("ecdsa.wrong_width", "form", _wider, ECDSA),
    Fault("ecdsa.swapped", "form", _swapped, ECDSA),
    Fault("ecdsa.little_endian", "form", _little_endian, ECDSA),
    Fault("ecdsa.recovery_id", "form", lambda data, _: data + b"\x1b", ("ES256", "ES256K")),
    Fault("ecdsa.json_rs", "form", _json, ECDSA, ("sigenc.std_base64",)),
    Fault("sigenc.newline_appended", "form", lambda data, _: data + b"\n"),
    Fault("sigenc.reversed", "form", lambda data, _: data[::-1], RSAS),
    Fault("sigenc.hex_text", "form", lambda data, _: data.hex().encode()),
    Fault("sigenc.double_base64", "form", lambda data, _: base64.b64encode(data)),
    Fault("sigenc.byte_list", "form", _printed),
    Fault("sigenc.latin1_utf8", "form", lambda data, _: data.decode("latin-1").encode()),
    Fault("sigenc.utf16", "form", lambda data, _: data.decode("latin-1").encode("utf-16-le")),
    Fault("sigenc.hex", "encoding", lambda text, _: decoded(text.encode()).hex()),
    Fault("sigenc.std_base64", "encoding", lambda text, _: text.replace("-", "+").replace("_", "/")),
    Fault("sigenc.vault_prefix", "encoding", lambda text, _: "vault:v1:" + standard(decoded(text.encode()))),
)


# Something happens to the text, or to the key.


def _wrapped(text, _):
    return "\n".join(text[at : at + 64] for at in range(0, len(text), 64))


def _percent_encoded(text, _):
    return quote(text).replace(".", "%2E")


def _body_alone(pem, _):
    return "".join(pem.splitlines()[1:-1])


def _secret(given=str, signing=str.encode):
    """The secret is given as `given` makes it, and `signing` makes the bytes of it that sign."""
    return lambda secret, _: (given(secret[0]), signing(secret[0]))


CARRIED = (
    Fault("transport.bearer_prefix", "text", lambda text, _: f"Authorization: Bearer {text}"),
    Fault("transport.quotes", "text", lambda text, _: f'"{text}"'),
    Fault("transport.whitespace", "text", _wrapped),
    Fault("transport.percent_encoded", "text", _percent_encoded),
    Fault("transport.invisible", "text", lambda text, _: f"{text[:21]}\u200b{text[21:]}"),
    Fault("transport.prefix_lost", "text", lambda text, _: text[2:]),
    Fault("transport.base64_wrapped", "text", lambda text, _: standard(text.encode())),
    Fault("key.damaged_pem", "key", lambda pem, _: pem.replace("\n", "\\n"), KEYED),
    Fault("key.damaged_pem", "key", lambda pem, _: pem.replace("\n", " "), KEYED),
    Fault("key.damaged_pem", "key", _body_alone, KEYED),
    Fault("hmac.secret_base64", "key", _secret(lambda text: standard(text.encode())), HMACS),
    Fault("hmac.secret_hex", "key", _secret(lambda text: text.encode().hex()), HMACS),
    Fault("hmac.secret_newline", "key", _secret(signing=lambda text: text.encode() + b"\n"), HMACS),
    Fault("hmac.secret_whitespace", "key", _secret(lambda text: f"{text} "), HMACS),
    Fault("hmac.secret_quotes", "key", _secret(lambda text: f'"{text}"'), HMACS),
    Fault("hmac.secret_envline", "key", _secret(lambda text: f"JWT_SECRET={text}"), HMACS),
    Fault("hmac.secret_utf16", "key", _secret(signing=lambda text: text.encode("utf-16-le")), HMACS),
    Fault("hmac.secret_hashed", "key", _secret(signing=lambda text: w.sha256(text.encode()).digest()), HMACS),
    Fault(
        "hmac.signer_used_text", "key", _secret(signing=lambda text: base64.b64encode(text.encode())), HMACS
    ),
)

FAULTS = (*CONTENT, *SIGNED, *PACKED, *CARRIED)
