"""curl's command line: which option carries what, and what curl makes of it (its manual page, curl.se)."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from ..request import Parameter, Where
from . import options, parameters
from .draft import URLENCODED, Draft

_LONG_NAMES = {
    "d": "data", "F": "form", "H": "header", "u": "user", "b": "cookie", "X": "request", "G": "get",
    "I": "head", "A": "user-agent", "e": "referer",
}  # fmt: skip
_VALUED_LETTERS = frozenset("AbcCdDeEFHhKmoPQrtTuUwxXyYz")

# Options that take a value and say nothing of the request: their value must not be taken for a URL.
_BESIDE_THE_POINT = frozenset(
    {
        "aws-sigv4", "cacert", "capath", "cert", "cert-type", "ciphers", "config", "connect-timeout",
        "connect-to", "cookie-jar", "crlfile", "curves", "dns-servers", "doh-url", "dump-header", "engine",
        "interface", "key", "key-type", "limit-rate", "local-port", "max-filesize", "max-redirs", "max-time",
        "netrc-file", "noproxy", "output", "output-dir", "pass", "pinnedpubkey", "preproxy", "proto",
        "proto-redir", "proxy", "proxy-header", "proxy-user", "range", "rate", "resolve", "retry",
        "retry-delay", "retry-max-time", "socks5", "socks5-hostname", "speed-limit", "speed-time", "stderr",
        "tls-max", "tls13-ciphers", "trace", "trace-ascii", "unix-socket", "upload-file", "write-out",
    }
)  # fmt: skip


def read(words: Iterable[str]) -> Draft:
    """The request that curl would send, given the words that follow its name."""
    draft = Draft(content_type=URLENCODED)
    for name, value in options.read(words, _GRAMMAR):
        if name in _MEANINGS:
            _MEANINGS[name](draft, value)
    draft.method = draft.method or ("POST" if draft.has_body else "GET")
    return draft


def _url(draft: Draft, value: str) -> None:
    if not draft.url or ("://" in value and "://" not in draft.url):
        draft.url = value


def _method(draft: Draft, value: str) -> None:
    draft.method = value


def _header(draft: Draft, value: str) -> None:
    name, colon, text = value.partition(":")
    if colon and text.strip():  # a name without a value tells curl to leave the header out
        draft.headers.append((name.strip(), text.strip()))


def _data(draft: Draft, value: str) -> None:
    if value.startswith("@"):
        draft.body_in_file(value[1:])
    else:
        draft.bodies.append(value)


def _data_as_it_stands(draft: Draft, value: str) -> None:
    draft.bodies.append(value)


def _data_urlencoded(draft: Draft, value: str) -> None:
    """`content`, `=content` and `name=content` are encoded; `@file` and `name@file` are read from a file."""
    name, equals, content = value.partition("=")
    if not equals and "@" in value:
        draft.body_in_file(value.partition("@")[2])
        return
    name, content = (name, content) if equals else ("", value)
    encoded = quote(content, safe="-._~")
    draft.bodies.append(f"{name}={encoded}" if name else encoded)


def _json(draft: Draft, value: str) -> None:
    draft.content_type = "application/json"
    draft.headers.append(("Accept", "application/json"))
    _data(draft, value)


def _form(draft: Draft, value: str) -> None:
    draft.content_type = "multipart/form-data"
    name, _, content = value.partition("=")
    if content[:1] in {"@", "<"}:
        draft.body_in_file(content[1:])
        return
    content = content.partition(";type=")[0]
    if content.startswith('"') and content.endswith('"'):
        content = content.strip('"')
    draft.fields.append(Parameter(name, content, Where.BODY, content))


def _user(draft: Draft, value: str) -> None:
    draft.fields.extend(parameters.basic(value))


def _cookie(draft: Draft, value: str) -> None:
    if "=" in value:
        draft.headers.append(("Cookie", value))
    else:
        draft.not_here(value)


def _bearer(draft: Draft, value: str) -> None:
    draft.headers.append(("Authorization", f"Bearer {value}"))


def _query(draft: Draft, value: str) -> None:
    draft.fields.extend(parameters.urlencoded(value, Where.QUERY))


def _get(draft: Draft, _: str) -> None:
    draft.data_in_query = True


def _head(draft: Draft, _: str) -> None:
    draft.method = draft.method or "HEAD"


_FLAGS = frozenset({"get", "head"})
_MEANINGS: dict[str, Callable[[Draft, str], None]] = {
    options.OPERAND: _url,
    "url": _url,
    "request": _method,
    "header": _header,
    "data": _data,
    "data-ascii": _data,
    "data-binary": _data,
    "data-raw": _data_as_it_stands,
    "data-urlencode": _data_urlencoded,
    "json": _json,
    "form": _form,
    "form-string": _form,
    "user": _user,
    "cookie": _cookie,
    "oauth2-bearer": _bearer,
    "url-query": _query,
    "get": _get,
    "head": _head,
    "user-agent": lambda draft, value: draft.headers.append(("User-Agent", value)),
    "referer": lambda draft, value: draft.headers.append(("Referer", value)),
}
_GRAMMAR = options.Grammar(_LONG_NAMES, frozenset(_MEANINGS) - _FLAGS | _BESIDE_THE_POINT | _VALUED_LETTERS)
