"""Raw HTTP, headers, cookies, URLs and forms."""

import re
from collections.abc import Iterator
from itertools import chain

from ..request import Parameter, Where
from . import parameters, search
from .draft import Draft, named, of_body, of_header
from .outline import opens_like_header
from .reading import RUNNING_TEXT, Clipping, Form, Reading, Sure

_REQUEST_LINE = re.compile(
    r"^[ \t]*(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+((?:/|https?://)\S*)"
    r"(?:[ \t]+HTTP/\d(?:\.\d)?)?[ \t]*\r?$",
    re.MULTILINE,
)
_STATUS_LINE = re.compile(r"^[ \t]*HTTP/\d(?:\.\d)?[ \t]+\d{3}\b[^\r\n]*\r?$", re.MULTILINE)
_VERBOSE = re.compile(r"^> [A-Z]+ \S+ HTTP/", re.MULTILINE)  # curl -v
_VERBOSE_MARK = re.compile(r"^(?:[<>] ?|\* .*\n|[{}] \[\d+ bytes data\].*\n)", re.MULTILINE)
_HEADER = re.compile(r"[ \t]*(:?[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]{0,99}):[ \t]*([^\r\n]*)(?:\r?\n|\Z)")
_HEADER_NAMES = frozenset(
    {
        "accept", "age", "authorization", "connection", "cookie", "date", "dnt", "dpop", "etag", "expires",
        "host", "location", "origin", "pragma", "priority", "referer", "server", "te", "vary", "via",
    }
)  # fmt: skip
_MOST = 1000  # headers that are read of one message, pairs of one cookie
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,60}:/\S+|/?[\w./-]{0,500}[?#]/?[\w.-]{1,60}=\S+")
_AROUND_AND = re.compile(r"\r?\n[ \t]*+&|&[ \t]*+\r?\n[ \t]*+")  # a form body, a parameter a line
_FIELD = re.compile(r"[a-z][\w.-]{0,60}")
_COOKIE_PAIR = re.compile(r"[\w.!#$%&'*+^`|~-]{1,100}=[^\s;]*")
_COOKIE_FLAGS = frozenset({"secure", "httponly", "partitioned"})
_OAUTH_NAMES = frozenset(
    {
        "access_token", "assertion", "client_assertion", "client_id", "client_secret", "code", "grant_type",
        "id_token", "id_token_hint", "refresh_token", "request", "signedPayload", "subject_token", "token",
    }
)  # fmt: skip


def read_message(text: str) -> Reading | None:
    """A raw HTTP request, a response, or one after the other, also as curl -v prints them."""
    if _VERBOSE.search(text):
        text = _VERBOSE_MARK.sub("", text)
    sent = _REQUEST_LINE.search(text)
    answered = _STATUS_LINE.search(text, sent.end() if sent else 0)
    if not sent:
        return Reading(Form.HTTP, response(text[answered.start() :])) if answered else None
    end = answered.start() if answered else len(text)
    reading = _request(sent, text[sent.end() : end]).reading(Form.HTTP, "the HTTP request")
    before = Clipping(text[: sent.start()], "", RUNNING_TEXT, Sure.HOLDS)
    return Reading(Form.HTTP, chain(reading.clippings, [before], response(text[end:])), reading.request)


def read_headers(text: str) -> Reading | None:
    """Header lines without a request line; cookies alone have a form of their own."""
    headers, rest = _headers(text.strip())
    names = {name.lower() for name, _ in headers}
    if (
        not headers
        or rest.strip()
        or not all(name in _HEADER_NAMES or "-" in name or name[0] == ":" for name in names)
    ):
        return None
    if names <= {"cookie", "set-cookie"}:
        return _cookies(headers)
    if names == {"authorization"} or (len(headers) == 1 and not _is_one_token(headers[0][1])):
        return None  # a token with its prefix, or a sentence
    reading = _with_pseudo_headers(headers).reading(Form.HTTP, "the HTTP message")
    return reading if len(headers) > 1 else Reading(Form.HTTP, reading.clippings)


def read_cookie(text: str) -> Reading | None:
    """The value of a `Cookie` or `Set-Cookie` header: pairs with semicolons between."""
    core = text.strip()
    pairs = [pair.strip() for pair in core.rstrip(";").split(";", _MOST)]
    if ";" not in core or "\n" in core or not _COOKIE_PAIR.fullmatch(pairs[0]):
        return None
    if not all(_COOKIE_PAIR.match(pair) or pair.lower() in _COOKIE_FLAGS for pair in pairs):
        return None
    return _cookies([("cookie", core)])


def read_url(text: str) -> Reading | None:
    """A URL, or the end of one from its `?` or `#` on."""
    core = text.strip().strip("\"'<>`")
    if not _URL.fullmatch(core) or opens_like_header(core):
        return None
    return Draft(url=core).reading(Form.URL, "the URL")


def read_form(text: str) -> Reading | None:
    """An urlencoded form body; a pair alone must have a name that OAuth knows."""
    core = text.strip()
    if not parameters.looks_like_form(core):
        return None
    pairs = [pair.strip() for pair in core.split("&", _MOST)]
    names = [pair.partition("=")[0] for pair in pairs if "=" in pair]
    alone = len(names) == 1 and names[0] in _OAUTH_NAMES and len(core.split(maxsplit=1)) == 1
    if not (len(names) > 1 or alone) or any("\n" in pair for pair in pairs):
        return None
    return Draft(bodies=["&".join(pairs)]).reading(Form.FORM, "the form")


def read_fields(text: str) -> Reading | None:
    """Parameters line by line, `name: value`, as a browser's network panel lists those of a form."""
    fields = [line.partition(": ")[::2] for line in text.strip().splitlines()[:_MOST] if line.strip()]
    names = {name for name, _ in fields}
    if len(fields) < 2 or not names & _OAUTH_NAMES or not all(map(_FIELD.fullmatch, names)):
        return None
    sent = [Parameter(name, value.strip(), Where.BODY, value.strip()) for name, value in fields]
    return Draft(fields=sent).reading(Form.FORM, "the form")


def response(text: str) -> Iterator[Clipping]:
    """Everything in an HTTP response that may be a token."""
    _, _, lines = text.partition("\n")
    headers, body = _headers(lines)
    for name, value in headers:
        yield from of_header(name, value, "the HTTP response")
    yield from _cookie_clippings(headers, "the HTTP response")
    yield from of_body(body, "the body of the HTTP response")


def _request(line: re.Match[str], text: str) -> Draft:
    headers, body = _headers(text.lstrip("\r\n"))
    body = _AROUND_AND.sub("&", body.strip())
    draft = Draft(line[1], line[2], headers, [body] if body else [])
    if line[2].startswith("/") and draft.header("host"):
        draft.url = f"https://{draft.header('host')}{line[2]}"
    return draft


def _is_one_token(value: str) -> bool:
    return search.mentions_token(value) and len(value.split(maxsplit=2)) < 3


def _with_pseudo_headers(headers: list[tuple[str, str]]) -> Draft:
    """The headers that HTTP/2 writes for a request line: `:method`, `:path` (RFC 9113 section 8.3.1)."""
    pseudo = {name: value for name, value in headers if name.startswith(":")}
    authority = pseudo.get(":authority")
    url = f"{pseudo.get(':scheme', 'https')}://{authority}{pseudo.get(':path', '/')}" if authority else ""
    plain = [(name, value) for name, value in headers if not name.startswith(":")]
    return Draft(pseudo.get(":method", ""), url, plain)


def _headers(text: str) -> tuple[list[tuple[str, str]], str]:
    """The header lines at the beginning of `text`, and what comes after the blank line behind them."""
    headers: list[tuple[str, str]] = []
    at = 0
    while (line := _HEADER.match(text, at)) and len(headers) < _MOST:
        headers.append((line[1], line[2].strip()))
        at = line.end()
        if text[at - 1 : at] != "\n":
            break
    return headers, text[at:]


def _cookies(headers: list[tuple[str, str]]) -> Reading:
    return Reading(Form.COOKIE, _cookie_clippings(headers, "the cookies"))


def _cookie_clippings(headers: list[tuple[str, str]], kind: str) -> Iterator[Clipping]:
    values = [value for name, value in headers if name.lower() in {"cookie", "set-cookie"}]
    for cookie in parameters.cookies("; ".join(values)):
        source = f"the cookie {cookie.name}" + ("" if kind == "the cookies" else f" of {kind}")
        yield named(cookie.value, cookie.name, source)
