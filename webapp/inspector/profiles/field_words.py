"""The words of a field: what a profile can say of one header parameter, claim or request parameter."""

import re
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from .formats import FORMATS, Format
from .reading import (
    At,
    Reader,
    Table,
    Word,
    boolean,
    choice,
    described,
    held,
    holding,
    named,
    one_of,
    pattern,
    places,
    scalar,
    seconds,
    some,
    template,
    text,
    whole,
)
from .sign import Sign, Type
from .vocabulary import Field, Mark, Meaning, Mistake, Unit
from .weights import MOST


class Conditional(Protocol):
    """What holds on conditions."""

    @property
    def when(self) -> tuple[Sign, ...]: ...


T = TypeVar("T", bound=Conditional)

MARK = Word(
    "mark",
    choice(Mark),
    "how sure a refusal is: verified (an error), reported (a warning) or remembered (a notice)",
)
SOURCE = Word("source", text, "which of the sources says so, if not the document at `url`")

SEEN = (
    Word(
        "place",
        places("header", "payload", "request", "label", "token"),
        "`payload.aud`, `payload` as a whole, `request.code`, `request` for its address, `label` for the "
        "name it was sent under, or `token` for its serialisation: jws, jwe, sd-jwt, …",
        required=True,
    ),
    Word("equals", scalar, "its value"),
    Word("one_of", some(scalar), "its possible values"),
    Word("pattern", pattern, "a regular expression for the whole of its text"),
    Word("each", pattern, "a regular expression for every item of its list"),
    Word("only", some(text), "the names beside which an object has no others"),
    Word("names", pattern, "a regular expression for the name of one of its members"),
    Word("type", choice(Type), "its JSON type"),
    Word("least", whole, "how many characters, items or members it has at least, or how large a number is"),
    Word("most", whole, "how many it has at most"),
    Word("same_as", template, "what it is made of: {payload.iss} for the same as that claim"),
    Word("absent", boolean, "true, if it must be missing"),
)


def _sign(**said: Any) -> Sign:
    return Sign(**{**said, "only": frozenset(said.get("only", ()))})


@holding(f"whole number, {MOST} at most")
def weight(value: Any, at: At) -> int:
    """What a sign counts for a profile, or against it."""
    if abs(whole(value, at)) > MOST:
        raise at.wrong(f"{at.name} must be a number from -{MOST} to {MOST}, not {value}")
    return int(value)


CONDITION = Table("a condition", _sign, SEEN)

SIGN = Table(
    "a sign",
    _sign,
    (
        *SEEN,
        Word("weight", weight, "what it counts: a sum of 10 is certain, 6 strong, 3 a hint", required=True),
        Word("says", text, "the sign in words, to follow the name of its place"),
    ),
)


WHEN = Word("when", some(CONDITION), "the conditions under which this holds")

MISTAKE = Table(
    "a mistake",
    Mistake,
    (
        Word("pattern", pattern, "a regular expression for the whole wrong value"),
        Word("type", choice(Type), "the wrong JSON type"),
        Word("says", text, "what the wrong value is, as a clause that follows it", required=True),
        Word("instead", text, r"the value to write in its place, with \1 for the first group of the pattern"),
        MARK,
        SOURCE,
    ),
)


@holding("a mistake")
def mistake(value: Any, at: At) -> Mistake:
    """A known wrong value; its repair must go with its pattern."""
    read: Mistake = MISTAKE(value, at)
    if read.pattern is None and read.type is None:
        raise at.wrong("a mistake needs “pattern” or “type”, to be told by")
    if read.instead and not read.pattern:
        raise (at / "instead").wrong("“instead” goes with a “pattern”; without one, the value is converted")
    if read.instead and read.pattern:
        refuse_bad_template(read.pattern, read.instead, at / "instead")
    return read


def refuse_bad_template(found: re.Pattern[str], template: str, at: At) -> None:
    try:
        found.sub(template, "")
    except (re.error, IndexError) as error:
        raise at.wrong(f"{at.name} is “{template}”, which does not go with its pattern: {error}") from None


@holding("name of a form")
def known_format(value: Any, at: At) -> Format:
    """One of the forms that have a name."""
    return FORMATS[one_of(value, at, FORMATS)]


@holding("by name: a field")
def _members(value: Any, at: At) -> dict[str, Field]:
    return fields(value, at)


@holding("a field")
def _items(value: Any, at: At) -> Field:
    return field(value, at)


def _field(format: Format | None = None, **said: Any) -> Field:  # noqa: A002  # the word in the file
    """A field; what it does not say itself, its format says."""
    if format is None:
        return Field(**said)
    wrong = tuple(Mistake(it.says, it.pattern, instead=it.instead) for it in format.wrong)
    mistakes = (*said.pop("mistakes", ()), *wrong)
    return Field(**{"pattern": format.pattern, "form": format.form, **said}, mistakes=mistakes)


FIELD = Table(
    "a field",
    _field,
    (
        Word("required", boolean, "true, if it must be there"),
        Word("forbidden", boolean, "true, if it must not be there"),
        Word("type", some(choice(Type)), "its JSON type, or several that are allowed"),
        Word("equals", scalar, "its only value"),
        Word("one_of", some(scalar), "its possible values"),
        Word(
            "pattern", pattern, "a regular expression for the whole of its text, or of each text in its list"
        ),
        Word("form", text, "the pattern in words: ten characters, A to Z and 0 to 9"),
        Word("format", known_format, f"a form known by name, for pattern and form: {', '.join(FORMATS)}"),
        Word(
            "least", whole, "how many characters, items or members it has at least, or how large a number is"
        ),
        Word("most", whole, "how many it has at most"),
        Word(
            "same_as",
            template,
            "what it is made of: {payload.iss} for the same as that claim, * for anything",
        ),
        Word(
            "members", _members, "the members of an object, each a field; * stands for any other characters"
        ),
        Word("items", _items, "each item of a list, a field"),
        Word("label", text, "what it is in the receiver's words: Team ID"),
        Word("note", text, "a sentence more, shown beside its value"),
        Word("within", seconds, "how many seconds a date may lie ahead of now"),
        Word("margin", seconds, "how many of those seconds are better left, for clocks that differ"),
        Word("safe", seconds, "how many seconds ahead is the advice"),
        Word("age", seconds, "how many seconds a date may lie back"),
        Word("fresh", seconds, "how many seconds a date may lie back without a remark"),
        Word("unit", choice(Unit), "what the date counts, seconds if nothing is said"),
        Word("means", choice(Meaning), "the date it stands for, if it is called otherwise: exp, nbf or iat"),
        Word("mistakes", some(mistake), "wrong values that people are known to put there"),
        MARK,
        SOURCE,
        WHEN,
    ),
)


@holding("a field, or a list of its cases")
def field(value: Any, at: At) -> Field:
    """A field, or several cases of it: the first whose condition holds is meant."""
    found = cases(FIELD)(value, at)
    if not found:
        raise at.wrong(f"{at.name} is an empty list; it must be a field, or a list of its cases")
    for index, case in enumerate(found):
        _refuse_contradiction(case, at / index if len(found) > 1 else at)
    last: Field = found[-1]
    return replace(last, cases=found[:-1])


def cases(one: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of one thing or of several, of which the first counts whose condition holds."""
    all_ = some(one)

    def read(value: Any, at: At) -> tuple[T, ...]:
        found = all_(value, at)
        for index, case in enumerate(found[:-1]):
            if not case.when:
                raise (at / index).wrong(
                    f"{at.name} has a case without “when” before others, which are thus never reached"
                )
        return found

    return described(read, held(all_).words, held(all_).table)


def _refuse_contradiction(case: Field, at: At) -> None:
    if case.required and case.forbidden:
        raise at.wrong(f"{at.name} is both required and forbidden")
    if case.equals is not None and case.one_of:
        raise at.wrong(f"{at.name} has both “equals” and “one_of”, of which one is enough")
    if case.margin and case.within is None:
        raise at.wrong(f"{at.name} has a “margin” without a “within”")
    refuse_disorder(case, at, ("least", "most"), ("margin", "within"), ("safe", "within"), ("fresh", "age"))


def refuse_disorder(read: object, at: At, *pairs: tuple[str, str]) -> None:
    """Of each pair of words, the first may not be more than the second."""
    for less, more in pairs:
        low, high = getattr(read, less), getattr(read, more)
        if low is not None and high is not None and low > high:
            raise at.wrong(f"{at.name} has a “{less}” that is more than its “{more}”")


@holding("by name: a field")
def fields(value: Any, at: At) -> dict[str, Field]:
    """Fields by name; one * in a name stands for any other characters."""
    for name in value if isinstance(value, dict) else ():
        if name.count("*") > 1:
            raise (at / name).wrong(f"“{name}” has more than one *")
    return named(field)(value, at)
