"""PEM text to keys: the damage is named and undone first, then what the body encodes is read."""

import base64
import re
from collections.abc import Iterator
from functools import partial

from ..note import Note
from . import body, damage, der, ssh
from .boundary import Block, blocks
from .der import Kind, Outline
from .describe import described
from .half import from_der, from_encrypted_pem, outlined
from .key import Row
from .source import Refusal, Source, attempt, each

_64 = "[A-Za-z0-9+/]"
_LAST_4 = f"(?:{_64}{{4}}|{_64}{{3}}=|{_64}{{2}}==)"
_SOUND = re.compile(
    r"-----BEGIN ((?:[A-Z]{1,12} ){0,3}(?:KEY|CERTIFICATE))-----\n"
    rf"((?!-)(?:{_64}{{64}}\n)*+(?:(?:{_64}{{4}}){{0,15}}{_LAST_4}\n)?)-----END \1-----\n?"
)
_NAME = re.compile(r"[-{, \t]*((?:[a-z]{1,10}[ \t]+)?[$\w.:-]{1,80}?[ \t]*[=:])[|> \t]*", re.IGNORECASE)
_LONGEST_NAME = 120
_QUOTES = "\"'`“”„‟‘’‚«»"
_QUOTED = re.compile(rf"[{_QUOTES}]")
_MAIL = re.compile(r"^[ \t]*>", re.MULTILINE)
_EMPTY_LINE_INSIDE = re.compile(r"\S[ \t]*\n[ \t]*\n[ \t]*\S")

OLDER_FORM = Note(
    "key.other_format",
    "This is an older form of private key. OpenSSL, Node, PHP, Ruby and Python read it; "
    "panva/jose’s importPKCS8, Java’s PKCS8EncodedKeySpec and Go’s ParsePKCS8PrivateKey refuse it. "
    "openssl pkcs8 -topk8 -nocrypt -in FILE -out key.pem writes the newer one.",
)
_LABELS = {
    Kind.PKCS8: ("PRIVATE KEY",),
    Kind.ENCRYPTED: ("ENCRYPTED PRIVATE KEY",),
    Kind.SEC1: ("EC PRIVATE KEY",),
    Kind.PKCS1_PRIVATE: ("RSA PRIVATE KEY",),
    Kind.SPKI: ("PUBLIC KEY",),
    Kind.PKCS1_PUBLIC: ("RSA PUBLIC KEY",),
    Kind.CERTIFICATE: ("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"),
}


def read(text: str, source: Source) -> list[Row] | None:
    """The keys in the blocks of `text`, or None when it has none."""
    found = blocks(text)
    keys = [block for block in found if not block.label.endswith("PARAMETERS")]
    if found and not keys:
        message = "These are the parameters of keys; the key itself is not in this file."
        raise Refusal("not-a-key", message)
    return each(source, keys, _rows) if keys else None


def read_sound(text: str, source: Source) -> list[Row] | None:
    """The key in a text that is one block as OpenSSL writes it, with nothing to undo; else None."""
    one = _SOUND.fullmatch(text)
    return attempt(source, partial(_held, one[1], base64.b64decode(one[2]), one[2])) if one else None


def label_for(kind: Kind) -> str:
    """What the BEGIN and END lines say around this structure."""
    return _LABELS.get(kind, ("",))[0]


def _rows(block: Block, source: Source) -> list[Row]:
    content = body.read(block.body)
    literals = bool(_QUOTED.search(content.text))
    framing = (
        [damage.STRING_LITERALS.note()] if literals else [*_around(block), *_layout(block, content.text)]
    )
    source = source.noting(*framing, *content.notes)
    return attempt(source, partial(_opened, block.label, content))


def _around(block: Block) -> Iterator[Note]:
    """What is wrong with the BEGIN and END lines and beside them."""
    begin, end = block.begin, block.end
    if begin is None:
        yield damage.NO_BEGIN.note(block.label)
    if end is None:
        yield damage.NO_END.note(block.label)
    for boundary in filter(None, (begin, end)):
        yield from boundary.notes
    if begin and end and begin.label != end.label:
        yield damage.LABELS_DIFFER.note(begin.label, end.label)
    yield from _before(block.before)
    yield from _after(block.after)


def _before(text: str) -> Iterator[Note]:
    if _QUOTED.search(text):
        yield damage.QUOTED.note()
    left = _QUOTED.sub("", text).strip(" \t>")
    name = _NAME.fullmatch(left) if len(left) <= _LONGEST_NAME else None
    if name:
        yield damage.NAME_BEFORE.note(name[1])
    elif left:
        yield damage.TEXT_BEFORE.note()
    elif text.isspace():
        yield damage.INDENTED.note()


def _after(text: str) -> Iterator[Note]:
    if _QUOTED.search(text):
        yield damage.QUOTED.note()
    left = _QUOTED.sub("", text).strip()
    if left in {",", ";"}:
        yield damage.TRAILING_COMMA.note(left)
    elif left:
        yield damage.TEXT_AFTER.note()


def _layout(block: Block, content: str) -> Iterator[Note]:
    """What is wrong with the lines between BEGIN and END."""
    text = block.body
    if "\r" in text:
        yield damage.CRLF.note() if "\r\n" in text else damage.CR.note()
    text = body.with_plain_breaks(text)
    if _MAIL.search(text):
        yield damage.MAIL_QUOTED.note()
    if _EMPTY_LINE_INSIDE.search(content):
        yield damage.BLANK_LINES.note()
    yield from _breaks(block, text)


def _breaks(block: Block, text: str) -> Iterator[Note]:
    """What is wrong with the line breaks next to BEGIN and END."""
    first, broken, rest = text.partition("\n")
    last = rest.rpartition("\n")[2]
    if block.begin and block.end and not broken:
        yield (damage.BREAKS_TO_BLANKS if " " in first else damage.BREAKS_LOST).note()
        return
    if block.begin and first.strip():
        yield damage.NO_BREAK_AFTER_BEGIN.note()
    if block.end and last.strip(" \t>"):
        yield damage.NO_BREAK_BEFORE_END.note()
    elif block.end and last.isspace():
        yield damage.INDENTED.note()


def _opened(label: str, content: body.Body, source: Source) -> list[Row]:
    if label.startswith("PGP"):
        raise Refusal("unsupported", "This is an OpenPGP key, which no JOSE algorithm uses.")
    if content.cipher:
        pem = content.encrypted_pem(label)
        return [described(from_encrypted_pem(pem, source), source)]
    data = body.decoded(content.text)
    return _held(label, data, content.text, source.noting(*body.left_over(content.text, data)))


def _held(label: str, data: bytes, text: str, source: Source) -> list[Row]:
    """The key in `data`, the bytes that the base64 of `text` stands for."""
    if data.startswith(ssh.PRIVATE_MAGIC):
        return [described(ssh.private(data, source), source)]
    if label.startswith("SSH2"):
        return [described(ssh.public(data), source)]
    outline = _outlined(data, text)
    source = source.noting(*_about(label, outline))
    return attempt(source, lambda source: [described(from_der(outline, source), source)])


def _outlined(data: bytes, text: str) -> Outline:
    """The outline of a key; one that has none may be cut off, which is said then."""
    try:
        return outlined(data)
    except Refusal:
        body.check_whole(data, text)
        raise


def _about(label: str, outline: Outline) -> Iterator[Note]:
    """What the body says of the label, and of what follows the key in it."""
    try:
        mislabelled = _mislabelled(label, outline)
    except (der.NotDer, IndexError):
        return
    if mislabelled:
        yield mislabelled.note(label, outline.kind, label_for(outline.kind))
    elif outline.kind in {Kind.SEC1, Kind.PKCS1_PRIVATE}:
        yield OLDER_FORM
    if outline.surplus and label != "TRUSTED CERTIFICATE":
        yield damage.SURPLUS.note(outline.surplus)


def _mislabelled(label: str, outline: Outline) -> damage.Damage | None:
    kind = outline.kind
    if label in _LABELS.get(kind, (label,)):
        return None
    if kind is Kind.SEC1 and label == "PRIVATE KEY":
        return damage.SEC1_AS_PKCS8
    if kind is Kind.PKCS8 and label in {"ENCRYPTED PRIVATE KEY", *_own_labels(outline)}:
        return damage.OWN_LABEL
    return damage.OLDER_FORM_LABEL if kind in {Kind.SEC1, Kind.PKCS1_PRIVATE} else damage.OTHER_LABEL


def _own_labels(pkcs8: Outline) -> set[str]:
    """The older label for keys of this algorithm, under which OpenSSL reads PKCS#8 as well."""
    algorithm = der.algorithm(pkcs8.inside[1])
    return {
        label
        for name, label in ((der.EC, "EC PRIVATE KEY"), (der.RSA, "RSA PRIVATE KEY"))
        if algorithm == name
    }
