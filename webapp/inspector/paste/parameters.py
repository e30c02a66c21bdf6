"""Parameters, out of query strings, bodies, cookies and credentials."""

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from urllib.parse import unquote, unquote_plus

from .. import base64url
from ..request import Parameter, Where
from . import json_text
from .outline import opens_like_header

_MOST = 1000  # parameters that are read of one query, body or cookie header
_PAIR = re.compile(r"[\w.\-\[\]%+~*$:@]{1,100}=")
_COOKIE_ATTRIBUTES = frozenset(
    {"path", "domain", "expires", "max-age", "samesite", "secure", "httponly", "partitioned", "priority"}
)
_FIELD_NAME = re.compile(r';\s*name=(?:"([^"\r\n]*)"|([^";\s]+))', re.IGNORECASE)
_FILE_NAME = re.compile(r";\s*filename\*?=", re.IGNORECASE)
_BOUNDARY = re.compile(r"--\S{1,200}")


def looks_like_form(text: str) -> bool:
    """Whether `text` begins as an urlencoded form does: with a name and `=`."""
    return _PAIR.match(text) is not None and not opens_like_header(text)


def urlencoded(text: str, where: Where) -> tuple[Parameter, ...]:
    """The pairs of a query string or a form body (application/x-www-form-urlencoded)."""
    if not looks_like_form(text):
        return ()
    return tuple(islice(_pairs(text, where), _MOST))


def _pairs(text: str, where: Where) -> Iterator[Parameter]:
    for pair in text.split("&", _MOST)[:_MOST]:
        name, equals, raw = pair.partition("=")
        if equals and not opens_like_header(name):
            yield Parameter(unquote_plus(name.strip()), unquote_plus(raw), where, raw)


def of_url(url: str) -> tuple[Parameter, ...]:
    """The parameters of a URL's query and fragment."""
    before, _, fragment = url.partition("#")
    _, _, query = before.partition("?")
    after_route = fragment.rpartition("?")[2]  # single-page applications write #/callback?id_token=…
    return (*_pairs(query, Where.QUERY), *urlencoded(after_route.lstrip("/&"), Where.FRAGMENT))


def of_json(text: str) -> tuple[Parameter, ...]:
    """The text members of a JSON body."""
    pairs = json_text.load(text)
    if not isinstance(pairs, tuple):
        return ()
    found = (Parameter(name, value, Where.BODY, value) for name, value in pairs if isinstance(value, str))
    return tuple(islice(found, _MOST))


def of_body(text: str) -> tuple[Parameter, ...]:
    """The parameters of a body, by what it looks like rather than what it is said to be."""
    core = text.strip()
    if core.startswith("{"):
        return of_json(core)
    if core.startswith("--"):
        return multipart(core)
    return urlencoded(core, Where.BODY)


def multipart(text: str) -> tuple[Parameter, ...]:
    """The fields of a multipart body (RFC 7578); a file is no parameter."""
    boundary = _BOUNDARY.match(text)
    if not boundary:
        return ()
    fields = map(_field, text.split(boundary[0], _MOST + 1)[1 : _MOST + 1])
    return tuple(field for field in fields if field)


def _field(part: str) -> Parameter | None:
    head, blank_line, value = part.replace("\r\n", "\n").partition("\n\n")
    name = _FIELD_NAME.search(head[:1000])
    if not name or not blank_line or _FILE_NAME.search(head):
        return None
    value = value.removesuffix("\n")
    return Parameter(name[1] or name[2] or "", value, Where.BODY, value)


def cookies(header: str) -> tuple[Parameter, ...]:
    """The cookies of a `Cookie` or `Set-Cookie` header; those sent in chunks (`.0`, `.1`) are joined."""
    values: dict[str, str] = {}
    for pair in header.split(";", _MOST)[:_MOST]:
        name, equals, value = pair.strip().partition("=")
        if equals and name.lower() not in _COOKIE_ATTRIBUTES:
            values.setdefault(name, value.strip('"'))
    return tuple(Parameter(name, value, Where.COOKIE, value) for name, value in _joined(values))


def _joined(values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Cookies whose names differ only in the number at their end hold one value, in pieces."""
    pieces = {name: _pieces(name, values) for name in values if name.endswith(".0")}
    taken = set(chain.from_iterable(pieces.values()))
    for name, value in values.items():
        if name in pieces:
            yield name.removesuffix(".0"), "".join(values[piece] for piece in pieces[name])
        elif name not in taken:
            yield name, value


def _pieces(first: str, values: dict[str, str]) -> list[str]:
    numbered = (f"{first[:-1]}{index}" for index in range(_MOST))
    return list(takewhile(values.__contains__, numbered))


def basic(credentials: str) -> tuple[Parameter, ...]:
    """The client that `user:password` names; both are percent-encoded (RFC 6749 section 2.3.1)."""
    user, colon, password = credentials.partition(":")
    secret = (Parameter("client_secret", unquote(password), Where.BASIC, password),) if colon else ()
    return (Parameter("client_id", unquote(user), Where.BASIC, user), *secret)


def of_authorization(header: str) -> tuple[Parameter, ...]:
    """The user name and password of a `Basic` credential, as client_id and client_secret."""
    scheme, _, encoded = header.strip().partition(" ")
    if scheme.lower() != "basic":
        return ()
    credentials = base64url.decode(encoded.strip()).bytes.decode("utf-8", "replace")
    return basic(credentials) if ":" in credentials else ()
