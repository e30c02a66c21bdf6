"""JavaScript's fetch, as browsers copy it and as people write it."""

import json
import re
from collections.abc import Iterable
from itertools import chain, islice
from urllib.parse import quote_plus

from ..request import Parameter, Where
from . import json_text, shell
from .draft import URLENCODED, Draft
from .reading import Form, Reading

_MOST_WORDS = 50_000
_CALL = re.compile(r"fetch\(\s*+([\"'`])([^\"'`]{1,100000})\1\s*+,?\s*+")
_WORD = re.compile(
    r""""(?P<double>(?:[^"\\\n]++|\\.)*+)"
    | '(?P<single>(?:[^'\\]++|\\.)*+)' | `(?P<template>(?:[^`\\]++|\\.)*+)`
    | (?P<name>[A-Za-z_$][\w$]*)(?=\s*:) | (?P<literal>true|false|null|-?\d[\d.]*)\b
    | (?P<mark>[{}\[\]:,]) | //[^\n]* | /\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z) | [\w$.]+ | .""",
    re.VERBOSE | re.DOTALL,
)


def read(text: str) -> Reading | None:
    """The request of the first `fetch("…", {…})` in the text."""
    call = _CALL.search(text)
    if call is None:
        return None
    draft = Draft(url=call[2], content_type="text/plain;charset=UTF-8")
    behind = text[call.end() : call.end() + 1]
    known = _add_options(draft, text[call.end() :]) if behind == "{" else behind in {"", ")"}
    draft.method = draft.method or ("GET" if known and not draft.has_body else "")
    reading = draft.reading(Form.CURL, "the fetch call")
    return Reading(Form.CURL, chain(reading.clippings, [draft.beside(text)]), reading.request)


def _add_options(draft: Draft, text: str) -> bool:
    """Take what the options say; whether they could be read. What a variable holds, nobody can say."""
    value, _ = json_text.value_at(text, 0)
    value = value if value is not None else _literal(text)
    options = json_text.members(value)
    draft.headers = _texts(options.get("headers"))
    draft.method = json_text.text_member(value, "method")
    body = options.get("body")
    if "URLSearchParams" in text:
        draft.content_type = URLENCODED
    elif "headers" in text and not draft.headers:
        draft.content_type = ""  # they are in a variable
    if isinstance(body, str):
        draft.bodies.append(body)
    else:
        encode = quote_plus if draft.content_type == URLENCODED else str
        draft.fields = [Parameter(name, item, Where.BODY, encode(item)) for name, item in _texts(body)]
    return value is not None


def _texts(value: json_text.Value) -> list[tuple[str, str]]:
    """The members of an object that are text."""
    return [(name, item) for name, item in value if isinstance(item, str)] if isinstance(value, tuple) else []


def _literal(text: str) -> json_text.Value:
    """The value of an object literal that is no JSON: names without quotation marks, calls around values."""
    words = chain.from_iterable(map(_as_json, islice(_WORD.finditer(text), _MOST_WORDS)))
    value, _ = json_text.value_at("".join(_settled(words)), 0)
    return value


def _as_json(word: re.Match[str]) -> tuple[str, ...]:
    match word.lastgroup:
        case "double" | "single" | "template" as kind:
            return '"', json.dumps(shell.unescaped(word[kind]))[1:-1], '"'
        case "name":
            return (json.dumps(word["name"]),)
        case "literal" | "mark":
            return (word[0],)
        case _:
            return ()


def _settled(words: Iterable[str]) -> list[str]:
    """The words with null for a variable, and without members that are one, last commas, joints of texts."""
    written = [""]
    for word in words:
        last = written[-1]
        if word in {",", "}", "]"} and last == ":":
            written.append("null")
        elif word in {"}", "]"} and last == ",":
            written.pop()
        if word == '"' == last:
            written.pop()
        elif word != "," or last not in {",", "{", "["}:
            written.append(word)
    return written
