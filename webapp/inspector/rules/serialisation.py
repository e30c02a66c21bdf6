"""Tokens in JSON, and payloads that are sent beside the token or without encoding."""

from dataclasses import dataclass

from ..base64url import encode
from ..example import SIGNATURE as SIGNATURE_BYTES
from ..example import Example
from ..example import header as with_header
from ..example_forms import flattened, segment, signed_by, signer
from ..extensions import critical
from ..parts import kind
from ..place import HEADER, PAYLOAD, SIGNATURE, Place, Span
from ..rule import (
    Case,
    FaultAt,
    Gate,
    Problem,
    Selector,
    Severity,
    Whole,
    faults,
    header,
    rfc,
    rule,
    token,
)
from ..signature.strict import repeated
from ..token import Claim, TokenForm
from ..words import counted

SOUND = Example()
_EXTENSIONS = ("crit", "b64")
_RAW = {"alg": "ES256", "b64": False, "crit": ["b64"]}


def _in_json(case: Case) -> bool:
    return case.token.form in {TokenForm.JWS_JSON, TokenForm.JWE_JSON}


def _says_b64(case: Case) -> bool:
    return case.token.header.claim("b64") is not None


@rule(
    faults,
    Severity.ERROR,
    rfc(7515, "7.2.2"),
    gate=Gate.SIGNATURE,
    where=_in_json,
    passes="The JSON is of one syntax",
    good=(flattened(), signed_by(signer(), signer())),
    bad=(signed_by(signer(), signature="AAAA"), flattened(signatures=[])),
)
def mixed_serialisation(found: FaultAt, case: Case) -> Problem:
    """The JSON mixes the syntax for one signature with that for several.

    A token in JSON has either `signatures`, a list with an object for each, or `protected`, `header`
    and `signature` of the only one beside its payload. With both, one receiver checks one signature
    and another the other. An encrypted token has either `recipients`, or `header` and `encrypted_key`
    of the only one.
    """
    citation = rfc(7516, "7.2.2") if case.token.encrypted else None
    return Problem(f"{found.fault.message}.", citation=citation)


def _has_two_headers(case: Case) -> bool:
    return case.token.unprotected is not None


def _in_both(case: Case) -> list[Claim | None]:
    """The unprotected ones of the parameters that stand in both headers."""
    named = case.token.unprotected.named if case.token.unprotected else {}
    return [None, *(named[name] for name in repeated(case.token))]


@rule(
    _in_both,
    Severity.ERROR,
    rfc(7515, "7.2.1"),
    where=_has_two_headers,
    passes="No parameter stands in both headers",
    good=flattened({"kid": "a"}),
    bad=flattened({"alg": "ES256"}),
)
def repeated_parameter(parameter: Claim, _: Case) -> Problem:
    """A parameter stands in the protected header and in the unprotected one.

    The names in the two headers must be different: else a receiver that reads the unprotected one
    believes what nobody signed.
    """
    return Problem(f"“{parameter.name[:60]}” stands in both headers; leave it out of the unprotected one.")


def _unprotected(*names: str) -> Selector:
    def select(case: Case) -> list[Claim | None]:
        return [None, *(case.token.unprotected.claims(*names) if case.token.unprotected else ())]

    return select


@rule(
    _unprotected(*_EXTENSIONS),
    Severity.ERROR,
    rfc(7515, "4.1.11"),
    where=_has_two_headers,
    passes="What changes the meaning of the token is protected",
    good=flattened({"kid": "a"}),
    bad=flattened({"b64": True}),
)
def unprotected_extension(parameter: Claim, _: Case) -> Problem:
    """A parameter that changes how the token is to be read is not protected.

    `crit` and `b64` must stand in the protected header, which the signature covers. Elsewhere anyone
    on the way can add or remove them.
    """
    return Problem(f"“{parameter.name}” is in the unprotected header; it must be in the protected one.")


@rule(
    _unprotected("alg"),
    Severity.WARNING,
    rfc(7515, "10.7"),
    where=_has_two_headers,
    passes="The algorithm is protected",
    good=flattened({"kid": "a"}),
    bad=flattened({"alg": "ES256"}, protected=segment({"kid": "a"})),
)
def unprotected_algorithm(parameter: Claim, case: Case) -> Problem | None:
    """The algorithm is named where the signature does not cover it.

    Anyone on the way can change it. A receiver is safe only if it accepts a single algorithm for
    this key whatever the header says; many demand that `alg` be in the protected header.
    """
    if case.token.encrypted or parameter.name in repeated(case.token):
        return None  # each recipient of an encrypted one has its own; or told by repeated-parameter
    return Problem("“alg” is in the unprotected header; put it into the protected one.")


def _detached(case: Case) -> list[Whole]:
    return [Whole(case.token, PAYLOAD)] if case.token.detached else []


@rule(
    _detached,
    Severity.NOTICE,
    rfc(7515, "F"),
    passes="The payload that was given beside the token is the one it was made for",
    good=SOUND,
    bad=(
        Example(payload="", header={"alg": "ES256"}),
        Example(payload=""),
        flattened(payload=None),
    ),
)
def detached_payload(_: Whole, case: Case) -> Problem | None:
    """The token has no payload.

    The content may be sent beside the token: it is detached, and has to be given here as well for the
    signature to be checked. Banks and JAdES sign messages so. A JWT is never sent without its claims.
    """
    if case.token.payload.bytes:
        return None
    if _is_jwt(case):
        says = "The payload is empty. A JWT has its claims in it, at the least {}."
        return Problem(says, severity=Severity.ERROR, citation=rfc(7519, "7.2"))
    return Problem("The payload is not in the token; give it beside the token, exactly as it was signed.")


def _is_jwt(case: Case) -> bool:
    """Whether `typ` says so, a media type with or without `application/` (RFC 7515 section 4.1.9)."""
    typ = case.token.header.text_of("typ") or ""
    return case.token.form is not TokenForm.JWS_JSON and typ.upper().split("/")[-1].split("+")[-1] == "JWT"


@rule(
    header("b64"),
    Severity.ERROR,
    rfc(7797, "7"),
    passes="The claims are encoded, as in every JWT",
    good=with_header(b64=True, crit=["b64"]),
    bad=Example(header={**_RAW, "typ": "JWT"}, also=("encoded-payload",)),
)
def unencoded_claims(b64: Claim, case: Case) -> Problem | None:
    """A JWT says that its payload is not encoded.

    `b64: false` is for signed content of other kinds. JWTs must not use it: libraries for JWTs do not
    look at it, and read what is not encoded as if it were.
    """
    if b64.value is False and _is_jwt(case):
        return Problem("“b64” is false, which a JWT must not say.", remove=True)
    return None


@rule(
    header("b64"),
    Severity.ERROR,
    rfc(7797, "6"),
    passes="Every receiver will notice that the payload is not encoded",
    good=with_header(b64=True, crit=["b64"]),
    bad=(Example(header={"alg": "ES256", "b64": False}), with_header(b64="no")),
)
def unmarked_b64(b64: Claim, case: Case) -> Problem | None:
    """The header says that the payload is not encoded, and does not mark that as critical.

    A receiver that does not know `b64` overlooks it and checks the signature over something else.
    `"crit": ["b64"]` makes it refuse the token instead.
    """
    if not isinstance(b64.value, bool):
        return Problem(f"“b64” is {kind(b64.value)}; it must be true or false.")
    crit, names = case.token.header.claim("crit"), critical(case.token.header)
    if b64.value or "b64" in names or (crit and not names):
        return None  # of a crit without names unknown-critical tells
    says = "list it in “crit”" if crit else "add “crit” to the header"
    place, span = HEADER / "crit", crit.span if crit else None
    return Problem(f"“b64” is false; {says}.", [*names, "b64"], place=place, span=span)


@rule(
    faults,
    Severity.WARNING,
    rfc(7797, "3"),
    where=_says_b64,
    passes="The payload is as the header says",
    good=with_header(b64=True, crit=["b64"]),
    bad=Example(header=_RAW),
)
def encoded_payload(_: FaultAt, __: Case) -> Problem:
    """The payload is encoded, although the header says that it is not.

    A receiver that knows `b64` takes the letters as they stand for the content, and will hand them
    on so. They are shown decoded here.
    """
    return Problem("The header says “b64”: false, and the payload is base64url all the same.")


@rule(
    faults,
    Severity.ERROR,
    rfc(7797, "5.2"),
    where=_says_b64,
    passes="No dot of the payload is taken for the end of it",
    good=with_header(b64=True, crit=["b64"]),
    bad=Example(text=f"{segment(_RAW)}.$.02.{encode(SIGNATURE_BYTES)}"),
)
def payload_with_dot(found: FaultAt, _: Case) -> Problem:
    """An unencoded payload has a dot in it.

    Dots separate the parts of a token, so that a payload with a dot must be sent beside it.
    """
    count = "a dot" if found.fault.message.endswith(" 1") else "dots"
    return Problem(f"The payload has {count} in it, and is not encoded: send it detached.")


@rule(
    token,
    Severity.ERROR,
    rfc(7797, "3"),
    gate=Gate.HEADER,
    where=lambda case: case.token.cosigners,
    passes="All signatures are over the same payload",
    good=signed_by(signer(), signer()),
    bad=signed_by(signer(b64=False, crit=["b64"]), signer()),
)
def differing_encodings(whole: Whole, _: Case) -> Problem | None:
    """Some signatures are over the encoded payload, others over the payload as it is.

    All signatures of a token must agree on `b64`, since there is one payload only.
    """
    all_signatures = (whole.token, *whole.token.cosigners)
    if len({it.unencoded is None for it in all_signatures}) < 2:
        return None
    return Problem("“b64” is false for some signatures and not for others.", place=Place("header", ("b64",)))


@dataclass(frozen=True, slots=True)
class Unread:
    """Signatures beyond the limit."""

    count: int
    place: Place = SIGNATURE
    span: Span | None = None


def _unread(case: Case) -> list[Unread]:
    return [Unread(case.token.unread_cosigners)] if case.token.unread_cosigners else []


@rule(
    _unread,
    Severity.NOTICE,
    rfc(7515, "7.2.1"),
    passes="Every signature was looked at",
    good=signed_by(signer(), signer()),
    bad=signed_by(*(signer() for _ in range(21))),
)
def unread_signatures(unread: Unread, _: Case) -> Problem:
    """The token has more signatures than are looked at here.

    Each costs a verification. Nobody is known to send so many.
    """
    were = "was" if unread.count == 1 else "were"
    return Problem(f"{counted(unread.count, 'more signature')} {were} not looked at.")
