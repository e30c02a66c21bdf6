"""One key of a set: what its members say, and whether they agree with one another and with the key."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from .. import registry
from ..algorithms import ALGORITHMS, Family
from ..chain import chain
from ..keys import Key, Row, UnusableKey, known_default
from ..keys.weakness import PUBLISHED, made_by_roca
from ..phrases import key_words
from ..registry import Use
from ..remark import Remark
from ..rule import Severity, policy, rfc
from ..rules.keys import described
from ..words import counted

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "oth", "priv")
HIDDEN = {*PRIVATE, "k"}
_USES = {"sig", "enc"}
_SIGNING, _SEALING = (
    {"sign", "verify"},
    {"encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"},
)
_PRIVATE_OPERATIONS = {"sign": "verify", "decrypt": "encrypt", "unwrapKey": "wrapKey"}
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")
_OF_THE_FILE = "As JSON"  # what is said of the whole set already
_DAMAGE = {"key.jwk_damaged", "key.jwk_xd_mismatch"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a set: its members as written, and what was read of it."""

    index: int
    members: Mapping[str, Any]
    row: Row
    alone: bool = False  # it is a JWK by itself, in no set

    @property
    def key(self) -> Key | None:
        return self.row if isinstance(self.row, Key) else None

    @property
    def words(self) -> str:
        """What kind of key it is, in a few words."""
        return key_words(self.row).partition(" · ")[0] if self.key else ""

    @property
    def place(self) -> str:
        return "" if self.alone else f"keys[{self.index}]"

    def at(self, member: str) -> str:
        return member if self.alone else f"{self.place}.{member}"

    @property
    def secret(self) -> bool:
        return (self.key.type if self.key else self.members.get("kty")) == "oct"

    def text(self, member: str) -> str | None:
        value = self.members.get(member)
        return value if isinstance(value, str) else None


def remarks(entry: Entry, now: int) -> Iterator[Remark]:
    """Everything that can be said of one key by itself, as of `now`."""
    for judge in (_readable, _private, _kid, _use, _operations, _agreement, _algorithm, _strength):
        yield from judge(entry)
    yield from _certificates(entry, now)


def _readable(entry: Entry) -> Iterator[Remark]:
    row = entry.row
    if isinstance(row, UnusableKey):
        severity = WARNING if row.code == "unsupported" else ERROR
        yield Remark("unusable-key", severity, entry.place, row.message, rfc(7517, "4"))
    for note in row.notes if isinstance(row, Key) else ():
        if note.id in _DAMAGE and not note.message.startswith(_OF_THE_FILE):
            yield Remark("damaged-key", ERROR, entry.place, note.message, rfc(7518, "6"))


def _private(entry: Entry) -> Iterator[Remark]:
    leaked = [name for name in PRIVATE if name in entry.members]
    if leaked and entry.alone:
        message = f"It holds {_listed(leaked)}: this is the private key, for whoever signs and nobody else."
        yield Remark("private-key", WARNING, leaked[0], message, rfc(7517, "9.2"))
    elif leaked:
        message = (
            f"It holds {_listed(leaked)}: the private key stands in a set that is meant to be shared. "
            "Replace the key wherever it is used, and publish the public members only."
        )
        yield Remark("leaked-private-key", ERROR, entry.at(leaked[0]), message, rfc(7517, "9.2"))


def _kid(entry: Entry) -> Iterator[Remark]:
    kid = entry.members.get("kid")
    if kid is None and not entry.alone:
        message = "It has no kid: a receiver that looks for the key that a header names does not find it."
        yield Remark("missing-key-id", WARNING, entry.at("kid"), message, rfc(7517, "4.5"))
    elif kid is not None and not isinstance(kid, str):
        yield Remark("mistyped-member", ERROR, entry.at("kid"), "kid must be a text.", rfc(7517, "4.5"))
    elif kid == "":
        yield Remark("missing-key-id", WARNING, entry.at("kid"), "kid is an empty text.", rfc(7517, "4.5"))
    elif kid and entry.key and entry.key.thumbprint and _THUMBPRINT.fullmatch(kid):
        yield from _thumbprint(entry, kid, entry.key.thumbprint)


def _thumbprint(entry: Entry, kid: str, thumbprint: str) -> Iterator[Remark]:
    if kid != thumbprint:
        message = (
            f"kid has the form of a thumbprint, and the key’s own is “{thumbprint}”. That is allowed; where "
            "a kid is meant to be the thumbprint, it is another key’s."
        )
        yield Remark("other-thumbprint", NOTICE, entry.at("kid"), message, rfc(7638, "3"))


def _use(entry: Entry) -> Iterator[Remark]:
    use = entry.members.get("use")
    if use is not None and not isinstance(use, str):
        yield Remark("mistyped-member", ERROR, entry.at("use"), "use must be a text.", rfc(7517, "4.2"))
    elif use is not None and use not in _USES:
        message = f"use is “{use[:40]}”; what is registered is “sig” for signatures and “enc” for encryption."
        yield Remark("unknown-use", WARNING, entry.at("use"), message, rfc(7517, "4.2"))


def _operations(entry: Entry) -> Iterator[Remark]:
    written, at = entry.members.get("key_ops"), entry.at("key_ops")
    if written is None:
        return
    if not isinstance(written, list) or not all(isinstance(it, str) for it in written):
        yield Remark("mistyped-member", ERROR, at, "key_ops must be a list of texts.", rfc(7517, "4.3"))
        return
    if len(set(written)) < len(written):
        yield Remark("doubled-operation", ERROR, at, "key_ops names an operation twice.", rfc(7517, "4.3"))
    for private, public in _PRIVATE_OPERATIONS.items():
        if private in written and entry.key and not (entry.key.private or entry.secret):
            message = f"key_ops says “{private}”, which a public key cannot do; its part is “{public}”."
            yield Remark("private-operation", WARNING, at, message, rfc(7517, "4.3"))


def _agreement(entry: Entry) -> Iterator[Remark]:
    """Whether use and key_ops say the same; both MUST, where both are there."""
    use, written = entry.text("use"), entry.members.get("key_ops")
    if not isinstance(written, list) or use not in _USES:
        return
    operations = {it for it in written if isinstance(it, str)}
    foreign = operations & (_SEALING if use == "sig" else _SIGNING)
    if foreign:
        message = f"use is “{use}” and key_ops says “{min(foreign)}”: the two must not contradict each other."
        yield Remark("conflicting-use", ERROR, entry.at("key_ops"), message, rfc(7517, "4.3"))


def _algorithm(entry: Entry) -> Iterator[Remark]:
    alg, at = entry.members.get("alg"), entry.at("alg")
    if alg is None:
        return
    if not isinstance(alg, str):
        yield Remark("mistyped-member", ERROR, at, "alg must be a text.", rfc(7517, "4.4"))
        return
    known = registry.algorithm(alg)
    if known is None or alg == "none":
        none = alg.lower() == "none"
        message = f"alg is “{alg[:40]}”, which {'takes no key' if none else 'is no algorithm of JOSE'}."
        yield Remark("unknown-algorithm", ERROR if none else WARNING, at, message, rfc(7517, "4.4"))
        return
    if entry.key and not _serves(alg, known.key_types, entry.key):
        message = f"alg is {alg}, which takes {_needs(alg, known.key)}; this is {described(entry.key)}."
        yield Remark("conflicting-algorithm", ERROR, at, message, rfc(7518, "6.1"))
    signs = known.use is Use.SIGNATURE
    if entry.text("use") in _USES and (entry.text("use") == "sig") != signs:
        purpose = "signatures" if signs else "encryption"
        message = f"alg is {alg}, which is for {purpose}, and use is “{entry.text('use')}”."
        yield Remark("conflicting-use", ERROR, at, message, rfc(7517, "4.2"))


def _serves(alg: str, key_types: tuple[str, ...], key: Key) -> bool:
    signing = ALGORITHMS.get(alg)
    if signing:
        return key.type == signing.key_type and (not signing.curves or key.curve in signing.curves)
    return not key_types or key.type in key_types


def _needs(alg: str, key: str) -> str:
    signing = ALGORITHMS.get(alg)
    return signing.needs if signing else key or "another kind of key"


def _strength(entry: Entry) -> Iterator[Remark]:
    key = entry.key
    if key is None:
        return
    if key.thumbprint and (source := PUBLISHED.get(key.thumbprint)):
        message = f"This is the key of {source}. Everybody has its private half and can sign with it."
        yield Remark("published-key", ERROR, entry.place, message, policy(_BASICS, "published keys"))
    if isinstance(key.public, RSAPublicKey):
        yield from _rsa_strength(entry, key.public, key.bits)
    if key.secret is not None:
        yield from _secret_strength(entry, key.secret)


def _rsa_strength(entry: Entry, public: RSAPublicKey, bits: int) -> Iterator[Remark]:
    numbers = public.public_numbers()
    if bits < 2048:
        message = f"The modulus has {bits} bits; RFC 7518 demands 2048, and shorter ones can be factored."
        yield Remark("weak-key", ERROR, entry.at("n"), message, rfc(7518, "3.3"))
    if made_by_roca(numbers.n):
        message = "The modulus has the mark of ROCA (CVE-2017-15361): it can be factored."
        yield Remark("weak-key", ERROR, entry.at("n"), message, policy(_ROCA, "ROCA"))
    if numbers.e < 65537:
        message = f"The exponent is {numbers.e}; 65537 is usual, and some libraries refuse a smaller one."
        yield Remark("small-exponent", WARNING, entry.at("e"), message, policy(_BASICS, "exponents"))


def _secret_strength(entry: Entry, secret: bytes) -> Iterator[Remark]:
    if known_default(secret) is not None:
        message = "This secret is a default that everybody knows: anyone can forge tokens with it."
        yield Remark("weak-secret", ERROR, entry.at("k"), message, rfc(7518, "3.2"))
        return
    hmac, least = _hmac(entry)
    if len(secret) < least:
        message = f"The secret has {counted(len(secret), 'byte')}; {hmac} demands {least}."
        yield Remark("weak-secret", ERROR, entry.at("k"), message, rfc(7518, "3.2"))


def _hmac(entry: Entry) -> tuple[str, int]:
    """The HMAC that a secret is for, and how many bytes that demands: 0 where it is for something else."""
    alg = entry.text("alg") or ("" if entry.text("use") == "enc" else "HS256")
    signing = ALGORITHMS.get(alg)
    return alg, signing.length or 0 if signing and signing.family is Family.HMAC else 0


def _certificates(entry: Entry, now: int) -> Iterator[Remark]:
    """x5c must hold the same key, and x5t be the thumbprint of its first certificate."""
    if "x5c" not in entry.members:
        return
    found = chain(entry.members["x5c"], "x5c", now)
    for reason in found.reasons:
        if reason.rule == "malformed-chain":
            yield Remark(reason.rule, ERROR, entry.at("x5c"), reason.message, rfc(7517, "4.7"))
        elif reason.rule == "outdated-certificate":
            message = f"{reason.message} A receiver that takes the bare key does not mind."
            yield Remark(reason.rule, NOTICE, entry.at("x5c"), message, rfc(7517, "4.7"))
    leaf, key = found.key, entry.key
    if leaf and key and leaf.public != key.public:
        message = "The first certificate in x5c holds another key than the members of this JWK."
        yield Remark("certificate-mismatch", ERROR, entry.at("x5c"), message, rfc(7517, "4.7"))
    for member, right in (("x5t", found.leaf.sha1), ("x5t#S256", found.leaf.sha256)) if found.leaf else ():
        if member in entry.members and entry.members[member] != right:
            message = f"{member} is not that of the first certificate in x5c, “{right}”."
            yield Remark("certificate-thumbprint", ERROR, entry.at(member), message, rfc(7517, "4.8"))


def _listed(names: list[str]) -> str:
    return ", ".join(names)


_BASICS = "https://www.rfc-editor.org/rfc/rfc8725#section-3.5"
_ROCA = "https://nvd.nist.gov/vuln/detail/CVE-2017-15361"
