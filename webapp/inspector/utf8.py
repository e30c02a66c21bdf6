"""Bytes to text: UTF-8 as JSON demands it (RFC 8259 section 8.1), and what was sent instead."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from .fault import Fault

_WIDE = re.compile("[^\x00-\x7f\udc80-\udcff]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_BYTE_ORDER_MARK = "\ufeff"


class Text(NamedTuple):
    """The text, a blank in the place of its byte order mark, and its faults, at characters of it.

    `wide` and `extra` serve `ByteMap`; `mapped` is False where characters and bytes do not
    correspond."""

    text: str
    faults: tuple[Fault, ...] = ()
    wide: Sequence[int] = ()
    extra: Sequence[int] = ()
    mapped: bool = True


def read(data: bytes) -> Text:
    """Read `data` as UTF-8; a byte that is none becomes U+FFFD, so that the rest can be shown."""
    if data.isascii() and b"\0" not in data:
        return Text(data.decode("ascii"))
    if utf16 := _utf16(data):
        return utf16
    text = data.decode("utf-8", "surrogateescape")
    wide = [found.start() for found in _WIDE.finditer(text)]
    extra = list(accumulate(len(text[index].encode()) - 1 for index in wide))
    faults = []
    if text.startswith(_BYTE_ORDER_MARK):
        faults.append(Fault("byte-order-mark", "it begins with a byte order mark (bytes EF BB BF)", 0, 1))
        text = " " + text[1:]  # keeps every position
    if stray := _ESCAPED_BYTE.search(text):
        faults.append(_stray_byte(text, stray))
        text = _ESCAPED_BYTE.sub("\ufffd", text)
    return Text(text, tuple(faults), wide, extra)


def _utf16(data: bytes) -> Text | None:
    """The text of UTF-16 data, told by its byte order mark or by every other byte being zero."""
    little = data.startswith(b"\xff\xfe") or not any(data[1::2])
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if len(data) < 2 or not (marked or little or not any(data[::2])):
        return None
    text = data[2 if marked else 0 :].decode("utf-16-le" if little else "utf-16-be", "replace")
    fault = Fault("not-utf8", "it is written in UTF-16, two bytes a character", 0, len(text))
    return Text(text, (fault,), mapped=False)


def _stray_byte(text: str, stray: re.Match[str]) -> Fault:
    count = len(_ESCAPED_BYTE.findall(text))
    byte = ord(stray[0]) - 0xDC00
    others = f", and {count - 1:,} more like it" if count > 1 else ""
    message = f"at character {stray.start() + 1} stands the byte {byte:02X}, which is not{others}"
    return Fault("not-utf8", message, stray.start(), stray.end())
