"""What stands between BEGIN and END: header lines, base64, and what got into it."""

import base64
import re
import unicodedata
from typing import NamedTuple

from ..note import Note
from . import damage, der
from .armour import in_lines
from .source import Refusal

_ENCRYPTED = re.compile(r"Proc-Type:[ \t]*4,[ \t]*ENCRYPTED")
_CIPHER = re.compile(r"DEK-Info:[ \t]*([A-Za-z0-9-]{1,20}),[ \t]*([0-9A-Fa-f]{1,32})")
_HEADER = re.compile(r"^[ \t>]*[A-Za-z][\w-]{0,40}:(?:[^\n]*\\\n)*[^\n]*$", re.MULTILINE)
_DECORATION = re.compile(r"[\s>\"'`“”‘’,;\\|*#]+")
_JOINED_LITERALS = re.compile(r"([\"'`])[ \t]*[+.&][ \t]*$", re.MULTILINE)
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/_=-]")
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЈЅаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYIJSaeopcyxijsdhqwABEZHIKMNOPTYXo"
)

_MOST_LACKING = 65_536  # bytes; what claims to lack more has a wrong length, not a lost end


class Body(NamedTuple):
    """The base64 text with its line breaks but without headers, and the cipher the headers name."""

    text: str
    cipher: tuple[str, str] | None  # its name and its initialisation vector in hexadecimal
    notes: list[Note]

    def encrypted_pem(self, label: str) -> bytes:
        """The block again as its writer made it, for the library to decrypt."""
        assert self.cipher
        name, vector = self.cipher
        if len(vector) != _vector_length(name):  # the library would panic
            message = f"Its DEK-Info line is cut off: {name} wants {_vector_length(name)} digits there."
            raise Refusal("truncated", message, "key.truncated")
        return (
            f"-----BEGIN {label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {name},{vector}\n\n"
            f"{in_lines(decoded(self.text))}-----END {label}-----\n"
        ).encode("ascii")


def with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read(text: str) -> Body:
    """Take the headers off and undo what can be undone in the base64."""
    text = with_plain_breaks(text)
    text, cipher = _cipher_taken(text)
    text = _HEADER.sub("", text)
    repaired, notes = _repaired(text)
    return Body(repaired, cipher, notes)


def _cipher_taken(text: str) -> tuple[str, tuple[str, str] | None]:
    """Take the encryption headers off, even where the line break after them is lost."""
    found = _CIPHER.search(text)
    if not found:
        return _ENCRYPTED.sub("", text), None
    name = found[1].upper()
    vector = found[2][: _vector_length(name)]
    rest = text[: found.start()] + text[found.start(2) + len(vector) :]
    return _ENCRYPTED.sub("", rest), (name, vector)


def _vector_length(cipher: str) -> int:
    """How many hexadecimal digits the initialisation vector of a cipher has."""
    return 32 if cipher.startswith(("AES", "CAMELLIA", "ARIA", "SEED")) else 16


def _repaired(text: str) -> tuple[str, list[Note]]:
    """Look-alikes and base64url turned back; what else is wrong stays for `decoded` to name."""
    notes = []
    latin = text.translate(_LOOKALIKES)
    if latin != text:
        foreign, meant = next((was, now) for was, now in zip(text, latin, strict=True) if was != now)
        notes.append(damage.LOOKALIKE.note(_named(foreign), meant))
    standard = latin.replace("-", "+").replace("_", "/")
    if standard != latin:
        notes.append(damage.URL_SAFE.note())
    return standard, notes


def decoded(text: str) -> bytes:
    """The bytes that the base64 of a body stands for; one character too many at the end is left out."""
    text = _digits(text)
    foreign = _NOT_BASE64.search(text) or re.search("=", text)
    if not text:
        raise Refusal("damaged", "Nothing stands between its BEGIN and END lines.")
    if foreign:
        raise Refusal("damaged", _not_base64(foreign[0]))
    whole = text[: len(text) - (len(text) % 4 == 1)]
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def _digits(text: str) -> str:
    """The base64 alone, without its padding."""
    return _DECORATION.sub("", _JOINED_LITERALS.sub(r"\1", text)).rstrip("=")


def left_over(text: str, data: bytes) -> list[Note]:
    """That one character stands behind the last whole byte of `data`, which lack nothing."""
    return [damage.ODD_CHARACTER.note()] if len(_digits(text)) % 4 == 1 and not _lacking(data) else []


def check_whole(data: bytes, text: str) -> None:
    """Refuse a body that is cut off, by the length at the beginning of its DER."""
    refuse_cut_off(data, bits=6, there=len(_digits(text)))


def refuse_cut_off(data: bytes, *, bits: int, there: int) -> None:
    """Refuse DER that is cut off; `there` characters of so many bits each are there."""
    if lacking := _lacking(data):
        whole = -(-(len(data) + lacking) * 8 // bits)
        unit = "bytes" if bits == 8 else "characters"
        verb = "is" if whole - there == 1 else "are"
        lost = f"{whole - there:,} of its {whole:,} {unit} {verb} missing"
        raise Refusal("truncated", f"The key is cut off: {lost}. Copy it again.", "key.truncated")


def _lacking(data: bytes) -> int:
    """How many bytes DER lacks at its end; 0 for what lacks more than a key has, and for anything else."""
    try:
        lacking = der.missing(data)
    except der.NotDer:
        return 0
    return lacking if data[0] == der.SEQUENCE and 0 < lacking <= _MOST_LACKING else 0


def _not_base64(character: str) -> str:
    if character in "….":
        return f"“{character}” stands inside it: a part of the key was left out. Copy the whole key."
    return f"The character {_named(character)} stands inside it, which is not base64. Copy the key again."


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    return f"“{character}” ({name})" if character.isprintable() else f"U+{ord(character):04X} ({name})"
