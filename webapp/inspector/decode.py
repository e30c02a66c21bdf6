"""The text of a token to its parts. Never raises: what cannot be read is noted as a fault."""

from dataclasses import replace
from itertools import accumulate

from . import json_tree, jwe_json, jws_json
from .algorithms import ALGORITHMS
from .base64url import decode as from_base64url
from .extensions import payload_is_unencoded
from .fault import Fault
from .jwe_json import part_of_jwe
from .jws_json import nodes_of
from .limits import DEFAULTS, Limits
from .note import Note
from .parts import binary_part, content_part, json_part, plaintext_part
from .paste import Found
from .place import TOKEN
from .token import Part, Plain, Token, TokenForm

_FROM_JSON = Note(
    "transport.json_serialization",
    "The token was read out of its JSON serialisation (RFC 7515 section 7.2). A JWT is sent in the compact "
    "form: protected, payload and signature with dots between them.",
)
_JWE_PARTS = ("encrypted_key", "iv", "ciphertext", "tag")


def decode(found: Found, limits: Limits = DEFAULTS, content: bytes | None = None) -> Token:
    """Decode one token of a paste, whatever its serialisation; `content` is the payload of a detached one."""
    text = found.text
    token = _serialised_as_json(text, limits, content) if text.startswith("{") else None
    if token is None:
        is_sd_jwt = "~" in text and "." in text
        token = _sd_jwt(text, limits, content) if is_sd_jwt else _compact(text, limits, content)
    if not found.label and not found.repairs:
        return token
    return replace(token, label=found.label, repairs=(*found.repairs, *token.repairs))


def _compact(text: str, limits: Limits, content: bytes | None = None) -> Token:
    """The compact serialisation (RFC 7515 section 7.1, RFC 7516 section 7.1), or what is left of it."""
    segments = text.split(".", 6)
    starts = list(accumulate((len(segment) + 1 for segment in segments), initial=0))
    header = json_part("header", segments[0], starts[0], limits)
    if len(segments) > 2 and payload_is_unencoded(header):
        return _unencoded(text, header, limits, content)
    if len(segments) == 5 and header.is_object and not _signs(header):
        others = tuple(map(part_of_jwe, _JWE_PARTS, segments[1:], starts[1:]))
        return Token(text, TokenForm.JWE, header, Part("payload"), Part("signature"), others, 5)
    payload = json_part("payload", segments[1], starts[1], limits) if len(segments) > 1 else Part("payload")
    signature = binary_part("signature", *_third(segments, starts))
    others = tuple(map(_surplus, segments[3:], starts[3:]))
    form = _compact_form(header, payload, len(segments))
    token = Token(text, form, header, payload, signature, others, text.count(".") + 1)
    is_detached = form is TokenForm.JWS and not payload.text and bool(signature.text)
    return _detached(token, content, limits) if is_detached else token


def _signs(header: Part) -> bool:
    """Whether it is the header of a signed token, however many parts follow it (RFC 7516 section 9)."""
    return header.text_of("alg") in ALGORITHMS and header.claim("enc") is None


def _surplus(text: str, start: int) -> Part:
    """What follows the third part; that it is there at all is its only fault."""
    return replace(binary_part("surplus", text, start), faults=())


def _detached(token: Token, content: bytes | None, limits: Limits) -> Token:
    """With the payload that was given beside it, if one was (RFC 7515 appendix F)."""
    if content is None:
        empty = Part("payload", "", token.payload.start, json_text="")
        return replace(token, payload=empty, detached=True)
    return replace(token, payload=content_part("payload", content, limits), detached=True)


def _unencoded(text: str, header: Part, limits: Limits, content: bytes | None) -> Token:
    """The compact serialisation with a payload that is not encoded (RFC 7797 section 5.2)."""
    written, _, rest = text.partition(".")[2].rpartition(".")
    start = len(header.text) + 1
    signature = binary_part("signature", rest, start + len(written) + 1)
    token = Token(text, TokenForm.JWS, header, Part("payload", "", start), signature)
    if not written:
        return replace(_detached(token, content, limits), unencoded=content)
    payload = _as_written(written, start, limits)
    return replace(token, payload=payload, unencoded=written.encode("utf-8", "surrogatepass"))


def _as_written(text: str, start: int, limits: Limits) -> Part:
    """An unencoded payload. One that was encoded all the same is shown decoded, and told about."""
    if from_base64url(text[:8]).bytes.lstrip()[:1] == b"{":
        payload, rule, message = json_part("payload", text, start, limits), "encoded-payload", ""
    else:
        data = text.encode("utf-8", "surrogatepass")
        payload, rule = content_part("payload", data, limits, text, Plain(start)), "payload-with-dot"
        message = f"it has {text.count('.'):,}"
        if "." not in text:
            return payload
    return replace(payload, faults=(Fault(rule, message, start, start + len(text)),))


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


def _sd_jwt(text: str, limits: Limits, content: bytes | None) -> Token:
    """An issuer-signed JWT, its disclosures and perhaps a key-binding JWT (RFC 9901 section 4)."""
    issued, *pieces = text.split("~", limits.disclosures + 1)
    token = _compact(issued, limits, content)
    starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=len(issued) + 1))
    *disclosures, last = map(_disclosure, range(len(pieces)), pieces, starts)
    if "~" in last.text:
        message = f"it has more than {limits.disclosures:,} disclosures, and the rest was not opened"
        too_many = Fault("too-deep", message, last.start, len(text))
        last = Part("token", last.text, last.start, faults=(too_many,))
    elif "." in last.text:
        last = Part("key_binding", last.text, last.start, at=TOKEN / "key_binding")
    others = (*disclosures, last) if last.text else tuple(disclosures)
    return replace(token, text=text, form=TokenForm.SD_JWT, others=others)


def _disclosure(number: int, text: str, start: int) -> Part:
    return binary_part("disclosure", text, start, TOKEN / "disclosures" / number)


def _serialised_as_json(text: str, limits: Limits, content: bytes | None) -> Token | None:
    """The JSON serialisation (RFC 7515 section 7.2, RFC 7516 section 7.2)."""
    reading = json_tree.read(text, limits)
    nodes = nodes_of(reading.node)
    if "ciphertext" in nodes:
        return jwe_json.read(text, reading, limits)
    if "payload" not in nodes and not nodes.keys() & {"signature", "signatures"}:
        return None
    token = jws_json.read(text, reading, limits, content)
    return token if token.cosigners else replace(token, repairs=(_FROM_JSON,))


def opened(token: Token, plaintext: bytes, recipient: int, limits: Limits) -> Token:
    """An encrypted token with what came out of it for its payload, and the header for that recipient."""
    if recipient:
        shown = jwe_json.read(token.text, json_tree.read(token.text, limits), limits, recipient)
        token = replace(token, header=shown.header, unprotected=shown.unprotected, others=shown.others)
    return replace(token, payload=plaintext_part(plaintext, limits))
