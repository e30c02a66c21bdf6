"""The JSON serialisation of a JWE, flattened or for several recipients (RFC 7516 section 7.2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .json_tree import Array, Node, Object, Reading, members, plain
from .jws_json import base64_text, merged, mixed, nodes_of
from .limits import Limits
from .parts import binary_part, json_part, plain_json_part
from .place import TOKEN
from .token import Part, Recipient, Token, TokenForm

_OF_A_RECIPIENT = ("header", "encrypted_key")  # at the top in the flattened form only

Nodes = Mapping[str, Node]


def read(text: str, reading: Reading, limits: Limits, shown: int = 0) -> Token:
    """The token that is the JSON object `text`, with the header that counts for the recipient `shown`."""
    return _Reader(text, limits, nodes_of(reading.node)).token(reading, shown)


def part_of_jwe(name: str, text: str, start: int) -> Part:
    """A part of an encrypted token that is neither its header nor its payload."""
    return binary_part(name, text, start, TOKEN / name)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    limits: Limits
    nodes: Nodes

    def token(self, reading: Reading, shown: int) -> Token:
        every = _recipients(self.nodes)
        each = every[: self.limits.signatures]
        protected = self._protected()
        unprotected = self._unprotected(each[shown])
        recipients = tuple(self._recipient(protected, one) for one in each)
        names = ("iv", "ciphertext", "tag", *(("aad",) if "aad" in self.nodes else ()))
        others = (part_of_jwe(name, *base64_text(self.nodes.get(name), self.text)) for name in names)
        return Token(
            self.text,
            TokenForm.JWE_JSON,
            merged(protected, unprotected),
            Part("payload"),
            Part("signature"),
            (recipients[shown].encrypted_key, *others),
            5,
            unprotected=unprotected,
            frame=Part("token", faults=(*reading.faults, *mixed(self.nodes, "recipients", _OF_A_RECIPIENT))),
            recipients=recipients,
            unread_recipients=len(every) - len(each),
        )

    def _protected(self) -> Part:
        text, start = base64_text(self.nodes.get("protected"), self.text)
        return json_part("header", text, start, self.limits) if text else Part("header", "", start)

    def _unprotected(self, recipient: Nodes) -> Part | None:
        """The header for all recipients and the one for this recipient; neither is authenticated."""
        found = [node for node in self._headers(recipient) if isinstance(node.value, Object)]
        if len(found) < 2:
            spans = [(self.text[node.start : node.end], node.start) for node in found]
            return plain_json_part("header", *spans[0], self.limits) if spans else None
        inside = (self.text[node.start + 1 : node.end - 1].strip() for node in found)
        return plain_json_part("header", f"{{{', '.join(filter(None, inside))}}}", None, self.limits)

    def _headers(self, recipient: Nodes) -> list[Node]:
        found = (self.nodes.get("unprotected"), recipient.get("header"))
        return [node for node in found if node is not None]

    def _recipient(self, protected: Part, one: Nodes) -> Recipient:
        encrypted_key = part_of_jwe("encrypted_key", *base64_text(one.get("encrypted_key"), self.text))
        loose = [member for node in self._headers(one) for member in members(node)]
        header = {member.name: plain(member.node.value) for member in loose}
        return Recipient(header | protected.plain, encrypted_key)


def _recipients(nodes: Nodes) -> list[Nodes]:
    """The members of each recipient; in the flattened form those of the token itself. At least one."""
    listed = nodes.get("recipients")
    if listed is None or not isinstance(listed.value, Array) or not listed.value.items:
        return [nodes]
    return [nodes_of(item) for item in listed.value.items]
