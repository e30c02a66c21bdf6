"""A whole document was taken for the secret, or one value of it: a JWK, settings, a PEM file."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ...base64url import decode
from ...submission import KeyFile
from ...words import counted
from ..cause import Axis, Evidence, Guess, cause
from .encoding import unbase64, values
from .reading import Reading, as_secret, holds_key, looks_like_hmac, readings

_LONGEST = 16 * 1024  # bytes of a file whose text may have been a secret
_MOST = 8  # files and keys whose texts are tried, and values of a document
_BRACKETS = 64  # opened in JSON that is read
_ARMOUR = re.compile(rb"-----(?:BEGIN|END)[^-\n]{0,64}-----")


@cause(Axis.KEY, cost=3, fix="Give both sides the JWK, or both the decoded bytes of its k.")
def secret_jwk(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The JSON text of a JWK was used as the secret, or its `k` was and the JWK was given.

    A JWK holds the secret in its member `k`, in base64url. A library that does not know JWKs takes the
    whole text, braces and all, for the secret; its spaces then matter too.
    """
    yield from readings(evidence, _of_jwk)
    for file in _files(evidence):
        for text in _written(_json(file.data), file.data):
            says = (
                f"It verifies with the JSON text of {file.name} as the secret ({counted(len(text), 'byte')})."
            )
            yield Guess(as_secret(file.name, text), says)


@cause(Axis.KEY, cost=4, fix="Give the value that is the secret, without the JSON around it.")
def secret_config_json(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is one value of the JSON that was given.

    Hasura's HASURA_GRAPHQL_JWT_SECRET is `{"type": "HS256", "key": "…"}`; secret stores hand out JSON too.
    """
    return readings(evidence, _of_settings)


@cause(
    Axis.KEY,
    cost=4,
    fix="Ask your library for the algorithm by name (ES256, RS256): "
    "without it, it signs with HMAC and takes the key's text as the secret.",
)
def secret_is_pem(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The text of a key file was used as the HMAC secret.

    A library whose default is HS256 took the key for a shared secret, as jsonwebtoken did before version 9
    with any PEM file. Where it is the text of a *public* key, it is also the classic forgery: whoever has
    that key can write such tokens, and a verifier that lets the header choose the algorithm takes them.
    """
    if not looks_like_hmac(evidence):
        return
    for name, forms in _key_texts(evidence):
        for text, form in forms.items():
            if text:
                says = f"It verifies with {name} as the HMAC secret: {form}, {counted(len(text), 'byte')}."
                yield Guess(as_secret(name, text), says)


def _files(evidence: Evidence) -> list[KeyFile]:
    short = [file for file in evidence.files if 0 < len(file.data) <= _LONGEST]
    return short[:_MOST] if looks_like_hmac(evidence) else []


def _key_texts(evidence: Evidence) -> Iterator[tuple[str, dict[bytes, str]]]:
    """The forms of each key; a file that holds none is a secret, and read as one by the other causes."""
    for file in _files(evidence):
        is_key = holds_key(file, evidence) or _ARMOUR.search(file.data)
        yield file.name, _forms(file.data) if is_key else {file.data: "the text as it stands"}
    for name, pem in _public_keys(evidence):
        yield name, _forms(pem)


def _public_keys(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """The public halves as PEM, of RSA keys the older form (PKCS#1) too."""
    for key in [key for key in evidence.keys if key.public_pem][:_MOST]:
        yield f"the public key of {key.name}", (key.public_pem or "").encode()
        if isinstance(key.public, RSAPublicKey):
            older = key.public.public_bytes(Encoding.PEM, PublicFormat.PKCS1)
            yield f"the public key of {key.name} in its older form (PKCS#1)", older


def _forms(material: bytes) -> dict[bytes, str]:
    """The ways in which the text of a key file comes to a program."""
    text = material.replace(b"\r\n", b"\n").strip()
    forms = {
        material: "the text as it stands",
        text: "the text without the newline at its end",
        text + b"\n": "the text with a newline at its end",
        text.replace(b"\n", b"\r\n"): "the text with CR LF, without those at its end",
        text.replace(b"\n", b"\r\n") + b"\r\n": "the text with CR LF",
        text + b"\n\n": "the text with a blank line at its end",
        b"\n" + text + b"\n": "the text with a newline before it",
        text + b" ": "the text with a space at its end",
        text.replace(b"\n", b""): "the text on one line",
        text.replace(b"\n", b" "): "the text with spaces instead of newlines",
        text.replace(b"\n", b"\\n"): "the text with \\n instead of newlines",
        text.replace(b"\n", b"\\n") + b"\\n": "the text with \\n instead of newlines, at its end too",
        base64.b64encode(material): "the base64 of the text",
        base64.b64encode(text): "the base64 of the text without the newline at its end",
    }
    return _of_body(text) | forms if _ARMOUR.search(text) else forms


def _of_body(text: bytes) -> dict[bytes, str]:
    """What stands between the BEGIN and END lines, and the DER that it is the base64 of."""
    lines = _ARMOUR.sub(b"", text).strip()
    body = b"".join(lines.split())
    der = unbase64(body)
    return {
        body: "the base64 between BEGIN and END",
        lines: "the lines between BEGIN and END",
        lines + b"\n": "the lines between BEGIN and END, and a newline",
        der: "its DER, the binary form",
        der.hex().encode(): "the hex of its DER",
    }


def _of_jwk(secret: bytes) -> Iterator[Reading]:
    document = _json(secret)
    if document is None:
        return
    for k in _strings([jwk.get("k") for jwk in _jwks(document)])[:_MOST]:
        yield decode(k).bytes, "with the k of the JWK, decoded"
        yield k.encode("utf-8", "replace"), "with the text of the JWK's k, not decoded"
    for text in _written(document, secret):
        yield text, "with the JSON text of the secret, its white space changed"


def _jwks(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The JWKs of a set, or the only one."""
    return [jwk for jwk in _members(document.get("keys")) if isinstance(jwk, dict)] or [document]


def _of_settings(secret: bytes) -> Iterator[Reading]:
    for text in _strings(_json(secret))[:_MOST]:
        yield from values(text.encode("utf-8", "replace"), "with one value of the JSON alone")


def _strings(document: Any) -> list[str]:
    """The texts of a document, its outermost first."""
    found, level = [], [document]
    while level:
        found += [it for it in level if isinstance(it, str)]
        level = [inner for it in level for inner in _members(it)]
    return found


def _members(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _json(data: bytes) -> dict[str, Any] | None:
    """The object that the text is, None for any other text and for one too nested to be a key or settings."""
    if data.count(b"{") + data.count(b"[") > _BRACKETS:
        return None
    try:
        document = json.loads(data)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _written(document: dict[str, Any] | None, data: bytes) -> Iterator[bytes]:
    """The ways to write the document down."""
    if document is None:
        return
    yield from (data, data.strip(), data.strip() + b"\n")
    for members in (document, dict(sorted(document.items()))):
        for style in ({"separators": (",", ":")}, {}, {"indent": 2}, {"indent": 4}):
            yield json.dumps(members, **style).encode()
