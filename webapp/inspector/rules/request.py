"""The request that carries the token: where it goes, in what form, with which parameters, and whether it is
the one that the token was made for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from ..example import NOW, Example
from ..place import REQUEST, Place
from ..profiles.sign import without_query
from ..profiles.vocabulary import Address, Mark, Sending
from ..query_hash import Canonical, canonical, mistaken
from ..request import Request
from ..rule import Case, Citation, Problem, Severity, rule
from ..token import Claim
from .apple_examples import RECEIVER, provider_token, pushed, sent

FORM = "application/x-www-form-urlencoded"
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://([^/?#]*)", re.IGNORECASE)
_TOKEN_HEADERS = {"authorization", "bearer"}
_CONNECT = Citation(
    "Atlassian: Query string hash", "", "https://developer.atlassian.com/cloud/bitbucket/query-string-hash"
)
_HASH_DIGITS = 64
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Carrier:
    """A request that carries the token to its receiver, and what the profile says of such requests."""

    request: Request
    facts: Sending
    place: Place = REQUEST
    span: None = None


def is_sent(case: Case) -> bool:
    """Whether the request is there that the token was sent in."""
    return case.request is not None


def carriers(case: Case) -> Iterator[Carrier]:
    """The request, if it carries the token in the way that the profile knows."""
    facts, request = case.profile.request, case.request
    if facts and request and _carries(facts, case.token.label):
        yield Carrier(request, facts)


def _carries(facts: Sending, label: str) -> bool:
    if facts.parameter:
        return label == facts.parameter
    return facts.bearer and label.lower() in _TOKEN_HEADERS


def arrivals(case: Case) -> Iterator[Carrier]:
    """The same, if it goes to a host of the receiver or the paste does not say where to."""
    for it in carriers(case):
        if not it.request.url or not it.facts.urls or _host(it.request.url) in _hosts(it.facts):
            yield it


def _host(url: str) -> str:
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def _path(url: str) -> str:
    found = _HOST.match(url)
    return url[found.end() :] if found else ""


def _hosts(facts: Sending) -> set[str]:
    return {_host(address.url) for address in (*facts.urls, *facts.wrong)}


def cites(facts: Sending, case: Case) -> Citation:
    return case.profile.citation(facts.source)


@rule(
    carriers,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="The request goes to the address for such tokens",
    good=sent(),
    bad=(
        sent("https://appleid.apple.com/auth/oauth2/token"),
        sent("https://appleid.apple.com/auth/tokens"),
        sent("https://relay.example.com/token"),
    ),
)
def wrong_endpoint(it: Carrier, case: Case) -> Problem | None:
    """The request goes to another address than the one for such tokens.

    Receivers have addresses for several kinds of token that look alike; the one answers a token for
    the other as if it were forged.
    """
    url = without_query(it.request.url)
    if not url or not it.facts.urls or any(address.pattern.fullmatch(url) for address in it.facts.urls):
        return None
    known = next((address for address in it.facts.wrong if address.pattern.fullmatch(url)), None)
    source = known.source or it.facts.source if known else it.facts.source
    return Problem(
        f"The request goes to {url[:200]}, {_what_is_there(it, known)}.",
        known.instead if known else _nearest(url, it.facts),
        severity=_severity(it, known),
        citation=case.profile.citation(source),
    )


def _what_is_there(it: Carrier, known: Address | None) -> str:
    if known:
        return known.says
    if _host(it.request.url) in _hosts(it.facts):
        return "where no such token is expected"
    return "a host that is not the receiver's; behind a relay of your own the rest cannot be judged"


def _severity(it: Carrier, known: Address | None) -> Severity:
    if known:
        return known.mark.severity
    own = _host(it.request.url) in _hosts(it.facts)
    return (Mark.REPORTED if own else Mark.REMEMBERED).severity


def _nearest(url: str, facts: Sending) -> str | None:
    """The address at the same host whose path was probably meant."""
    there = {_path(it.url): it.url for it in facts.urls if _host(it.url) == _host(url) and "*" not in it.url}
    close = get_close_matches(_path(url)[:200], there, 1, 0.7)
    return there[close[0]] if close else None


@rule(
    arrivals,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="The request has the method that the address takes",
    good=sent(),
    bad=sent(options="-X PUT"),
)
def wrong_method(it: Carrier, case: Case) -> Problem | None:
    """The request has another method than the address takes.

    A token address takes a POST; a GET would leave the secret in logs and histories.
    """
    method = it.request.method
    if not method or not it.facts.method or method in it.facts.method:
        return None
    wanted = it.facts.method[0]
    return Problem(
        f"The request is a {method[:20]}; it must be a {wanted}.", wanted, citation=cites(it.facts, case)
    )


@rule(
    arrivals,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="The body is of the type that the address takes",
    good=sent(),
    bad=sent(options="-H 'Content-Type: application/json'"),
)
def wrong_content_type(it: Carrier, case: Case) -> Problem | None:
    """The body is of another type than the address takes.

    An OAuth token address reads forms, application/x-www-form-urlencoded. JSON and multipart bodies
    are read as if they were empty.
    """
    given, wanted = it.request.content_type.partition(";")[0].strip(), it.facts.content_type
    if not given or not wanted or given.lower() == wanted:
        return None
    return Problem(
        f"The body is sent as {given[:80]}; it must be {wanted}.", wanted, citation=cites(it.facts, case)
    )


@rule(
    carriers,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="The Authorization header says Bearer before the token",
    good=pushed(f"Bearer {provider_token().paste}"),
    bad=pushed(provider_token().paste),
)
def missing_scheme(it: Carrier, case: Case) -> Problem | None:
    """The word Bearer is missing before the token.

    The Authorization header names its scheme first, then a blank, then the token (RFC 6750).
    """
    header = it.request.header("authorization")
    if not it.facts.bearer or header is None or header.strip().partition(" ")[2]:
        return None
    return Problem(
        "The Authorization header holds the token alone; it must be the word Bearer, a blank, and the token.",
        citation=cites(it.facts, case),
    )


def _called(url: str, hashed: str) -> Example:
    """A call of Jira's with the hash of a request."""
    members = {"iss": "com.example.my-app", "iat": NOW - 10, "exp": NOW + 170, "qsh": Canonical(hashed).hash}
    token = Example(members, {"alg": "HS256", "typ": "JWT"}, bytes(32)).paste
    return Example(text=f"curl -H 'Authorization: JWT {token}' '{url}'")


def hashes(case: Case) -> Iterator[Claim]:
    """The hash of a request, where it is written as one; of another, malformed-value tells."""
    for claim in case.token.payload.claims("qsh"):
        if isinstance(claim.value, str) and len(claim.value) == _HASH_DIGITS:
            yield claim


@rule(
    hashes,
    Severity.ERROR,
    _CONNECT,
    where=is_sent,
    passes="The token was made for this request",
    good=(
        _called(
            "https://one.atlassian.net/rest/api/2/search?jql=a%20b&expand=x&expand=c",
            "GET&/rest/api/2/search&expand=c,x&jql=a%20b",
        ),
        _called("https://one.atlassian.net/wiki/rest/api/space", "GET&/rest/api/space&"),
    ),
    bad=(
        _called("https://one.atlassian.net/rest/api/2/search?b=1&a=2", "GET&/rest/api/2/search&b=1&a=2"),
        _called("https://one.atlassian.net/rest/api/2/search", "POST&/rest/api/2/search&"),
        _called("https://one.atlassian.net/rest/api/2/search", "GET&/rest/api/2/issue&"),
    ),
)
def other_request(qsh: Claim, case: Case) -> Problem | None:
    """The token was made for another request than the one it was sent in.

    `qsh` is the hash of one request: its method, the path relative to the base URL, and its parameters in
    order, each percent-encoded. Whoever receives another request with the token refuses it, so that a token
    that was caught cannot be used for something else.
    """
    request, said = case.request, str(qsh.value).lower()
    forms = canonical(request) if request else []
    if not request or not forms or any(it.hash == said for it in forms):
        return None
    meant = forms[0]
    wrong = next((it for it in mistaken(request) if it.hash == said), None)
    made = f"the hash of {_shown(wrong)}, {wrong.but}" if wrong else "the hash of another request"
    return Problem(
        f"qsh is {made}. This request is {_shown(meant)}, whose hash is “{meant.hash}”.", meant.hash
    )


def _shown(form: Canonical) -> str:
    return f"“{form.text if len(form.text) <= _MOST_SHOWN else f'{form.text[:_MOST_SHOWN]}…'}”"
