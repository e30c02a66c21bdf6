"""Selective disclosure (SD-JWT, RFC 9901): digests in the payload, and the disclosures behind them."""

from ..base64url import encode
from ..example import Example
from ..example_forms import disclosing, disclosure
from ..place import TOKEN
from ..rule import Case, FaultAt, Gate, Problem, Severity, Whole, faults, rfc, rule, token
from ..sd_jwt.hashes import digest
from ..token import TokenForm

_NAME, _REGION = disclosure("given_name", "Erika"), disclosure("region", "Bayern")
_ELEMENT = disclosure("DE")
_DIGEST = digest("sha-256", _NAME)
SOUND = disclosing(_NAME)


def _discloses(case: Case) -> bool:
    return case.presentation is not None


def _ends_in_disclosures(case: Case) -> bool:
    return case.token.form is TokenForm.SD_JWT


def _disclosure(found: FaultAt) -> str:
    """Which disclosure it is, in words."""
    return f"Disclosure {int(found.part.place.steps[-1]) + 1}"


@rule(
    faults,
    Severity.ERROR,
    rfc(9901, "7.1"),
    gate=Gate.PAYLOAD,
    where=_discloses,
    passes="Every disclosure is a salt, a name and a value",
    good=(SOUND, disclosing(_NAME, digests=None)),
    bad=(
        disclosing(encode(b'{"given_name":"Erika"}')),
        disclosing(disclosure(7, "Erika")),
        disclosing(disclosure("_sd", ["x"])),
        disclosing(_ELEMENT),
    ),
)
def malformed_disclosure(found: FaultAt, _: Case) -> Problem:
    """A disclosure is not what its digest stands for.

    A disclosure is base64url of a JSON array: [salt, name, value] for a claim, whose digest stands in
    `_sd`; [salt, value] for an element of an array, whose digest stands in `{"...": digest}`. No claim
    may be called `_sd` or `...`.
    """
    return Problem(f"{_disclosure(found)} cannot be used: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(9901, "7.1"),
    gate=Gate.PAYLOAD,
    where=_discloses,
    passes="Every disclosure belongs to the token",
    good=SOUND,
    bad=disclosing(_NAME, _REGION, digests=(_DIGEST,)),
)
def unmatched_disclosure(found: FaultAt, _: Case) -> Problem:
    """A disclosure is there whose digest is not in the token.

    The issuer has not signed it: it was changed, belongs to another token, or to a disclosure that is
    not there. A digest is made over the characters of the disclosure, so that even a blank within its
    JSON changes it.
    """
    return Problem(f"{_disclosure(found)} belongs to no digest: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(9901, "7.1"),
    gate=Gate.PAYLOAD,
    where=_discloses,
    passes="Every digest stands there once",
    good=SOUND,
    bad=(disclosing(_NAME, _NAME, digests=(_DIGEST,)), disclosing(digests=("a", "a"))),
)
def repeated_digest(found: FaultAt, _: Case) -> Problem:
    """A digest or a disclosure stands there twice.

    A verifier that finds a digest more than once must refuse the token.
    """
    if found.part.name == "disclosure":
        return Problem(f"{_disclosure(found)} is one too many: {found.fault.message}.")
    return Problem(f"In the payload, {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(9901, "7.1"),
    gate=Gate.PAYLOAD,
    where=_discloses,
    passes="No disclosure takes the place of another claim",
    good=SOUND,
    bad=disclosing(disclosure("iss", "https://evil.example.com")),
)
def overriding_disclosure(found: FaultAt, _: Case) -> Problem:
    """A disclosure gives a claim that the token has already.

    Whoever may choose what to disclose could choose the value. A verifier must refuse the token.
    """
    return Problem(f"{_disclosure(found)} must not be there: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(9901, "4.2.4"),
    where=_discloses,
    passes="Digests stand where digests belong",
    good=SOUND,
    bad=(disclosing(_sd="x"), disclosing(_sd=[7]), disclosing(address={"...": "x"})),
)
def malformed_digest(found: FaultAt, _: Case) -> Problem:
    """Digests do not stand as they should.

    `_sd` is an array of digests; an element that is disclosed is `{"...": digest}` and nothing else.
    Neither name may be that of a claim.
    """
    return Problem(f"In the payload, {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(9901, "4.1.1"),
    where=_discloses,
    passes="The hash of the digests is a registered one",
    good=disclosing(_NAME, _sd_alg="sha-256"),
    bad=(disclosing(_NAME, _sd_alg="SHA256"), disclosing(_NAME, _sd_alg="md5")),
)
def unknown_hash(found: FaultAt, _: Case) -> Problem:
    """The hash function of the digests is not known.

    `_sd_alg` is a name of IANA's registry “Named Information Hash Algorithm”, such as sha-256, in
    small letters with its hyphen. Without it SHA-256 is meant.
    """
    instead = found.fault.instead
    tried = instead or "sha-256"
    return Problem(f"“_sd_alg” is {found.fault.message}; the digests were tried as {tried}.", instead)


@rule(
    token,
    Severity.ERROR,
    rfc(9901, "4"),
    gate=Gate.PAYLOAD,
    where=_ends_in_disclosures,
    passes="The disclosures end in ~",
    good=SOUND,
    bad=Example(text=SOUND.paste.rstrip("~")),
)
def missing_tilde(whole: Whole, _: Case) -> Problem | None:
    """The ~ after the last disclosure is missing.

    What stands after the last ~ is the key-binding JWT, and nothing where there is none. Without it
    the last disclosure is taken for one.
    """
    last = whole.token.text.rpartition("~")[2]
    if not last or "." in last:
        return None
    return Problem("The token must end in ~ after its last disclosure.", place=TOKEN / "key_binding")
