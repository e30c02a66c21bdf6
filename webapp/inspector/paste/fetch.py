"""JavaScript's fetch, as browsers copy it and as people write it."""

import json
import re
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
    | (?P<comma>,)(?=\s*[}\]]) | (?P<mark>[{}\[\]:,]) | //[^\n]* | [\w$.]+ | .""",
    re.VERBOSE | re.DOTALL,
)


def read(text: str) -> Reading | None:
    """The request of the first `fetch("…", {…})` in the text."""
    call = _CALL.search(text)
    if call is None:
        return None
    draft = Draft(url=call[2], content_type="text/plain;charset=UTF-8")
    if text[call.end() : call.end() + 1] == "{":
        _add_options(draft, text[call.end() :])
    draft.method = draft.method or "GET"
    reading = draft.reading(Form.CURL, "the fetch call")
    return Reading(Form.CURL, chain(reading.clippings, [draft.beside(text)]), reading.request)


def _add_options(draft: Draft, text: str) -> None:
    value, _ = json_text.value_at(text, 0)
    options = json_text.members(value if value is not None else _literal(text))
    draft.headers = _texts(options.get("headers"))
    draft.method = json_text.text_member(tuple(options.items()), "method")
    body = options.get("body")
    if isinstance(body, str):
        draft.bodies.append(body)
    elif "URLSearchParams" in text:
        draft.content_type = URLENCODED
        draft.fields = [Parameter(name, item, Where.BODY, quote_plus(item)) for name, item in _texts(body)]
    else:
        draft.fields = [Parameter(name, item, Where.BODY, item) for name, item in _texts(body)]


def _texts(value: json_text.Value) -> list[tuple[str, str]]:
    """The members of an object that are text."""
    return [(name, item) for name, item in value if isinstance(item, str)] if isinstance(value, tuple) else []


def _literal(text: str) -> json_text.Value:
    """The value of an object literal that is no JSON: names without quotation marks, calls around values."""
    words = islice(_WORD.finditer(text), _MOST_WORDS)
    value, _ = json_text.value_at("".join(map(_as_json, words)), 0)
    return value


def _as_json(word: re.Match[str]) -> str:
    match word.lastgroup:
        case "double" | "single" | "template" as kind:
            return json.dumps(shell.unescaped(word[kind]))
        case "name":
            return json.dumps(word["name"])
        case "literal" | "mark":
            return word[0]
        case _:
            return ""
