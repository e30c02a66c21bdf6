"""JSON read for what stands in it; how it is written is for `json_tree` to judge, in tokens."""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

Value = Any  # an object is a tuple of (name, value) pairs, so that no duplicate is lost; a number is None


def _no_number(_: str) -> None:
    """Numbers are of no interest here, and some would take long to read."""


_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=_no_number, parse_float=_no_number, parse_constant=_no_number
)
_JWE_PARTS = frozenset({"protected", "unprotected", "header", "recipients", "encrypted_key", "iv", "tag"})
_TRIES = 16
_BEFORE = 200  # characters in which the name of a member stands before its value


def load(text: str) -> Value:
    """The value of a text that is JSON as a whole, or None if it is not, or is no object or array."""
    core = text.strip().removeprefix("\ufeff").strip()
    if core[:1] not in {"{", "["}:
        return None
    value, end = value_at(core, 0)
    return value if end == len(core) else None


def quoted(text: str) -> str:
    """What a text says that is a JSON string as a whole, else nothing."""
    core = text.strip()
    value, end = value_at(core, 0) if core.startswith('"') else (None, -1)
    return value if end == len(core) and isinstance(value, str) else ""


def value_at(text: str, start: int) -> tuple[Value, int]:
    """The JSON value that begins at `start` and the place where it ends, or None and -1."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, -1


def members(value: Value) -> dict[str, Value]:
    """The members of an object, the last duplicate winning; of anything else, none."""
    return dict(value) if isinstance(value, tuple) else {}


def text_member(value: Value, name: str) -> str:
    """The named member, if it is text, or nothing."""
    found = members(value).get(name)
    return found if isinstance(found, str) else ""


def texts(value: Value, name: str = "") -> Iterator[tuple[str, Value]]:
    """Every text within `value` with the name of its member, and every token that is a JSON object.

    Where an object is a pair of `name` and `value`, as in a HAR, the name is that which it tells.
    """
    waiting = [iter([(name, value)])]
    while waiting:
        step = next(waiting[-1], None)
        if step is None:
            waiting.pop()
        elif isinstance(step[1], str) or is_token_object(step[1]):
            yield step
        elif isinstance(step[1], tuple):
            waiting.append(_named(step[1]))
        elif isinstance(step[1], list):
            waiting.append(iter([(step[0], item) for item in step[1]]))


def is_token_object(value: Value) -> bool:
    """Whether an object is the JSON serialisation of a JWS or a JWE (RFC 7515 and 7516, sections 7.2)."""
    found = members(value)
    if isinstance(found.get("ciphertext"), str):
        return bool(found.keys() & _JWE_PARTS)
    several = found.get("signatures")
    return any(map(_is_signer, [*(several if isinstance(several, list) else ()), value]))


def written(text: str, value: Value, at: int) -> tuple[str, int]:
    """The characters from `at` on that the token object `value` was read from, and where they end."""
    landmark = next(item for item in _inner_texts(value) if item[0] in {"signature", "ciphertext"})
    start = _member_at(text, *landmark, at)
    for _ in range(_TRIES if start > 0 else 0):
        start = max(text.rfind("{", at, start), 0)
        read, end = value_at(text, start)
        if is_token_object(read) and list(_inner_texts(read)) == list(_inner_texts(value)):
            return text[start:end], end
    return "", at


def _member_at(text: str, name: str, value: str, at: int) -> int:
    """Where the value of the member stands, from `at` on, with its slashes escaped or not; else -1."""
    for spelling in dict.fromkeys([value, value.replace("/", r"\/")]):
        start = at
        for _ in range(_TRIES):
            start = text.find(f'"{spelling}"', start + 1)
            before = text[max(0, start - _BEFORE) : start].rstrip()
            if start < 0 or before.removesuffix(":").rstrip().endswith(f'"{name}"'):
                break
        if start > 0:
            return start
    return -1


def _is_signer(value: Value) -> bool:
    found = members(value)
    has_header = isinstance(found.get("protected"), str) or isinstance(found.get("header"), tuple)
    return has_header and isinstance(found.get("signature"), str)


def _inner_texts(value: Value) -> Iterator[tuple[str, str]]:
    """The texts of an object that is itself a token, those of its first signature before the others'."""
    waiting = deque([value])
    while waiting:
        item = waiting.popleft()
        for name, inner in item if isinstance(item, tuple) else (("", inner) for inner in item):
            if isinstance(inner, str):
                yield name, inner
            elif isinstance(inner, tuple | list):
                waiting.append(inner)


def _named(pairs: tuple[tuple[str, Value], ...]) -> Iterator[tuple[str, Value]]:
    """The members of an object; `value` goes by the text of the member `name` beside it."""
    name = next((value for key, value in pairs if key == "name" and isinstance(value, str)), "value")
    return ((name if key == "value" else key, value) for key, value in pairs)
