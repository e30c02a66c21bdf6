"""Tokens within tokens: claims, plaintexts and JSON in claims that are tokens themselves, opened in place."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import json_tree, sd_jwt
from .decode import decode, opened
from .encryption import Decryption, Locksmith
from .json_tree import Array, Node, Object, Value, members
from .limits import DEFAULTS, Limits
from .parts import json_part
from .paste import Found
from .paste.outline import is_token
from .place import PAYLOAD, Place
from .sd_jwt import Presentation
from .token import Part, Token

_SHORTEST = 20  # characters; no token is shorter
_SIGNERS = {"protected", "header", "signatures"}


@dataclass(frozen=True, slots=True)
class JsonText:
    """A claim whose text is JSON, as Apple's `events`: `part` is that JSON, placed at the claim."""

    place: Place
    part: Part


@dataclass(frozen=True, slots=True)
class Opened:
    """A token with the tokens inside it.

    `place` is where it stands in the token around it, None in the paste itself. `presentation` is
    that of an SD-JWT, `decryption` that of an encrypted token; `binds` is the presentation that a
    key-binding JWT belongs to. `unopened` counts the tokens inside that are beyond the limits.
    """

    token: Token
    place: Place | None = None
    presentation: Presentation | None = None
    binds: Presentation | None = None
    decryption: Decryption | None = None
    inner: tuple["Opened", ...] = ()
    texts: tuple[JsonText, ...] = ()
    unopened: int = 0

    @property
    def signatures(self) -> int:
        """How many signatures there are to verify, those of the inner tokens included."""
        return 1 + len(self.token.cosigners) + sum(it.signatures for it in self.inner)


@dataclass(slots=True)
class Opener:
    """Opens tokens, and those inside them, as long as `left` allows."""

    limits: Limits
    left: int  # tokens that may still be opened
    locksmith: Locksmith = field(default_factory=Locksmith, repr=False)

    def open(
        self, token: Token, place: Place | None = None, binds: Presentation | None = None, depth: int = 0
    ) -> Opened:
        """`token` and all that is inside it. Never raises."""
        decryption = self.locksmith.decrypt(token)
        if decryption and decryption.plaintext is not None:
            token = opened(token, decryption.plaintext, decryption.recipient, self.limits)
        presentation = sd_jwt.present(token, self.limits)
        judged = presentation.token if presentation else token
        search = _Search(self.limits)
        found = list(search.tokens(judged))
        if any(at == PAYLOAD for at, _ in found):
            judged = _with_token_for_payload(judged)
        inner = tuple(it for at, text in found if (it := self._inside(text, at, depth)))
        binding = tuple(self._key_binding(presentation, depth)) if presentation else ()
        unopened = len(found) - len(inner)
        every = (*inner, *binding)
        return Opened(judged, place, presentation, binds, decryption, every, tuple(search.texts), unopened)

    def _inside(self, text: str, place: Place, depth: int) -> Opened | None:
        if depth >= self.limits.nesting or self.left <= 0:
            return None
        self.left -= 1
        return self.open(decode(Found(text), self.limits), place, depth=depth + 1)

    def _key_binding(self, presentation: Presentation, depth: int) -> Iterator[Opened]:
        """The key-binding JWT of an SD-JWT, which takes no other token's place."""
        part, token = presentation.key_binding, presentation.bound
        if part and token and depth < self.limits.nesting:
            yield self.open(token, part.place, presentation, self.limits.nesting)


def _with_token_for_payload(token: Token) -> Token:
    """Without the complaint that the payload is no JSON: it is a token, and need not be."""
    faults = tuple(fault for fault in token.payload.faults if fault.rule != "not-json")
    return replace(token, payload=replace(token.payload, faults=faults))


@dataclass(slots=True)
class _Search:
    limits: Limits
    texts: list[JsonText] = field(default_factory=list)

    def tokens(self, token: Token) -> Iterator[tuple[Place, str]]:
        """Every text in the payload that is a token, and where it stands, in the order written."""
        payload = token.payload
        if _is_token(payload.json_text or ""):
            yield PAYLOAD, str(payload.json_text)
        elif payload.root is not None:
            yield from self._within(payload.root, PAYLOAD)

    def _within(self, node: Node, place: Place, *, in_text: bool = False) -> Iterator[tuple[Place, str]]:
        match node.value:
            case Object(inner):
                for member in inner:
                    if _may_hold(member.node.value):
                        yield from self._within(member.node, place / member.name, in_text=in_text)
            case Array(items):
                for index, item in enumerate(items):
                    if _may_hold(item.value):
                        yield from self._within(item, place / index, in_text=in_text)
            case str(text):
                yield from self._text(text, place, in_text=in_text)

    def _text(self, text: str, place: Place, *, in_text: bool) -> Iterator[tuple[Place, str]]:
        if _is_token(text):
            yield place, text
        elif not in_text and (part := _json(text, place, self.limits)):
            if _is_token_object(part.root):
                yield place, text
            elif part.root:
                self.texts.append(JsonText(place, part))
                yield from self._within(part.root, place, in_text=True)


def _may_hold(value: Value) -> bool:
    """Whether a token may be in a value: most tell at a glance that none is."""
    if isinstance(value, str):
        return "." in value or _begins_as_json(value)
    return isinstance(value, Object | Array)


def _begins_as_json(text: str) -> bool:
    return text.lstrip()[:1] in {"{", "["}


def _is_token(text: str) -> bool:
    """Whether `text` is a token that can be opened: its header says so, not its outline alone."""
    issued = text.partition("~")[0]
    if len(text) < _SHORTEST or issued.count(".") not in {2, 4} or not is_token(text):
        return False
    return json_part("header", issued.partition(".")[0], 0, DEFAULTS).claim("alg") is not None


def _json(text: str, place: Place, limits: Limits) -> Part | None:
    """The JSON object or array that `text` is, if it is sound JSON."""
    if not _begins_as_json(text):
        return None
    reading = json_tree.read(text, limits)
    if any(fault.rule in {"not-json", "too-deep"} for fault in reading.faults):
        return None
    if reading.node and reading.node.value in {Object(()), Array(())}:
        return None  # nothing is in it
    return Part(place.part, json_text=text, root=reading.node, at=place)


def _is_token_object(node: Node | None) -> bool:
    """Whether a JSON object is the JSON serialisation of a token."""
    names = {member.name: member.node.value for member in members(node)}
    signed = _is_text(names.get("signature")) or isinstance(names.get("signatures"), Array)
    return ("payload" in names and signed and bool(names.keys() & _SIGNERS)) or (
        _is_text(names.get("ciphertext")) and _is_text(names.get("tag"))
    )


def _is_text(value: Value) -> bool:
    return isinstance(value, str)
