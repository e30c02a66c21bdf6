"""HAR, the recording of a browser's network panel, or one entry of it (HTTP Archive 1.2)."""

from itertools import chain

from .. import base64url
from ..request import Parameter, Where
from . import answers, json_text, search
from .draft import Draft, of_json
from .json_text import Value, members, text_member
from .reading import Form, Reading

_SHOWN = 200  # characters of a URL


def read(text: str, value: Value) -> Reading | None:
    """The request that matters most of those recorded: the first with a token in it."""
    entries = _entries(value)
    if not entries:
        return None
    entry = next(filter(_mentions_token, entries), entries[0])
    draft = _draft(members(entry).get("request"))
    reading = draft.reading(Form.HTTP, "the recorded request")
    clippings = chain(reading.clippings, of_json(text, value, "the HAR"))
    shown = draft.url if len(draft.url) <= _SHOWN else f"{draft.url[:_SHOWN]}…"
    several = f"Of the {len(entries):,} requests recorded, {shown} is judged."
    notes = (several,) if len(entries) > 1 else ()
    return Reading(Form.HTTP, clippings, reading.request, notes, answers.error_in(_answer(entry)))


def _entries(value: Value) -> list[Value]:
    found = members(value)
    recorded = members(found.get("log")).get("entries")
    if isinstance(recorded, list):
        return [entry for entry in recorded if text_member(members(entry).get("request"), "url")]
    if isinstance(found.get("headers"), list) and text_member(value, "url") and text_member(value, "method"):
        return [(("request", value),)]
    return [value] if text_member(found.get("request"), "url") and "response" in found else []


def _mentions_token(entry: Value) -> bool:
    texts = (text for _, text in json_text.texts(members(entry).get("request")))
    return any(not isinstance(text, str) or search.mentions_token(text) for text in texts)


def _draft(request: Value) -> Draft:
    sent = members(request).get("postData")
    draft = Draft(
        method=text_member(request, "method"),
        url=text_member(request, "url"),
        headers=_pairs(members(request).get("headers")),
        content_type=text_member(sent, "mimeType"),
    )
    if body := text_member(sent, "text"):
        draft.bodies.append(body)
    else:
        fields = _pairs(members(sent).get("params"))
        draft.fields = [Parameter(name, text, Where.BODY, text) for name, text in fields]
    return draft


def _pairs(value: Value) -> list[tuple[str, str]]:
    """An array of objects with `name` and `value`."""
    items = value if isinstance(value, list) else []
    return [(text_member(item, "name"), text_member(item, "value")) for item in items]


def _answer(entry: Value) -> str:
    content = members(members(entry).get("response")).get("content")
    text = text_member(content, "text")
    if text_member(content, "encoding") != "base64":
        return text
    return base64url.decode(text).bytes.decode("utf-8", "replace")
