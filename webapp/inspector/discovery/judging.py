"""What is wrong with a discovery document, by itself and beside a token."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from ..algorithms import ALGORITHMS, Family
from ..remark import Remark
from ..report import TokenReport
from ..rule import Citation, Severity, rfc
from .members import MEMBERS, Holds

Document = Mapping[str, Any]

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
_OPENID_ONLY = {"id_token_signing_alg_values_supported", "subject_types_supported", "userinfo_endpoint"}
_OPENID_ONLY |= {"claims_supported", "claim_types_supported", "acr_values_supported"}
_REQUIRED_BY_OPENID = (
    "issuer",
    "authorization_endpoint",
    "jwks_uri",
    "response_types_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
)
_REQUIRED_BY_OAUTH = ("issuer", "response_types_supported")
_WITHOUT_CODE = {"client_credentials", "password", "refresh_token"}
_NO_TOKEN_ENDPOINT = {"implicit"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_PLAIN_TEXT = 120


def openid(section: str) -> Citation:
    url = f"https://openid.net/specs/openid-connect-discovery-1_0.html#{_ANCHORS.get(section, '')}".rstrip(
        "#"
    )
    return Citation("OpenID Connect Discovery 1.0", section, url)


_ANCHORS = {
    "3": "ProviderMetadata",
    "4.2": "ProviderConfigurationResponse",
    "4.3": "ProviderConfigurationValidation",
}


def is_openid(document: Document) -> bool:
    """Whether it is of an OpenID provider; else it is of a plain authorization server (RFC 8414)."""
    return not _OPENID_ONLY.isdisjoint(document)


def remarks(document: Document) -> Iterator[Remark]:
    """What is wrong with the document by itself."""
    cites = openid("3") if is_openid(document) else rfc(8414, "2")
    yield from _missing(document, cites)
    for name, value in document.items():
        if name in MEMBERS:
            yield from _mistyped(name, value, cites)
    yield from _issuer(document.get("issuer"), cites)
    yield from _algorithms(document, cites)
    yield from _challenge(document)


def _missing(document: Document, cites: Citation) -> Iterator[Remark]:
    for name in _required(document):
        if name not in document:
            message = f"{name} is missing. {MEMBERS[name].meaning}."
            yield Remark("missing-member", ERROR, name, message, cites)


def _required(document: Document) -> Iterator[str]:
    grants = set(_texts(document.get("grant_types_supported")))
    yield from _REQUIRED_BY_OPENID if is_openid(document) else _REQUIRED_BY_OAUTH
    if not is_openid(document) and not (grants and grants <= _WITHOUT_CODE):
        yield "authorization_endpoint"
    if not (grants and grants <= _NO_TOKEN_ENDPOINT) and not _only_implicit(document):
        yield "token_endpoint"


def _only_implicit(document: Document) -> bool:
    """Whether no answer of the authorization endpoint is a code."""
    types = _texts(document.get("response_types_supported"))
    return bool(types) and not any("code" in it.split() for it in types)


def _mistyped(name: str, value: Any, cites: Citation) -> Iterator[Remark]:
    holds = MEMBERS[name].holds
    if not _fits(holds, value):
        yield Remark("mistyped-member", ERROR, name, f"{name} must be {holds}, not {_shown(value)}.", cites)
    elif holds is Holds.LIST and not value:
        message = f"{name} is an empty list; a member without values must be left out."
        yield Remark("empty-member", ERROR, name, message, rfc(8414, "3.2"))
    elif holds is Holds.ADDRESS:
        yield from _address(name, value, cites)


def _fits(holds: Holds, value: Any) -> bool:
    match holds:
        case Holds.ADDRESS | Holds.TEXT:
            return isinstance(value, str)
        case Holds.LIST:
            return isinstance(value, list) and all(isinstance(it, str) for it in value)
        case Holds.BOOLEAN:
            return isinstance(value, bool)
        case _:
            return isinstance(value, dict)


def _address(name: str, address: str, cites: Citation) -> Iterator[Remark]:
    parts = _split(address)
    if parts is None or not parts.scheme or not parts.netloc:
        message = f"{name} is “{_cut(address)}”, which is no whole address."
        yield Remark("no-address", ERROR, name, message, cites)
    elif parts.scheme != "https" and parts.hostname not in _LOCAL:
        message = f"{name} is “{_cut(address)}”: without https, whoever sits between can put in other keys."
        yield Remark("no-https", ERROR, name, message, cites)


def _issuer(issuer: Any, cites: Citation) -> Iterator[Remark]:
    parts = _split(issuer) if isinstance(issuer, str) else None
    if parts is None:
        return
    if parts.query or parts.fragment or issuer.endswith(("?", "#")):
        message = f"issuer is “{_cut(issuer)}”; it may have neither a query nor a fragment."
        yield Remark("odd-issuer", ERROR, "issuer", message, cites)
    if parts.path.endswith("/"):
        message = (
            "issuer ends in a slash. That is allowed, but every receiver must be given it with the slash: it "
            "is compared character for character."
        )
        yield Remark("slash-after-issuer", NOTICE, "issuer", message, cites)


def _algorithms(document: Document, cites: Citation) -> Iterator[Remark]:
    name = "id_token_signing_alg_values_supported"
    offered = _texts(document.get(name))
    if offered and "RS256" not in offered:
        yield Remark("missing-algorithm", ERROR, name, f"{name} must have RS256 in it.", cites)
    if "none" in offered:
        message = f"{name} offers none: an ID token without a signature, which anyone can write."
        yield Remark("no-algorithm", WARNING, name, message, cites)
    yield from _symmetric(name, offered)
    for other, value in document.items():
        if other.endswith("_auth_signing_alg_values_supported") and "none" in _texts(value):
            message = f"{other} has none in it, which must not be used: anyone could pass for a client."
            yield Remark("no-algorithm", ERROR, other, message, cites)


def _symmetric(name: str, offered: list[str]) -> Iterator[Remark]:
    secret = [it for it in offered if it in ALGORITHMS and ALGORITHMS[it].family is Family.HMAC]
    if secret:
        message = (
            f"{name} offers {', '.join(secret)}, signed with the client_secret. A receiver must settle on "
            "one algorithm for each issuer; one that takes whatever the header says can be made to use the "
            "public key as the secret."
        )
        yield Remark("symmetric-algorithm", WARNING, name, message, rfc(8725, "3.1"))


def _challenge(document: Document) -> Iterator[Remark]:
    name = "code_challenge_methods_supported"
    if (offered := _texts(document.get(name))) and "S256" not in offered:
        message = f"{name} lacks S256: with plain, whoever reads the request can use the code."
        yield Remark("plain-challenge", WARNING, name, message, rfc(7636, "4.2"))


def beside(document: Document, number: int, report: TokenReport) -> Iterator[Remark]:
    """What the document says that the token does not: its issuer and its algorithm."""
    claimed, issuer = report.token.payload.text_of("iss"), document.get("issuer")
    which = f"The token’s iss, “{_cut(claimed)}”," if claimed else ""
    if claimed and isinstance(issuer, str) and claimed != issuer:
        message = f"{which} is not the issuer, “{_cut(issuer)}”{_difference(claimed, issuer)}."
        yield Remark("other-issuer", ERROR, "issuer", _numbered(number, message), openid("4.3"))
    offered = _texts(document.get("id_token_signing_alg_values_supported"))
    alg = report.token.alg
    if alg and offered and alg not in offered:
        listed = ", ".join(offered[:8])
        message = f"The token is signed under {alg[:40]}; what is offered is {listed}."
        place = "id_token_signing_alg_values_supported"
        yield Remark("other-algorithm", WARNING, place, _numbered(number, message), openid("3"))


def _numbered(number: int, message: str) -> str:
    return message if number == 0 else f"Token {number + 1}: {message}"


def _difference(claimed: str, issuer: str) -> str:
    if claimed.rstrip("/") == issuer.rstrip("/"):
        return "; they differ in the slash at the end, and every receiver compares them exactly"
    if claimed.casefold() == issuer.casefold():
        return "; they differ in capital letters, and every receiver compares them exactly"
    if claimed.partition("://")[2] == issuer.partition("://")[2]:
        return "; they differ in the scheme"
    return ": it was issued by somebody else, or by another tenant or realm"


def _texts(value: Any) -> list[str]:
    return [it for it in value if isinstance(it, str)] if isinstance(value, list) else []


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _cut(text: str) -> str:
    return text if len(text) <= _PLAIN_TEXT else f"{text[:_PLAIN_TEXT]}…"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f"the text “{_cut(value)}”"
        case list():
            return "a list with something else in it" if value else "an empty list"
        case dict():
            return "an object"
        case _:
            return "a number"
