"""The JSON serialisation of a JWS, flattened or with several signatures (RFC 7515 section 7.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .base64url import encode
from .extensions import payload_is_unencoded
from .fault import Fault
from .json_tree import Array, Node, Object, Reading, members
from .limits import Limits
from .parts import binary_part, content_part, json_part, kind, plain_json_part
from .token import Part, Plain, Token, TokenForm

_OF_A_SIGNATURE = ("protected", "header", "signature")  # at the top in the flattened form only

Nodes = Mapping[str, Node]


def nodes_of(node: Node | None) -> dict[str, Node]:
    """The members of an object by name; of a duplicate, the last."""
    return {member.name: member.node for member in members(node)}


def base64_text(node: Node | None, text: str) -> tuple[str, int]:
    """The text of a JSON string, and where it starts; of anything else, nothing."""
    if node is None or not isinstance(node.value, str):
        return "", node.start if node else 0
    written = text[node.start + 1 : node.end - 1]
    return node.value if "\\" in written else written, node.start + 1


def read(text: str, reading: Reading, limits: Limits, content: bytes | None) -> Token:
    """The token that is the JSON object `text`; `content` is the payload where that is detached."""
    return _Reader(text, limits, content).token(reading)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    limits: Limits
    content: bytes | None

    def token(self, reading: Reading) -> Token:
        nodes = nodes_of(reading.node)
        signers = _signers(nodes)
        first, *others = (self._signed(signer, nodes) for signer in signers[: self.limits.signatures])
        faults = (*reading.faults, *mixed(nodes, "signatures", _OF_A_SIGNATURE), *self._odd(signers))
        return replace(
            first,
            frame=Part("token", faults=faults),
            cosigners=tuple(others),
            unread_cosigners=max(0, len(signers) - self.limits.signatures),
        )

    def _signed(self, signer: Nodes, nodes: Nodes) -> Token:
        """The token as if this were its only signature."""
        unprotected = self._unprotected(signer.get("header"))
        protected = self._protected(signer.get("protected"))
        signature = binary_part("signature", *base64_text(signer.get("signature"), self.text))
        token = Token(
            self.text,
            TokenForm.JWS_JSON,
            merged(protected, unprotected),
            Part("payload"),
            signature,
            unprotected=unprotected,
        )
        return self._with_payload(token, nodes.get("payload"), unencoded=payload_is_unencoded(protected))

    def _protected(self, node: Node | None) -> Part:
        text, start = base64_text(node, self.text)
        return json_part("header", text, start, self.limits) if text else Part("header", "", start)

    def _unprotected(self, node: Node | None) -> Part | None:
        if node is None or not isinstance(node.value, Object):
            return None
        return plain_json_part("header", self.text[node.start : node.end], node.start, self.limits)

    def _with_payload(self, token: Token, node: Node | None, *, unencoded: bool) -> Token:
        written, start = base64_text(node, self.text)
        if not written and not (node and node.value):
            return self._detached(token, unencoded=unencoded)
        if unencoded and isinstance(node and node.value, str):
            data = written.encode("utf-8", "surrogatepass")
            payload = content_part("payload", data, self.limits, written, Plain(start))
            return replace(token, payload=payload, unencoded=data)
        return replace(token, payload=self._payload(node, written, start))

    def _detached(self, token: Token, *, unencoded: bool) -> Token:
        if self.content is None:
            return replace(token, detached=True)
        payload = content_part("payload", self.content, self.limits)
        return replace(token, payload=payload, detached=True, unencoded=self.content if unencoded else None)

    def _payload(self, node: Node | None, written: str, start: int) -> Part:
        if node and not isinstance(node.value, str):
            return self._not_encoded(self.text[node.start : node.end], node.start, kind(node.value))
        if written.lstrip().startswith("{"):
            return self._not_encoded(written, start, "JSON")
        return _any_content(json_part("payload", written, start, self.limits))

    def _not_encoded(self, written: str, start: int, what: str) -> Part:
        """A payload that is JSON itself: shown as it is meant, and told about."""
        data = written.encode("utf-8", "surrogatepass")
        payload = content_part("payload", data, self.limits, written, Plain(start))
        message = f"it is {what} as it is, and not encoded"
        end = start + len(written)
        fault = Fault("not-base64url", message, start, end, instead=encode(data))
        return replace(payload, faults=(fault, *payload.faults))

    def _odd(self, signers: list[Nodes]) -> Iterator[Fault]:
        """Unprotected headers that are none."""
        for signer in signers[: self.limits.signatures]:
            node = signer.get("header")
            if node and not isinstance(node.value, Object):
                message = f"its “header” is {kind(node.value)}"
                yield Fault("not-an-object", message, node.start, node.end, ("header",))


def _signers(nodes: Nodes) -> list[Nodes]:
    """What belongs to each signature: the objects in `signatures`, else the members of the token itself."""
    several = nodes.get("signatures")
    if several and isinstance(several.value, Array) and several.value.items:
        return [nodes_of(item) for item in several.value.items]
    return [nodes]


def mixed(nodes: Nodes, list_of_them: str, of_one: tuple[str, ...]) -> Iterator[Fault]:
    """Members of both syntaxes side by side (RFC 7515 section 7.2.2, RFC 7516 section 7.2.2)."""
    several = nodes.get(list_of_them)
    if several is None:
        return
    if not isinstance(several.value, Array) or not several.value.items:
        what = "an empty array" if isinstance(several.value, Array) else kind(several.value)
        each = list_of_them.removesuffix("s")
        message = f"“{list_of_them}” is {what}, and should be an array with an object for each {each}"
        yield Fault("mixed-serialisation", message, several.start, several.end, (list_of_them,))
        return
    for name in of_one:
        if node := nodes.get(name):
            message = f"“{name}” stands beside “{list_of_them}”; it belongs into the objects there"
            yield Fault("mixed-serialisation", message, node.start, node.end, (name,))


def merged(protected: Part, unprotected: Part | None) -> Part:
    """The parameters of both headers; of one that stands in both, the protected."""
    if unprotected is None:
        return protected
    if not protected.text:
        return unprotected
    return replace(protected, named={**unprotected.named, **protected.named})


def _any_content(payload: Part) -> Part:
    """What is serialised as JSON is no JWT (RFC 7519 section 3), and its content may be anything."""
    faults = tuple(fault for fault in payload.faults if fault.rule not in {"not-json", "not-an-object"})
    is_json = len(faults) == len(payload.faults)
    return payload if is_json else replace(payload, faults=faults, root=None, named={})
