"""The words of a profile's file, what each may hold and what it means.

The reader of the files and the page that documents them are both made from these tables.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ..algorithms import ALGORITHMS
from ..place import Place
from ..rule import Severity
from .field_words import MARK, SIGN, SOURCE, WHEN, cases, fields, refuse_bad_template, refuse_disorder
from .literal import literals
from .reading import (
    At,
    Table,
    Word,
    boolean,
    choice,
    held,
    holding,
    members_of,
    named,
    nearest,
    places,
    scalar,
    search_pattern,
    seconds,
    some,
    text,
    whole,
    word_of,
)
from .sample_words import BROKEN, SAMPLE
from .sign import CERTAIN, Sign
from .vocabulary import (
    Address,
    ChainDemand,
    Either,
    KeyFacts,
    KnownAnswer,
    Lifetime,
    Mark,
    Profile,
    Sending,
    Softened,
    Source,
    Start,
    Unit,
)

_PARTS = ("header", "payload")
_MARK = choice(Mark)

NONE: Mapping[str, Softened] = MappingProxyType({})

LIFETIME = Table(
    "a lifetime",
    Lifetime,
    (
        Word("max", seconds, "how many seconds `exp` may lie after the start"),
        Word("min", seconds, "how many seconds `exp` must lie after the start"),
        Word("from", choice(Start), "the start: iat, nbf, or now; iat if nothing is said", attribute="start"),
        Word("margin", seconds, "how many of those seconds are better left, for clocks that differ"),
        Word("safe", seconds, "how many seconds are the advice"),
        Word("note", text, "a sentence more"),
        MARK,
        SOURCE,
        WHEN,
    ),
)


@holding("a lifetime")
def lifetime(value: Any, at: At) -> Lifetime:
    """A lifetime; it must have a limit."""
    read: Lifetime = LIFETIME(value, at)
    if read.max is None and read.min is None:
        raise at.wrong("a lifetime needs “max”, “min” or both")
    refuse_disorder(read, at, ("min", "max"), ("margin", "max"), ("safe", "max"))
    return read


EITHER = Table(
    "an either",
    Either,
    (
        Word("of", some(members_of("header", "payload")), "the places", required=True),
        Word("one", boolean, "true, if no two of them may be there together"),
        Word("note", text, "a sentence more"),
        MARK,
        SOURCE,
        WHEN,
    ),
)


@holding("an either")
def either(value: Any, at: At) -> Either:
    """Places of which one must be filled; there must be several."""
    read: Either = EITHER(value, at)
    if len(read.of) < 2:
        raise at.wrong(f"{at.name} needs two places or more in “of”")
    return read


@holding("an address, or its text alone")
def address(value: Any, at: At) -> Address:
    """An address, `*` standing for anything; a bare text is one without further facts."""
    read: Address = ADDRESS({"url": value} if isinstance(value, str) else value, at)
    return read


def _address(url: str, **said: Any) -> Address:
    parts = map(re.escape, url.split("*"))
    return Address(url, re.compile(".*".join(parts), re.IGNORECASE), **said)


ADDRESS = Table(
    "an address",
    _address,
    (
        Word("url", text, "the address without its query, * standing for anything", required=True),
        Word("says", text, "what it is for, as a clause"),
        Word("instead", text, "the address that is meant"),
        MARK,
        SOURCE,
    ),
)

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

REQUEST = Table(
    "a request",
    Sending,
    (
        Word("parameter", text, "the parameter of the body that holds the token"),
        Word("bearer", boolean, "true, if the token travels in the Authorization header"),
        Word("client_id", text, "the claim that equals the parameter client_id"),
        Word("method", some(word_of(*_METHODS)), "the HTTP method, or several that are allowed"),
        Word("content_type", text, "the type of the body"),
        Word("urls", some(address), "where it is sent to"),
        Word("wrong", some(address), "addresses it is sent to by mistake"),
        Word("parameters", fields, "its parameters, each a field"),
        Word("closed", choice(Mark), "how sure it is that no other parameter is taken"),
        MARK,
        SOURCE,
    ),
)

_SIGNING = ALGORITHMS.values()
_KEY_TYPES = dict.fromkeys(it.key_type for it in _SIGNING)
_CURVES = dict.fromkeys(curve for it in _SIGNING for curve in it.curves)

KEY = Table(
    "a key",
    KeyFacts,
    (
        Word("type", word_of(*_KEY_TYPES), "its type"),
        Word("curve", word_of(*_CURVES), "its curve, where it has one"),
        Word("says", text, "a sentence about the right key"),
        Word("foreign", named(text), "how the file names of other keys begin, each with what such a key is"),
        MARK,
        SOURCE,
    ),
)


def _answer(meaning: str, text: str = "", pattern: re.Pattern[str] | None = None, **said: Any) -> KnownAnswer:
    found = pattern or re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
    return KnownAnswer(found, meaning, text=text, literals=literals(found), **said)


_FINGERPRINT = re.compile("(?:[0-9A-F]{2}:){31}[0-9A-F]{2}")


@holding("fingerprint")
def fingerprint(value: Any, at: At) -> str:
    """A SHA-256 fingerprint as authorities publish it."""
    if not _FINGERPRINT.fullmatch(text(value, at).upper()):
        raise at.wrong(f"{at.name} must be a SHA-256 fingerprint, 32 pairs of hexadecimal digits with colons")
    return str(value).upper()


CHAIN = Table(
    "a chain",
    ChainDemand,
    (
        Word("length", whole, "how many certificates there must be"),
        Word("roots", named(fingerprint), "the roots it may end in, each with its SHA-256 fingerprint"),
        Word("leaf", text, "the identifier of an extension that the first certificate must have"),
        Word("intermediate", text, "the same for the second"),
        Word("at", some(members_of("payload", "header")), "the date as of which they must be valid"),
        Word("unit", choice(Unit), "what that date counts: seconds, or milliseconds"),
        Word("note", text, "a sentence more"),
        MARK,
        SOURCE,
        WHEN,
    ),
)

ANSWER = Table(
    "an answer",
    _answer,
    (
        Word("text", text, "the exact words to look for"),
        Word("pattern", search_pattern, "or a regular expression to look for"),
        Word("meaning", text, r"what it means, with \1 for the first group", required=True),
        Word("look_at", some(text), "the places to look at, likeliest first"),
        Word("by", text, "who says so, if not the receiver itself: the library it checks with"),
        MARK,
        SOURCE,
    ),
)


_looked_at = places("header", "payload", "signature", "key", "request")


@holding("an answer")
def answer(value: Any, at: At) -> KnownAnswer:
    """A known error text; its places must be places, and its meaning go with its pattern."""
    if isinstance(value, dict) and ("text" in value) == ("pattern" in value):
        raise at.wrong("an answer needs either “text” or “pattern”, to be told by")
    read: KnownAnswer = ANSWER(value, at)
    refuse_bad_template(read.pattern, read.meaning, at / "meaning")
    for index, place in enumerate(read.look_at):
        _looked_at(place, at / "look_at" / index)
    return read


SOFTENED = Table(
    "a softened rule",
    Softened,
    (
        Word("severity", choice(Severity), "error, warning or notice", required=True),
        Word("because", text, "a sentence that says why", required=True),
    ),
)

SOURCED = Table(
    "a source",
    Source,
    (
        Word("document", text, "its name", required=True),
        Word("url", text, "its address", required=True),
        Word("section", text, "the section in it"),
    ),
)


@holding("a sign, or a list of such, or by name: a value")
def recognise(value: Any, at: At) -> tuple[Sign, ...]:
    """Signs, or a table of claims and the values that nobody else has."""
    if isinstance(value, dict) and "place" not in value:
        claims = [(Place("payload", (name,)), scalar(wanted, at / name)) for name, wanted in value.items()]
        return tuple(Sign(place, equals=wanted, weight=CERTAIN) for place, wanted in claims)
    return tuple(sorted(some(SIGN)(value, at), key=lambda sign: -sign.weight))


@holding(f"by name, header or payload: {held(_MARK).words}")
def closed(value: Any, at: At) -> dict[str, Mark]:
    """How sure it is of each of the parts that nothing else is in it."""
    read = named(_MARK)(value, at)
    for part in read:
        if part not in _PARTS:
            raise (at / part).wrong(f"“{part}” is no part that can be closed; {nearest(part, _PARTS)}")
    return read


def _profile(
    soften: Mapping[str, Softened] = NONE,
    stricter: Mapping[str, Softened] = NONE,
    like: str = "",  # noqa: ARG001  # taken over before the table is read
    mark: Mark | None = None,  # noqa: ARG001  # as is this
    **said: Any,
) -> Profile:
    return Profile(id="", soften={**soften, **stricter}, **said)


PROFILE = Table(
    "a profile",
    _profile,
    (
        Word("title", text, "its name", required=True),
        Word("audience", text, "who refuses it, as the subject of a sentence: Apple", required=True),
        Word("url", text, "where its documentation is", required=True),
        Word("document", text, "the name of that documentation"),
        Word("noun", text, "what its users call it: client_secret"),
        Word("maker", text, "who makes it, as a clause"),
        Word("like", text, "the id of a profile whose demands this one takes over, to say only what differs"),
        Word("issuer", text, "who makes every such token, by name, where that is one: Auth0"),
        Word("mark", choice(Mark), "how sure every refusal is of which nothing else is said"),
        Word("retired", text, "a sentence that says since when it is not taken any more"),
        Word(
            "overlay",
            text,
            "what its claims are called, if they are added to tokens of other kinds: they are judged beside "
            "the fields of such a token's own profile, which count where both know one",
        ),
        Word("recognise", recognise, "the signs it is known by, or a table of claims and their values"),
        Word("header", fields, "its header parameters, each a field"),
        Word("payload", fields, "its claims, each a field"),
        Word("closed", closed, "parts that hold nothing but their fields, and how sure that is"),
        Word("lifetime", cases(lifetime), "how long it may live; the first whose condition holds"),
        Word("either", some(either), "fields of which one must be there"),
        Word("request", REQUEST, "the request it is sent in"),
        Word("misuse", named(text), "names it must not be sent under, each with a sentence that says why"),
        Word("key", KEY, "the key that signs it"),
        Word("chain", cases(CHAIN), "the certificates in x5c; the first whose condition holds"),
        Word("ask", named(text), "questions that the token cannot answer"),
        Word("answers", some(answer), "the receiver's error texts, the most specific first"),
        Word("soften", named(SOFTENED), "rules this receiver is gentler about"),
        Word("stricter", named(SOFTENED), "rules this receiver is stricter about"),
        Word("sources", named(SOURCED), "other documents that demands are taken from"),
        Word("sample", SAMPLE, "a sound token"),
        Word("broken", some(BROKEN), "tokens with one fault each"),
    ),
)


def profile(value: Any, at: At) -> Profile:
    """A whole profile; what it names within itself must be there."""
    read: Profile = PROFILE(value, at)
    for path, name in _uses("source", {key: value[key] for key in _SOURCED if key in value}):
        if name not in read.sources:
            raise replace(at, path=path).wrong(f"there is no source “{name}”; {nearest(name, read.sources)}")
    disclosures = read.sample.disclosures if read.sample else ()
    for path, number in _uses("digest", {key: value[key] for key in ("sample", "broken") if key in value}):
        if isinstance(number, int) and number not in range(len(disclosures)):
            here = replace(at, path=path)
            raise here.wrong(f"{here.name} is {number}; the sample has no such disclosure, the first being 0")
    return read


_SOURCED = (
    "header",
    "payload",
    "lifetime",
    "either",
    "request",
    "key",
    "answers",
    "chain",
)  # the tables whose tables may name sources


def _uses(
    word: str, value: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Everything that `word` is said to be within `value` and is no table, and the way to it."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _uses(word, item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == word and not isinstance(item, dict):
                yield (*path, key), item
            else:
                yield from _uses(word, item, (*path, key))
