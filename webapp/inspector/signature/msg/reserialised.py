"""The claims are those that were signed; the JSON around them was written anew."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, permutations, product
from typing import NamedTuple

from ...base64url import encode
from ...json_tree import Array, Member, Node, Object, members
from ...token import Part
from ..cause import Axis, Content, Evidence, Guess, cause
from .style import COMPACT, NUMBERS, PYTHON, STYLES, Style

MOST_CHARACTERS = 65_536  # of a token whose JSON is rewritten
_WRITTEN = 300_000  # characters written of one part in all
_FORMS = 100  # of one part
_REGISTERED = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
_UNREADABLE = {"not-json", "not-utf8", "too-deep", "lone-surrogate"}


Way = tuple[Node, Style, str]  # what is written, how, and who does it so


class Form(NamedTuple):
    """Another text of the same JSON, encoded, and who writes it so.

    `written` counts the characters that were written until it was found to be another.
    """

    text: str
    how: str
    written: int


@cause(
    Axis.CONTENT,
    cost=12,
    repairable=True,
    fix="Send the very bytes that were signed, and never parse and rewrite a token on the way.",
)
def reserialised(content: Content, evidence: Evidence) -> Iterable[Guess]:
    """The claims are unchanged, but their JSON was written anew after it was signed.

    The signature covers bytes, not claims: blanks, the order of the members and escapes count.
    A proxy, a framework or an online tool parsed the token and wrote it again, or the signer
    called its JSON encoder twice with different options: PHP's `json_encode()` writes “/” as
    `\\/`, Go's `json.Marshal()` “&” as `\\u0026`, Python's `json.dumps()` puts blanks after commas
    and colons, and Go, PostgreSQL and many others sort the members of a map.

    Every verifier refuses such a token as it is. The one that was signed is given back.
    """
    token = evidence.token
    headers: list[Form] = []
    payloads: list[Form] = []
    for payload in forms(token.payload):
        payloads.append(payload)
        yield Guess(Content(content.header, payload.text, written=payload.written), _says("payload", payload))
    for header in forms(token.header):
        headers.append(header)
        yield Guess(Content(header.text, content.payload, written=header.written), _says("header", header))
    for header, payload in _in_one_style(headers, payloads):
        yield Guess(Content(header.text, payload.text), _says("header and payload", payload))
    yield from _crossed(headers[:16], payloads[:16], more=3)
    yield from _crossed(headers[:60], payloads[:60], more=12)


def _in_one_style(headers: list[Form], payloads: list[Form]) -> Iterator[tuple[Form, Form]]:
    written = {payload.how: payload for payload in payloads}
    return ((header, written[header.how]) for header in headers if header.how in written)


def _crossed(headers: list[Form], payloads: list[Form], more: int) -> Iterator[Guess]:
    for header, payload in product(headers, payloads):
        says = (
            f"It verifies with the header as {header.how} writes it, and the payload as {payload.how} does; "
            "the values are unchanged."
        )
        yield Guess(Content(header.text, payload.text), says, more)


def _says(what: str, form: Form) -> str:
    return (
        f"It verifies with the {what} as {form.how} writes it; the values are unchanged, their text is not."
    )


def forms(part: Part) -> Iterator[Form]:
    """The part as other encoders write it, each different text once, the commonest first."""
    if not rewritable(part):
        return iter(())
    assert part.root  # else it is not rewritable
    ways = islice(_ways(part.root), _WRITTEN // len(part.text))
    return islice(_distinct(ways, part.text), _FORMS)


def rewritable(part: Part) -> bool:
    """Whether the part is an object that was read without loss, and not too long."""
    faults = {fault.rule for fault in part.faults}
    return bool(part.members) and len(part.text) <= MOST_CHARACTERS and not faults & _UNREADABLE


def _distinct(ways: Iterable[Way], sent: str) -> Iterator[Form]:
    seen, written = {sent}, 0
    for node, style, how in ways:
        text = encode(style.write(node).encode("utf-8", "surrogatepass"))
        written += len(text)
        if text not in seen:
            seen.add(text)
            yield Form(text, how, written)
            written = 0


def _ways(root: Node) -> Iterator[Way]:
    for style in STYLES[:8]:
        yield root, style, style.name
    yield from _reordered(_usual_orders(members(root)))
    for style in STYLES[8:]:
        yield root, style, style.name
    for (how, number), style in product(NUMBERS, (COMPACT, PYTHON)):
        yield root, replace(style, number=number), f"{style.name}, {how},"
    in_order = sorted_by_name(root)
    for style in STYLES:
        yield in_order, style, f"{style.name} with sorted members"
    yield from _reordered(_further_orders(members(root)))


Order = tuple[Iterable[Member], str]


def _reordered(orders: Iterable[Order]) -> Iterator[Way]:
    for (order, which), style in product(orders, (COMPACT, PYTHON)):
        yield _object(order), style, f"{style.name}, {which},"


def _usual_orders(given: tuple[Member, ...]) -> Iterator[Order]:
    yield sorted(given, key=lambda it: it.name), "with its members sorted by name"
    yield given[::-1], "with its members the other way round"
    yield sorted(given, key=_registered_first), "with the registered claims first"
    by_length = sorted(given, key=lambda it: (len(it.name.encode("utf-8", "replace")), it.name))
    yield by_length, "with its members sorted by length, as PostgreSQL does it"


def _further_orders(given: tuple[Member, ...]) -> Iterator[Order]:
    """Every order of a few members; of more, each one put last or first."""
    if len(given) <= 4:
        yield from ((order, "with its members in another order") for order in permutations(given))
        return
    for index in range(min(len(given), 12)):
        rest, name = given[:index] + given[index + 1 :], f"“{given[index].name[:60]}”"
        yield (*rest, given[index]), f"with {name} last"
        yield (given[index], *rest), f"with {name} first"


def _registered_first(member: Member) -> int:
    return _REGISTERED.index(member.name) if member.name in _REGISTERED else len(_REGISTERED)


def _object(order: Iterable[Member]) -> Node:
    return Node(Object(tuple(order)), 0, 0)


def sorted_by_name(node: Node) -> Node:
    """The JSON with the members of every object in the order of their names."""
    match node.value:
        case Object(given):
            inner = (it._replace(node=sorted_by_name(it.node)) for it in given)
            return _object(sorted(inner, key=lambda it: it.name))
        case Array(items):
            return node._replace(value=Array(tuple(sorted_by_name(it) for it in items)))
        case _:
            return node
