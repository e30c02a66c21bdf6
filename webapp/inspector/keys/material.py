"""Bytes of any kind to rows: which form they are in, and who reads it."""

import re

from .. import utf8
from ..note import Note
from . import body, damage, der, encoded, json_keys, pem, rsa_xml, ssh, stranger
from .der import Kind
from .describe import described
from .half import from_der, outlined
from .key import Row
from .mend import mended
from .source import Refusal, Source

_READERS = (pem.read, ssh.read, rsa_xml.read, json_keys.read_within)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WHERE_PEM_IS_EXPECTED = (
    "Where PEM is expected the openssl command and Ruby read it too; Node, PHP, Python, Java and Go refuse it"
)
_TO_PEM = {
    Kind.CERTIFICATE: "openssl x509 -inform DER -in FILE -out certificate.pem",
    Kind.SPKI: "openssl pkey -pubin -inform DER -in FILE -out public.pem",
    Kind.PKCS1_PUBLIC: "openssl rsa -RSAPublicKey_in -inform DER -in FILE -out public.pem",
}


def read(data: bytes, source: Source) -> list[Row]:
    """The rows of a key file."""
    if not data.strip():
        raise Refusal("empty", "The file is empty.")
    if der.begins_like_a_key(data):
        return _of_der(data, source)
    text, notes = _decoded(data)
    rows = _of_text(text, source.noting(*notes))
    if rows is None:
        raise stranger.binary_refusal(data) if _CONTROL.search(text) else stranger.refusal(text)
    return rows


def _of_der(data: bytes, source: Source) -> list[Row]:
    body.refuse_cut_off(data, bits=8, there=len(data))
    outline = outlined(data)
    half = from_der(outline, source)
    command = _TO_PEM.get(outline.kind, "openssl pkey -inform DER -in FILE -out key.pem")
    message = f"This file is DER, the binary form. {_WHERE_PEM_IS_EXPECTED}; {command} writes PEM."
    return [described(half, source.noting(Note("key.other_format", message)))]


def _decoded(data: bytes) -> tuple[str, list[Note]]:
    """The text of a file, and what is said of the way it is written."""
    read = utf8.read(data)
    if not read.mapped:
        return read.text.removeprefix("\ufeff"), [damage.UTF_16.note()]
    if all(fault.rule != "byte-order-mark" for fault in read.faults):
        return read.text, []
    text = read.text.removeprefix(" ")
    return text, [json_keys.MARKED if json_keys.is_meant(text) else damage.BYTE_ORDER_MARK.note()]


def _of_text(text: str, source: Source) -> list[Row] | None:
    """The rows of a text in any form, or None when it holds no key."""
    rows = pem.read_sound(text, source) or json_keys.read(text, source)
    if rows is not None:
        return rows
    text, notes = mended(text)
    source = source.noting(*notes)
    for read in _READERS:
        rows = read(text, source)
        if rows is not None:
            return rows
    return _of_encoded(text, source)


def _of_encoded(text: str, source: Source) -> list[Row] | None:
    """The rows of what the text is the base64 or the hexadecimal of."""
    inner = encoded.unwrapped(text)
    if inner is None:
        return None
    if inner.text is None:
        return encoded.read(inner, source)
    return _of_text(inner.text, source.noting(encoded.text_note(inner)))
