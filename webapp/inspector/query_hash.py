"""The hash of a request that a token carries in `qsh`, and what else it is the hash of.

It is the SHA-256 of the canonical request, METHOD&path&query, in hexadecimal:
https://developer.atlassian.com/cloud/bitbucket/query-string-hash
"""

import hashlib
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from urllib.parse import quote, quote_plus

from .request import Request, Where

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")

_URL = re.compile(r"([^/?#]*://[^/?#]*)?([^?#]*)(?:\?([^#]*))?")
_TOKEN = "jwt"  # noqa: S105  # the parameter that carries the token, of which no hash can be in itself
_URL_ALONE, _FORM_TOO = (Where.QUERY,), (Where.QUERY, Where.BODY)
_MOST_SEGMENTS = 4  # that the path of a base URL may have
_LONGEST = 10_000  # characters of a URL

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Canonical:
    """A request as it is hashed; `but` is a clause that says what is wrong with it, if anything is."""

    text: str
    but: str = ""

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()


def canonical(request: Request) -> list[Canonical]:
    """The forms in which this request may be hashed, the likeliest first.

    They differ by what nobody knows who sees the request alone: how much of the path belongs to the base
    URL, whether the parameters of a form are hashed too, and where the method is not shown, that. There
    are none if the URL is not shown, or is so long that to hash it so often would take its time.
    """
    queries = dict.fromkeys(_query(_pairs(request, where)) for where in (_URL_ALONE, _FORM_TOO))
    methods = [request.method.upper()] if request.method else METHODS
    if not 0 < len(request.url) <= _LONGEST:
        return []
    return [
        Canonical(f"{method}&{path}&{query}")
        for method in methods
        for query in queries
        for path in _paths(request)
    ]


def mistaken(request: Request) -> Iterator[Canonical]:
    """The forms in which this request is hashed by mistake; those that are right may be among them."""
    method = request.method.upper() or METHODS[0]
    for path in _paths(request):
        yield from _mistaken(request, method, path)


def _mistaken(request: Request, method: str, path: str) -> Iterator[Canonical]:
    host, whole, written = _split(request.url)
    pairs = _pairs(request)
    query = _query(pairs)
    for other in METHODS:
        yield Canonical(f"{other}&{path}&{query}", "which names another method")
    yield Canonical(f"{method.lower()}&{path}&{query}", "which has the method in small letters")
    yield Canonical(f"{method}&{path}/&{query}", "which has a slash at the end of the path")
    yield Canonical(f"{method}&{path}", "which ends without the & behind the path")
    yield Canonical(f"{method}&{whole}&{query}", "which has the path of the base URL in it")
    yield Canonical(f"{method}&{host}{whole}&{query}", "which names the host")
    yield Canonical(f"{method}&{path}?{query}", "which has ? for the second &")
    yield Canonical(f"{method}&{path}&{written}", "which has the query as it stands in the URL")
    yield Canonical(f"{method}&{path}&", "which leaves out the query")
    for but, wrong in _wrong_queries(request, pairs):
        yield Canonical(f"{method}&{path}&{wrong}", but)


def _wrong_queries(request: Request, pairs: Pairs) -> Iterator[tuple[str, str]]:
    yield "which has the parameter jwt in it", _query(_pairs(request, _FORM_TOO, left_out=""))
    yield "whose parameters are not in order", "&".join(_joined(pairs, _encoded))
    each = sorted(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)
    yield "which repeats a parameter instead of joining its values with commas", "&".join(each)
    yield "which has + for a blank", _query(pairs, quote_plus)
    yield "whose parameters are not percent-encoded", _query(pairs, str)


def _paths(request: Request) -> list[str]:
    """The path relative to each base URL that there may be; at Atlassian itself it is known."""
    host, path, _ = _split(request.url)
    segments = path.rstrip("/").replace("&", "%26").split("/")[1:]
    known = host.lower().endswith(".atlassian.net")
    bases = [int(segments[:1] == ["wiki"])] if known else range(min(len(segments), _MOST_SEGMENTS) + 1)
    return ["/" + "/".join(segments[base:]) for base in bases]


def _split(url: str) -> tuple[str, str, str]:
    """Scheme and host, path, and query."""
    found = _URL.match(url)
    return found.groups("") if found else ("", "", "")  # type: ignore[return-value]  # it has three groups


def _pairs(request: Request, where: Container[Where] = _URL_ALONE, left_out: str = _TOKEN) -> Pairs:
    """The parameters in their order."""
    return [(it.name, it.value) for it in request.parameters if it.where in where and it.name != left_out]


def _encoded(text: str) -> str:
    """Percent-encoded but for letters, digits and -._~ (RFC 5849 section 3.6)."""
    return quote(text, safe="", errors="replace")


def _query(pairs: Pairs, encoded: Callable[[str], str] = _encoded) -> str:
    """Sorted by name and then by value, the values of one name joined with commas."""
    ordered = sorted(pairs, key=lambda pair: (encoded(pair[0]), encoded(pair[1])))
    return "&".join(_joined(ordered, encoded))


def _joined(pairs: Pairs, encoded: Callable[[str], str]) -> Iterator[str]:
    for name, same in groupby(pairs, key=itemgetter(0)):
        yield f"{encoded(name)}={','.join(encoded(value) for _, value in same)}"
