"""Where the issuer of a token publishes its keys, as far as the token itself tells.

Whoever wrote the token wrote these addresses, too: they say where to look, not whom to trust.
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from .algorithms import Family, meant
from .token import Token, TokenForm


@dataclass(frozen=True, slots=True)
class KeySource:
    """A place where the keys may be found.

    Either `key_set` is the address of a JWK Set, or `documents` are those at which a discovery
    document that names it may be, the likeliest first. `issuer` is what that document must name.
    """

    says: str
    host: str
    documents: tuple[str, ...] = ()
    key_set: str | None = None
    issuer: str | None = None

    @property
    def address(self) -> str:
        """What to open first."""
        return self.key_set or self.documents[0]


def key_sources(token: Token) -> list[KeySource]:
    """The sources that the token's `iss` and `jku` lead to; none of a token that no published key checks."""
    if _has_no_public_key(token):
        return []
    found = (_of_issuer(token.payload.text_of("iss")), _of_jku(token.header.text_of("jku")))
    return [source for source in found if source]


def _has_no_public_key(token: Token) -> bool:
    """Whether it is not signed, or with a secret, which nobody publishes."""
    algorithm = meant(token.alg or "")
    return token.form is TokenForm.UNSECURED or (algorithm is not None and algorithm.family is Family.HMAC)


def _of_issuer(issuer: str | None) -> KeySource | None:
    """The discovery documents of an issuer (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3)."""
    parts = _https(issuer)
    if not issuer or not parts or parts.query or parts.fragment:
        return None
    origin, path = f"https://{parts.netloc}", parts.path.rstrip("/")
    documents = (
        f"{origin}{path}/.well-known/openid-configuration",
        f"{origin}/.well-known/oauth-authorization-server{path}",
        *((f"{origin}/.well-known/openid-configuration{path}",) if path else ()),
    )
    return KeySource(f"iss names {parts.netloc}", parts.netloc, documents, issuer=issuer)


def _of_jku(address: str | None) -> KeySource | None:
    """The key set that the header names (RFC 7515 section 4.1.2)."""
    parts = _https(address)
    return KeySource(f"jku names {parts.netloc}", parts.netloc, key_set=address) if parts else None


def _https(address: str | None) -> SplitResult | None:
    """An address taken apart, if it is one that can be asked."""
    if not address or len(address) > _LONGEST or not address.isascii() or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    usable = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and " " not in address
    return parts if usable else None


_LONGEST = 2000  # characters of an address
