"""Key binding (RFC 9901 section 4.3): whoever presents an SD-JWT proves that it was issued to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..example_forms import presenting
from ..json_tree import Object
from ..place import PAYLOAD, TOKEN, Place, Span
from ..rule import Case, Gate, Problem, Selector, Severity, rfc, rule
from ..sd_jwt import Presentation
from ..token import Claim
from .values import shown

SOUND = presenting()
_BINDING = TOKEN / "key_binding"


@dataclass(frozen=True, slots=True)
class Bound:
    """A member of the key-binding JWT, or the place where it ought to stand."""

    name: str
    claim: Claim | None
    presentation: Presentation
    place: Place

    @property
    def span(self) -> Span | None:
        """All of the key-binding JWT."""
        part = self.presentation.key_binding
        return part.span if part else None


def _is_bound(case: Case) -> bool:
    return case.presentation is not None and case.presentation.bound is not None


def bound(part: str, *names: str) -> Selector:
    """The members of the key-binding JWT that are called so, whether there or not."""

    def select(case: Case) -> Iterator[Bound]:
        presented = case.presentation
        if presented is None or presented.bound is None:
            return
        for name in names:
            token = presented.bound
            claim = (token.header if part == "header" else token.payload).claim(name)
            yield Bound(name, claim, presented, _BINDING / part / name)

    return select


@rule(
    bound("header", "typ"),
    Severity.ERROR,
    rfc(9901, "4.3"),
    gate=Gate.PAYLOAD,
    where=_is_bound,
    passes="The key-binding JWT says that it is one",
    good=SOUND,
    bad=presenting({"typ": "JWT"}),
)
def key_binding_type(typ: Bound, _: Case) -> Problem | None:
    """The key-binding JWT is not called one.

    Its `typ` must be kb+jwt, so that no other token signed by the same key passes for one.
    """
    if typ.claim and typ.claim.value == "kb+jwt":
        return None
    said = shown(typ.claim.value) if typ.claim else "missing"
    return Problem(f"The typ of the key-binding JWT is {said}; it must be “kb+jwt”.", "kb+jwt")


@rule(
    bound("payload", "sd_hash"),
    Severity.ERROR,
    rfc(9901, "4.3.1"),
    gate=Gate.PAYLOAD,
    where=_is_bound,
    passes="The key-binding JWT belongs to this token and these disclosures",
    good=SOUND,
    bad=(presenting(sd_hash="AAAA"), presenting(sd_hash=None)),
)
def key_binding_hash(sd_hash: Bound, _: Case) -> Problem | None:
    """The key-binding JWT was not made for this token with these disclosures.

    `sd_hash` is the hash of everything before the key-binding JWT, up to and with the last ~. Whoever
    adds, leaves out or reorders disclosures has to make a new one; with the JSON form it is over the
    compact form all the same.
    """
    expected = sd_hash.presentation.sd_hash
    if sd_hash.claim is None:
        return Problem("“sd_hash” is missing from the key-binding JWT.", expected)
    if sd_hash.claim.value == expected:
        return None
    said = shown(sd_hash.claim.value)
    return Problem(f"“sd_hash” is {said}; what is presented here has the hash “{expected}”.", expected)


@rule(
    bound("payload", "iat", "aud", "nonce"),
    Severity.ERROR,
    rfc(9901, "4.3"),
    gate=Gate.PAYLOAD,
    where=_is_bound,
    passes="The key-binding JWT says for whom, when and in answer to what it was made",
    good=SOUND,
    bad=(presenting(nonce=None), presenting(aud=["https://a.example"]), presenting(iat=None)),
)
def key_binding_claim(claim: Bound, _: Case) -> Problem | None:
    """The key-binding JWT lacks what keeps it from being used again.

    `aud` names the verifier, as one text; `nonce` is the number that the verifier gave, and `iat`
    the moment of signing. Without them it could be caught and shown to another.
    """
    if claim.claim is None:
        return Problem(f"“{claim.name}” is missing from the key-binding JWT.")
    if claim.name != "iat" and not isinstance(claim.claim.value, str):
        said = shown(claim.claim.value)
        return Problem(f"“{claim.name}” of the key-binding JWT is {said}; it must be one text.")
    return None


@dataclass(frozen=True, slots=True)
class Holder:
    """Where the token names the holder's key."""

    place: Place = PAYLOAD / "cnf"
    span: Span | None = None


def _holder(_: Case) -> list[Holder]:
    return [Holder()]


@rule(
    _holder,
    Severity.ERROR,
    rfc(9901, "4.1.2"),
    where=_is_bound,
    passes="The issuer names the key that the holder must prove to have",
    good=SOUND,
    bad=presenting(cnf=None),
)
def unnamed_holder(_: Holder, case: Case) -> Problem | None:
    """The token does not say to whom it was issued, and yet is presented with a proof.

    The key of the holder stands in `cnf` (RFC 7800), as a JWK or by a reference. Without it nobody
    can check the key-binding JWT.
    """
    cnf = case.token.payload.claim("cnf")
    if cnf and cnf.value != Object(()):
        return None
    says = "empty" if cnf else "missing"
    return Problem(f"“cnf” is {says}, so that the key of the key-binding JWT is nobody's.")
