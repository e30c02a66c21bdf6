"""Selective disclosure (SD-JWT, RFC 9901): what is disclosed, and what it makes of the payload. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..decode import decode
from ..fault import Fault
from ..json_tree import Array, Node, Object, Value
from ..limits import DEFAULTS, Limits
from ..parts import binary_part, kind
from ..paste import Found
from ..place import TOKEN, Place
from ..token import Part, Token, TokenForm
from . import hashes
from .disclosure import Disclosure, fault, read
from .processing import Processor

__all__ = ["Disclosed", "Disclosure", "Presentation", "present"]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A disclosure, and where in the processed payload its value went; None where it went nowhere."""

    disclosure: Disclosure
    place: Place | None


@dataclass(frozen=True, slots=True)
class Presentation:
    """An SD-JWT taken apart: `token` is the one to judge, whose payload is the processed one.

    `issued` is the payload as it was signed, `hash` the name of the function that was used,
    `undisclosed` counts the digests without a disclosure. `bound` is the key-binding JWT, which stands
    at `key_binding`; `sd_hash` is what it must say, and `holder_key` the JWK that it must be signed
    with, empty where `cnf` holds none.
    """

    token: Token
    issued: Part
    hash: str
    disclosures: tuple[Disclosed, ...]
    undisclosed: int
    sd_hash: str
    key_binding: Part | None
    bound: Token | None
    holder_key: str = field(repr=False)


def present(token: Token, limits: Limits = DEFAULTS) -> Presentation | None:
    """Open every disclosure of `token`; None where it is no SD-JWT. Never raises."""
    whole = _with_disclosures(token)
    if whole is None:
        return None
    name, faults = _hash_name(whole.payload)
    made = [read(part, name, limits) for part in whole.others if part.name == "disclosure"]
    binding = next((part for part in whole.others if part.name == "key_binding"), None)
    read_from = {id(it.part): it for it in made}
    processor = Processor(_by_digest(made), limits)
    payload = processor.process(whole.payload)
    judged = replace(
        whole,
        payload=replace(payload, faults=(*payload.faults, *faults)),
        others=tuple(_told(part, read_from.get(id(part)), processor) for part in whole.others),
    )
    return Presentation(
        judged,
        token.payload,
        name,
        tuple(Disclosed(it, processor.placed.get(it.digest)) for it in made),
        processor.undisclosed,
        hashes.digest(name, _presented(whole, binding)),
        binding,
        decode(Found(binding.text), limits) if binding else None,
        _holder_key(payload),
    )


def _with_disclosures(token: Token) -> Token | None:
    """The token with its disclosures among the other parts; None where it can have none."""
    if token.form is TokenForm.SD_JWT:
        return token
    header = token.unprotected
    if header and header.named.keys() & {"disclosures", "kb_jwt"}:
        return replace(token, others=(*token.others, *_in_header(header)))
    return token if token.payload.claims("_sd", "_sd_alg") and token.form is TokenForm.JWS else None


def _in_header(header: Part) -> Iterator[Part]:
    """The parts that the unprotected header holds (RFC 9901 section 8.1)."""
    nodes = {member.name: member.node for member in header.members}
    listed = nodes.get("disclosures")
    items = listed.value.items if listed and isinstance(listed.value, Array) else ()
    for number, item in enumerate(items[: DEFAULTS.disclosures]):
        yield _text_part("disclosure", item, header, TOKEN / "disclosures" / number)
    if binding := nodes.get("kb_jwt"):
        yield replace(_text_part("key_binding", binding, header, TOKEN / "key_binding"), faults=())


def _text_part(name: str, node: Node, header: Part, at: Place) -> Part:
    text = node.value if isinstance(node.value, str) else ""
    part = binary_part(name, text, header.start + node.start + 1, at)
    if isinstance(node.value, str):
        return part
    message = f"it is {kind(node.value)}, and must be text"
    return replace(part, faults=(fault(part, "malformed-disclosure", message),))


def _hash_name(payload: Part) -> tuple[str, tuple[Fault, ...]]:
    """The hash function to be used, and what is wrong with its name."""
    claim = payload.claim("_sd_alg")
    if claim is None or claim.value in list(hashes.HASHES):
        return str(claim.value) if claim else hashes.DEFAULT, ()
    meant = hashes.meant(claim.value)
    start, end = claim.span or (-1, -1)
    complaint = Fault("unknown-hash", _said(claim.value), start, end, ("_sd_alg",), meant)
    return meant or hashes.DEFAULT, (complaint,)


def _said(value: Value) -> str:
    return f"“{value[:60]}”" if isinstance(value, str) else kind(value)


def _by_digest(made: list[Disclosure]) -> dict[str, Disclosure]:
    """Of disclosures that stand there twice, the first."""
    return {it.digest: it for it in reversed(made)}


def _told(part: Part, found: Disclosure | None, processor: Processor) -> Part:
    """The part with all that is wrong with the disclosure it is, if it is one."""
    if found is None or any(it.rule == "malformed-disclosure" for it in part.faults):
        return part  # it is no disclosure, or not even text
    rejected = processor.rejected.get(found.digest, [])
    return replace(part, faults=(*part.faults, *found.faults, *rejected, *_unmatched(found, processor)))


def _unmatched(found: Disclosure, processor: Processor) -> Iterator[Fault]:
    if processor.disclosures[found.digest] is not found:
        yield fault(found.part, "repeated-digest", "it stands there twice")
    elif found.value and found.digest not in processor.met:
        yield fault(found.part, "unmatched-disclosure", f"no digest is “{found.digest}”")


def _presented(token: Token, binding: Part | None) -> str:
    """What a key-binding JWT hashes: all that stands before it in the compact form."""
    if token.form is TokenForm.SD_JWT:
        return token.text[: binding.start] if binding else token.text
    issued = f"{token.header.text}.{token.payload.text}.{token.signature.text}"
    disclosures = (part.text for part in token.others if part.name == "disclosure")
    return "~".join((issued, *disclosures, ""))


def _holder_key(payload: Part) -> str:
    """The JWK in `cnf`, as written (RFC 7800 section 3.2)."""
    cnf = payload.claim("cnf")
    members = cnf.value.members if cnf and isinstance(cnf.value, Object) else ()
    node = next((member.node for member in members if member.name == "jwk"), None)
    return (payload.json_text or "")[node.start : node.end] if node else ""
