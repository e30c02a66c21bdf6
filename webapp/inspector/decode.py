"""The text of a token to its parts. Never raises: what cannot be read is noted as a fault."""

from dataclasses import replace
from itertools import accumulate

from . import base64url, json_tree, utf8
from .fault import Fault
from .json_tree import Array, Member, Node, Number, Object, Reading, Value, members
from .limits import DEFAULTS, Limits
from .note import Note
from .paste import Found
from .place import Place, Span
from .token import ByteMap, Claim, Part, Token, TokenForm

_FROM_JSON = Note(
    "transport.json_serialization",
    "The token was read out of its JSON serialisation (RFC 7515 section 7.2). A JWT is sent in the compact "
    "form: protected, payload and signature with dots between them.",
)
_JWE_PARTS = ("encrypted_key", "iv", "ciphertext", "tag")


def decode(found: Found, limits: Limits = DEFAULTS) -> Token:
    """Decode one token of a paste, whatever its serialisation."""
    text = found.text
    token = _serialised_as_json(text, limits) if text.startswith("{") else None
    if token is None:
        token = _sd_jwt(text, limits) if "~" in text and "." in text else _compact(text, limits)
    return replace(token, label=found.label, repairs=(*found.repairs, *token.repairs))


def _compact(text: str, limits: Limits) -> Token:
    """The compact serialisation (RFC 7515 section 7.1, RFC 7516 section 7.1), or what is left of it."""
    segments = text.split(".", 6)
    starts = list(accumulate((len(segment) + 1 for segment in segments), initial=0))
    header = json_part("header", segments[0], starts[0], limits)
    if len(segments) == 5 and header.is_object:
        others = tuple(map(binary_part, _JWE_PARTS, segments[1:], starts[1:]))
        return Token(text, TokenForm.JWE, header, Part("payload"), Part("signature"), others, 5)
    payload = json_part("payload", segments[1], starts[1], limits) if len(segments) > 1 else Part("payload")
    signature = binary_part("signature", *_third(segments, starts))
    others = tuple(map(binary_part, ("surplus",) * 4, segments[3:], starts[3:]))
    form = _compact_form(header, payload, len(segments))
    return Token(text, form, header, payload, signature, others, text.count(".") + 1)


def _third(segments: list[str], starts: list[int]) -> tuple[str, int]:
    return (segments[2], starts[2]) if len(segments) > 2 else ("", starts[-1] - 1)


def _compact_form(header: Part, payload: Part, segments: int) -> TokenForm:
    if segments in {2, 3} and (header.text_of("alg") or "").lower() == "none":
        return TokenForm.UNSECURED
    if segments == 3 and header.is_object and not _unreadable(payload):
        return TokenForm.JWS
    return TokenForm.BROKEN


def _unreadable(part: Part) -> bool:
    return any(fault.rule in {"not-base64url", "not-utf8"} for fault in part.faults)


def _sd_jwt(text: str, limits: Limits) -> Token:
    """An issuer-signed JWT, its disclosures and perhaps a key-binding JWT (RFC 9901 section 4)."""
    issued, *pieces = text.split("~", limits.disclosures + 1)
    token = _compact(issued, limits)
    starts = accumulate((len(piece) + 1 for piece in pieces), initial=len(issued) + 1)
    others = tuple(map(_sd_jwt_part, pieces, starts))
    return replace(
        token, text=text, form=TokenForm.SD_JWT, others=tuple(part for part in others if part.text)
    )


def _sd_jwt_part(text: str, start: int) -> Part:
    return Part("key_binding", text, start) if "." in text else binary_part("disclosure", text, start)


def _serialised_as_json(text: str, limits: Limits) -> Token | None:
    """The JSON serialisation (RFC 7515 section 7.2, RFC 7516 section 7.2), by its first signature."""
    nodes = _nodes(json_tree.read(text, limits).node)
    if "ciphertext" in nodes:
        return _jwe_json(text, nodes, limits)
    if "payload" not in nodes:
        return None
    signer = _first_signer(nodes)
    header = json_part("header", *_base64_text(signer.get("protected"), text), limits)
    payload = json_part("payload", *_base64_text(nodes["payload"], text), limits)
    signature = binary_part("signature", *_base64_text(signer.get("signature"), text))
    return Token(text, TokenForm.JWS_JSON, header, payload, signature, repairs=(_FROM_JSON,))


def _jwe_json(text: str, nodes: dict[str, Node], limits: Limits) -> Token:
    header = json_part("header", *_base64_text(nodes.get("protected"), text), limits)
    others = (binary_part(name, *_base64_text(nodes.get(name), text)) for name in _JWE_PARTS)
    return Token(text, TokenForm.JWE_JSON, header, Part("payload"), Part("signature"), tuple(others), 5)


def _first_signer(nodes: dict[str, Node]) -> dict[str, Node]:
    signatures = nodes.get("signatures")
    if signatures and isinstance(signatures.value, Array) and signatures.value.items:
        return _nodes(signatures.value.items[0])
    return nodes


def _nodes(node: Node | None) -> dict[str, Node]:
    return {member.name: member.node for member in members(node)}


def _base64_text(node: Node | None, text: str) -> tuple[str, int]:
    """The text between the quotation marks, and where it starts."""
    if node is None or not isinstance(node.value, str):
        return "", node.start if node else 0
    return text[node.start + 1 : node.end - 1], node.start + 1


def binary_part(name: str, text: str, start: int) -> Part:
    """A segment that holds bytes only."""
    data, faults, _ = base64url.decode(text)
    return Part(name, text, start, data, faults=_shifted(faults, start))


def json_part(name: str, text: str, start: int, limits: Limits) -> Part:
    """A segment that holds JSON: base64url, then UTF-8, then the JSON, each read as far as it goes."""
    data, base64_faults, kept = base64url.decode(text)
    written = utf8.read(data)
    reading = json_tree.read(written.text, limits)
    byte_map = ByteMap(start, written.wide, written.extra, kept) if written.mapped else None
    found = (*written.faults, *reading.faults, *_not_an_object(reading))
    faults = (*_shifted(base64_faults, start), *(_in_token(fault, byte_map) for fault in found))
    named = {member.name: _claim(name, member, byte_map) for member in members(reading.node)}
    return Part(name, text, start, data, written.text, reading.node, _causes_only(faults), byte_map, named)


def _causes_only(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Without the JSON that is broken merely because its bytes or characters already were."""
    bytes_lost = any(fault.rule == "not-base64url" and fault.instead is None for fault in faults)
    if bytes_lost or any(fault.rule == "not-utf8" for fault in faults):
        return tuple(fault for fault in faults if fault.rule != "not-json")
    return faults


def _claim(part: str, member: Member, byte_map: ByteMap | None) -> Claim:
    span = byte_map.span(member.start, member.node.end) if byte_map else None
    return Claim(member.name, member.node.value, Place(part, (member.name,)), span)


def _not_an_object(reading: Reading) -> tuple[Fault, ...]:
    if reading.node is None or isinstance(reading.node.value, Object):
        return ()
    if any(fault.rule == "not-json" for fault in reading.faults):
        return ()  # said already, and the better explanation
    return (
        Fault("not-an-object", f"it is {_kind(reading.node.value)}", reading.node.start, reading.node.end),
    )


def _kind(value: Value) -> str:
    match value:
        case Array():
            return "an array"
        case str():
            return "a text"
        case Number(literal):
            return f"the number {literal[:40]}"
        case None:
            return "null"
        case _:
            return str(value).lower()


def _in_token(fault: Fault, byte_map: ByteMap | None) -> Fault:
    """The fault with its place counted in the token's text; (-1, -1) where that is unknown."""
    span = byte_map.span(fault.start, fault.end) if byte_map else Span(-1, -1)
    return replace(fault, start=span.start, end=span.end)


def _shifted(faults: tuple[Fault, ...], start: int) -> tuple[Fault, ...]:
    return tuple(replace(fault, start=fault.start + start, end=fault.end + start) for fault in faults)
