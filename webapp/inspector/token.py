"""What a token is made of, as far as it could be decoded."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from .base64url import encode
from .fault import Fault
from .json_tree import Member, Node, Object, Value, members, plain
from .note import Note
from .place import Place, Span

MISENCODED = frozenset({"not-base64url", "padded-base64url", "loose-bits"})  # what a strict decoder refuses


class TokenForm(StrEnum):
    """The serialisation of a token (RFC 7515 section 7, RFC 7516 section 7, RFC 9901)."""

    JWS = "jws"
    JWS_JSON = "jws-json"
    JWE = "jwe"
    JWE_JSON = "jwe-json"
    SD_JWT = "sd-jwt"
    UNSECURED = "unsecured"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ByteMap:
    """Where the characters of a decoded text stand among its bytes, and these in the token's text.

    Three bytes are four base64url characters. `wide` lists the characters of more than one byte
    and `extra` how many bytes more than characters there are up to each; `kept` lists, where
    foreign characters were skipped, the positions of those that were decoded.
    """

    start: int  # of the part in the token's text
    wide: Sequence[int] = ()
    extra: Sequence[int] = ()
    kept: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The characters of the token's text that hold the decoded characters `start` to `end`."""
        if not self.wide and self.kept is None:
            return Span(self.start + start * 4 // 3, self.start - (-max(end, start) * 4 // 3))
        first, after = self._byte(start) * 4 // 3, -(-self._byte(end) * 4 // 3)
        if after <= first:
            return Span(self._character(first), self._character(first))
        return Span(self._character(first), self._character(after - 1) + 1)

    def _byte(self, character: int) -> int:
        before = bisect_right(self.wide, character - 1)
        return character + (self.extra[before - 1] if before else 0)

    def _character(self, index: int) -> int:
        if self.kept is None:
            return self.start + index
        return self.start + (self.kept[min(index, len(self.kept) - 1)] if self.kept else 0)


@dataclass(frozen=True, slots=True)
class Plain:
    """Where the characters of a text stand that is in the token's text as it is."""

    start: int

    def span(self, start: int, end: int) -> Span:
        """The characters of the token's text that are the characters `start` to `end`."""
        return Span(self.start + start, self.start + end)


class Claim(NamedTuple):
    """A member of the header or the payload, and the characters of the JSON text that it stands at."""

    name: str
    value: Value
    place: Place
    start: int
    end: int
    map: ByteMap | Plain | None

    @property
    def span(self) -> Span | None:
        """The characters of the token's text that hold it; None where nobody knows."""
        return self.map.span(self.start, self.end) if self.map else None


@dataclass(frozen=True, slots=True)
class Part:
    """One segment of a token: its text, its bytes and, for header and payload, its JSON.

    `json_text` is the text exactly as written, None where the segment is not meant to be read;
    `root` is what could be read of it, however broken. `at` is its place where that is not its name.
    """

    name: str
    text: str = ""
    start: int = 0
    bytes: bytes = b""
    json_text: str | None = None
    root: Node | None = None
    faults: tuple[Fault, ...] = ()
    map: ByteMap | Plain | None = None
    named: Mapping[str, Claim] = field(default_factory=dict, repr=False)  # of a duplicate, the last
    at: Place | None = None

    @property
    def place(self) -> Place:
        return self.at or Place(self.name)

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    @property
    def is_object(self) -> bool:
        return self.root is not None and isinstance(self.root.value, Object)

    @property
    def plain(self) -> dict[str, Any]:
        """The members of its object in Python's own types."""
        return {claim.name: plain(claim.value) for claim in self.named.values()}

    @property
    def misencoded(self) -> bool:
        """A strict decoder refuses its base64url."""
        return bool(self.faults) and any(fault.rule in MISENCODED for fault in self.faults)

    @property
    def cut_off(self) -> bool:
        """The end of its JSON is lost or was not read, and with it perhaps some members."""
        faults = {fault.rule for fault in self.faults}
        return "too-deep" in faults or ("not-json" in faults and self._breaks_off)

    @property
    def _breaks_off(self) -> bool:
        return not self._is_closed or any(member.name not in self.named for member in self.members)

    @property
    def _is_closed(self) -> bool:
        """Its object ends in a brace of its own, not in that of its last member."""
        root, text = self.root, self.json_text or ""
        if root is None or not self.is_object or text[root.end - 1] != "}":
            return False
        return all(member.node.end < root.end for member in self.members[-1:])

    @property
    def members(self) -> tuple[Member, ...]:
        """Every member as written, duplicates included."""
        return members(self.root)

    def claims(self, *names: str) -> list[Claim]:
        """The members called one of `names` (all, if none is given); of a duplicate, the last."""
        named = self.named
        return [named[name] for name in names if name in named] if names else list(named.values())

    def claim(self, name: str) -> Claim | None:
        return self.named.get(name)

    def text_of(self, name: str) -> str | None:
        """The value of the member `name` where it is text."""
        claim = self.named.get(name)
        return claim.value if claim and isinstance(claim.value, str) else None

    def json_span(self, start: int, end: int) -> Span | None:
        """The characters of the token's text that hold these characters of the JSON text."""
        return self.map.span(start, end) if self.map else None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of those a JWE in JSON is encrypted to: the header that counts for it, and its encrypted key."""

    header: Mapping[str, Any]
    encrypted_key: Part


@dataclass(frozen=True, slots=True)
class Token:
    """A decoded token. Nothing in it has been checked, and any part of it may be faulty.

    `text` is the paste's reading after its repairs. The parts of a JWE or an SD-JWT that are
    neither header, payload nor signature are in `others`.

    In a JSON serialisation, `header` holds the parameters of both headers, `unprotected` is the one
    that no signature covers, `frame` the object around all, and `cosigners` are its further signatures,
    each as if it were the only one. `detached`: the payload is not in the token; its bytes are those
    that were given beside it. `unencoded` is the payload that is signed as it is (RFC 7797).
    """

    text: str = field(repr=False)
    form: TokenForm
    header: Part
    payload: Part
    signature: Part
    others: tuple[Part, ...] = ()
    segments: int = 3
    label: str = ""
    repairs: tuple[Note, ...] = ()
    unprotected: Part | None = None
    frame: Part | None = None
    cosigners: tuple["Token", ...] = ()
    unread_cosigners: int = 0  # beyond the limit
    detached: bool = False
    unencoded: bytes | None = field(default=None, repr=False)
    recipients: tuple[Recipient, ...] = ()  # of a JWE in JSON
    unread_recipients: int = 0  # beyond the limit

    @property
    def encrypted(self) -> bool:
        """It is a JWE."""
        return self.form is TokenForm.JWE or self.form is TokenForm.JWE_JSON

    def other(self, name: str) -> Part:
        """The part called `name` among the others; an empty one where there is none."""
        return next((part for part in self.others if part.name == name), Part(name))

    @property
    def encoded_payload(self) -> str:
        """The payload in base64url, whether or not it stands so in the token."""
        written = not self.detached and self.unencoded is None
        return self.payload.text if written else encode(self.payload.bytes)

    @property
    def signing_input(self) -> bytes:
        """What the signature covers (RFC 7515 section 5.2, RFC 7797 section 3)."""
        payload = self.encoded_payload.encode("utf-8", "surrogatepass")
        return (
            self.header.text.encode("utf-8", "surrogatepass")
            + b"."
            + (payload if self.unencoded is None else self.unencoded)
        )

    @property
    def alg(self) -> str | None:
        return self.header.text_of("alg")

    @property
    def parts(self) -> tuple[Part, ...]:
        """Header, payload, signature and whatever else there is."""
        frame = (self.frame,) if self.frame else ()
        return (self.header, self.payload, self.signature, *self.others, *frame)
