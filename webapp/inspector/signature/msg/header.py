"""The header was changed after it was signed: each usual change is undone and tried."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from ...algorithms import ALGORITHMS, Algorithm
from ...json_tree import read
from ..cause import Axis, Content, Evidence, Guess, cause
from ..primitives import fits
from .changes import changes
from .pieces import READING, Pieces, pieces, quoted, segment, shown, subsets
from .reserialised import rewritable
from .style import STYLES, Style

_TYPES = ("JWT", "jwt", "at+jwt", "JOSE")
_MOST_KIDS = 24


class Edit(NamedTuple):
    """The header as it may have been, the fault in words, and the algorithm it names if that is another."""

    text: str
    says: str
    algorithm: Algorithm | None = None


@cause(
    Axis.CONTENT,
    cost=12,
    repairable=True,
    fix="Leave the header as it was signed; to change it, sign the token again with the new header.",
)
def header_edited(content: Content, evidence: Evidence) -> Iterable[Guess]:
    """The header was changed after the token was signed.

    The signature covers the header too. Choosing another `alg` in an online editor, or adding a
    `kid` or `typ` with a text tool, makes it fail; the payload is as good as it was. Each member
    is removed, `typ` added, `alg` set to the others that the key can serve, `kid` to those of the
    keys at hand, and the headers that common libraries write by default are tried.

    Every verifier refuses such a token as it is. The one that was signed is given back.
    """
    found = pieces(evidence.token.header)
    if not found:
        return
    edits = list(islice(_edits(found, evidence), found.affordable))
    for edit in edits:
        yield _guess(edit, content.payload)
    for edit in _defaults(evidence):
        yield _guess(edit, content.payload, 2)
    for edit in _twice_edited(found):
        yield _guess(edit, content.payload, 3)
    yield from islice(_rewritten(edits, evidence), found.affordable // READING)


def _guess(edit: Edit, payload: str, more: int = 0) -> Guess:
    return Guess(Content(segment(edit.text), payload, edit.algorithm), edit.says, more)


def _edits(found: Pieces, evidence: Evidence) -> Iterator[Edit]:
    """One change undone, the likeliest first."""
    for index, member in enumerate(found.members):
        if member.name != "alg":
            says = f"It verifies without “{shown(member.name)}” in the header, which was added after signing."
            yield Edit(found.without(index), says)
    yield from _algorithms(found, evidence)
    yield from _kids(found, evidence)
    for value in _TYPES:
        yield from _set(found, "typ", value)
    for index, member in enumerate(found.members):
        if member.name != "alg":
            for value, says in changes(found.value(index), member.node):
                yield Edit(found.replaced((index, value)), f"It verifies with “{shown(member.name)}” {says}.")


def _algorithms(found: Pieces, evidence: Evidence) -> Iterator[Edit]:
    index = found.index("alg")
    for algorithm in [] if index is None else _usable(evidence):
        assert index is not None  # else there is no such loop
        if algorithm is not evidence.algorithm:
            says = (
                f"It verifies as {algorithm.name}, which is what “alg” said when it was signed; "
                f"it was changed to {evidence.algorithm.name}."
            )
            yield Edit(found.replaced((index, quoted(algorithm.name))), says, algorithm)


def _usable(evidence: Evidence) -> list[Algorithm]:
    """The algorithms that a key at hand can serve."""
    return [it for it in ALGORITHMS.values() if any(fits(it, key) for key in evidence.keys)]


def _kids(found: Pieces, evidence: Evidence) -> Iterator[Edit]:
    for kid in _known_kids(evidence):
        yield from _set(found, "kid", kid)


def _known_kids(evidence: Evidence) -> list[str]:
    """What `kid` may have been: the names of the keys at hand, and what the other tokens say."""
    names = [name for key in evidence.keys for name in (key.key_id, key.thumbprint, key.name)]
    names += [re.sub(r"\.\w+$", "", key.name) for key in evidence.keys]
    names += [file.name for file in evidence.files]
    names += [other.header.text_of("kid") for other in evidence.others]
    return list(dict.fromkeys(name for name in names if name and len(name) <= 256))[:_MOST_KIDS]


def _set(found: Pieces, name: str, value: str) -> Iterator[Edit]:
    """The member with this value: where it is, or else wherever it is usual."""
    index = found.index(name)
    if index is not None:
        says = f"It verifies with “{name}” as “{shown(value)}”; it was changed after signing."
        yield Edit(found.replaced((index, quoted(value))), says)
    elif not any(member.name == name for member in found.members):
        says = f"It verifies with “{name}” as “{shown(value)}”, which was removed after signing."
        for place in dict.fromkeys((len(found.members), 0, 1)):
            yield Edit(found.inserted(place, name, quoted(value)), says)


def _defaults(evidence: Evidence) -> Iterator[Edit]:
    """Headers as libraries write them when nothing else is asked for."""
    kids = _known_kids(evidence)[:4]
    kid = evidence.token.header.text_of("kid")
    for algorithm in dict.fromkeys((evidence.algorithm, *_usable(evidence))):
        for text in _usual(algorithm.name, [*([kid[:256]] if kid else []), *kids]):
            says = f"It verifies with the header {shown(text)}; it was changed after signing."
            yield Edit(text, says, algorithm)


def _usual(alg: str, kids: list[str]) -> Iterator[str]:
    orders = [("alg",), ("alg", "typ"), ("typ", "alg")]
    with_kid = [("alg", "kid"), ("alg", "kid", "typ"), ("alg", "typ", "kid"), ("typ", "alg", "kid")]
    with_kid += [("kid", "alg"), ("kid", "typ", "alg"), ("typ", "kid", "alg"), ("kid", "alg", "typ")]
    choices = [({"alg": alg, "typ": "JWT"}, orders)]
    choices += [({"alg": alg, "typ": "JWT", "kid": kid}, with_kid) for kid in kids]
    yield f'{{"typ":"JWT",\r\n "alg":"{alg}"}}'
    for values, names in choices:
        for order in names:
            members = [(quoted(name), quoted(values[name])) for name in order]
            yield "{" + ",".join(f"{name}:{value}" for name, value in members) + "}"
            yield "{" + ", ".join(f"{name}: {value}" for name, value in members) + "}"


def _twice_edited(found: Pieces) -> Iterator[Edit]:
    """Two members were added."""
    for first, second in subsets(min(len(found.members), 12)):
        names = [found.members[index].name for index in (first, second)]
        if "alg" not in names:
            says = f"It verifies without “{shown(names[0])}” and “{shown(names[1])}”, added after signing."
            yield Edit(found.without(first, second), says)


def _rewritten(edits: list[Edit], evidence: Evidence) -> Iterator[Guess]:
    """One change undone, and the JSON written by another encoder, as an online editor leaves it."""
    for style in STYLES[:4]:
        payload = _payload_in(style, evidence)
        for edit in edits:
            node = read(edit.text).node
            if node:
                says = f"{edit.says} It was also rewritten, from what {style.name} writes."
                header = segment(style.write(node))
                for text in dict.fromkeys((evidence.token.payload.text, payload)):
                    yield Guess(Content(header, text, edit.algorithm), says, 3)


def _payload_in(style: Style, evidence: Evidence) -> str:
    payload = evidence.token.payload
    return segment(style.write(payload.root)) if rewritable(payload) and payload.root else payload.text
