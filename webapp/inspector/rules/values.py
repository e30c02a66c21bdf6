"""A value beside what a profile's field asks for, in words; shared by the rules of claims and of requests."""

from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from ..json_tree import Array, Number, Object, Value
from ..paste import letters
from ..place import Place
from ..profiles import Expected
from ..profiles.sign import LONGEST, MEDIA_TYPES, Scalar, Type, items, matches, media_type, same, size, within
from ..profiles.vocabulary import Field, Mark, Mistake, Profile
from ..rule import Problem
from ..words import counted, joined

_QUOTES = "\"'`“”‘’«»"
_BLANKS = " \t\r\n"
_MOST_SHOWN = 100


def shown(value: Value) -> str:
    """A value in a sentence; characters that cannot be seen are named by their code points."""
    match value:
        case str():
            return f"“{_visible(value)}”"
        case Number(literal):
            return literal[:_MOST_SHOWN]
        case Array(listed):
            return f"a list of {len(listed):,}"
        case Object():
            return "an object"
        case None:
            return "null"
        case _:
            return str(value).lower()


def _visible(text: str) -> str:
    cut = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return "".join(f"‹U+{ord(it):04X}›" if _invisible(it) else it for it in cut)


def _invisible(character: str) -> bool:
    return character in letters.ZERO_WIDTH or character in letters.BLANKS or character in "\t\r\n"


def written(scalar: Scalar) -> str:
    """A value that a profile asks for, in a sentence."""
    return f"“{scalar}”" if isinstance(scalar, str) else str(scalar).lower()


def demand(field: Field) -> str:
    """What the field must be, as a sentence; empty where nothing is said."""
    if field.wanted:
        return f"It must be {joined([written(scalar) for scalar in field.wanted], 'or')}."
    if field.form:
        return f"It must be the {field.label}: {field.form}." if field.label else f"It must be {field.form}."
    return f"It must be the {field.label}." if field.label else ""


def asked(field: Field) -> str:
    """What to put where nothing is, as a sentence."""
    return demand(field) if field.wanted or field.form else field.label and f"Put the {field.label} there."


def cleaned(text: str, fits: Callable[[str], bool]) -> tuple[str, str] | None:
    """What was put around or into a value that otherwise `fits`, as a clause, and the value without it."""
    if len(text) > LONGEST:
        return None
    found: list[str] = []
    bare = _without_foreign_letters(_without_wrapping(_without_invisible(text, found), found), found)
    if not fits(bare):
        bare = _without_blanks(bare, found)
    return (f"with {joined(found)}", bare) if found and fits(bare) else None


def in_other_case(text: str, fits: Callable[[str], bool]) -> tuple[str, str] | None:
    """The same for a value that `fits` but for its capitals."""
    bare = text.strip(_BLANKS + _QUOTES)
    for other, clause in ((bare.upper(), "in small letters"), (bare.lower(), "in capital letters")):
        if other != text and fits(other):
            return clause, other
    return None


def _without_invisible(text: str, found: list[str]) -> str:
    unseen = [it for it in dict.fromkeys(text) if it in letters.ZERO_WIDTH or it in letters.BLANKS]
    found += [f"a {letters.name(it)} (U+{ord(it):04X})" for it in unseen[:3]]
    return "".join(it for it in text if it not in unseen) if unseen else text


def _without_wrapping(text: str, found: list[str]) -> str:
    bare = text.strip(_BLANKS + _QUOTES)
    before, _, after = text.partition(bare) if bare else (text, "", "")
    around = before + after
    if any(it in _QUOTES for it in around):
        found.append("quotation marks around it")
    if any(it in "\r\n" for it in around):
        found.append("a line end at its end" if "\n" in after else "a line end before it")
    if any(it in " \t" for it in around):
        found.append("a blank at its end" if any(it in " \t" for it in after) else "a blank before it")
    return bare


def _without_foreign_letters(text: str, found: list[str]) -> str:
    foreign = [it for it in dict.fromkeys(text) if it in letters.LOOKALIKES]
    found += [f"{letters.name(it)} (U+{ord(it):04X}) for {letters.LOOKALIKES[it]}" for it in foreign[:3]]
    return letters.plain(text)


def _without_blanks(text: str, found: list[str]) -> str:
    bare = "".join(text.split())
    if bare != text:
        found.append("a line end in it" if "\n" in text else "blanks in it")
    return bare


def outsized(name: str, field: Field, value: Value, profile: Profile) -> Problem | None:
    """The problem of a value that is too short or too long, or of a number too small or too large."""
    found = None if field.least is None and field.most is None else size(value)
    if found is None or within(value, field.least, field.most):
        return None
    return Problem(
        f"{name} {_measured(value, found)}; it must {_bounds(field, value)}.",
        severity=field.mark.severity,
        citation=profile.citation(field.source),
    )


def _measured(value: Value, found: int | Decimal) -> str:
    return f"is {shown(value)}" if isinstance(value, Number) else f"has {_counted(int(found), value)}"


def _counted(number: int, value: Value) -> str:
    noun = "character" if isinstance(value, str) else "item" if isinstance(value, Array) else "member"
    return counted(number, noun)


def _bounds(field: Field, value: Value) -> str:
    verb = "be" if isinstance(value, Number) else "have"
    bounds = (("at least", field.least), ("at most", field.most))
    said = [f"{words} {bound:,}" for words, bound in bounds if bound is not None]
    return f"{verb} {joined(said)}"


def differing(it: Expected, value: Value, profile: Profile) -> Problem | None:
    """The problem of a value that is not made of other values as it must be."""
    if it.twin is None or it.field.same_as is None or it.twin.fits(value):
        return None
    names = joined([_place_name(place) for place in it.field.same_as.pieces if isinstance(place, Place)])
    how = "the same as" if it.field.same_as.plain else "made of"
    return Problem(
        f"{it.name} is {shown(value)}; it must be “{_visible(str(it.twin))}”, {how} {names}.",
        _as_written(it.twin.whole, value),
        severity=it.field.mark.severity,
        citation=profile.citation(it.field.source),
    )


def _place_name(place: Place) -> str:
    return str(place).removeprefix(place.part).lstrip(".")


def _as_written(text: str | None, value: Value) -> str | int | None:
    return int(text) if text and isinstance(value, Number) and text.isdecimal() else text


def wrong(name: str, field: Field, value: Value, profile: Profile) -> Problem | None:
    """The problem of a value, or of a list of values, that is none of those the field wants."""
    if value == Array(()) or any(same(item, wanted) for item in items(value) for wanted in field.wanted):
        return None
    if name in _MEDIA_TYPES and isinstance(value, str) and _is_media_type(value, field):
        return None
    if isinstance(value, str):
        return _amiss(name, field, value, profile, lambda text: text in field.wanted)
    return _problem(name, field, value, profile, instead=_nearest(value, field))


_MEDIA_TYPES = [place.steps[0] for place in MEDIA_TYPES]


def _is_media_type(value: str, field: Field) -> bool:
    return media_type(value) in [media_type(str(wanted)) for wanted in field.wanted]


def malformed(name: str, field: Field, text: str, profile: Profile) -> Problem | None:
    """The problem of a text that has not the form the field wants, or is a known mistake."""
    if _fits(field, text):
        return None
    return _amiss(name, field, text, profile, lambda it: _fits(field, it))


def _fits(field: Field, text: str) -> bool:
    return _mistake(field, text) is None and (field.pattern is None or matches(field.pattern, text))


def _amiss(name: str, field: Field, text: str, profile: Profile, fits: Callable[[str], bool]) -> Problem:
    """The problem of a text that does not fit: what came along with it, or what else it is."""
    if found := cleaned(text, fits):
        return _problem(name, field, text, profile, *found)
    bare = text.strip(_BLANKS + _QUOTES)
    if mistake := _mistake(field, text) or _mistake(field, bare):
        instead = _repaired(mistake, bare) or _nearest(bare, field)
        return _problem(name, field, text, profile, mistake.says, instead, mistake)
    if found := in_other_case(text, fits):
        return _problem(name, field, text, profile, *found)
    return _problem(name, field, text, profile, instead=_nearest(bare, field))


def _mistake(field: Field, text: str) -> Mistake | None:
    for mistake in field.mistakes:
        if mistake.pattern and mistake.pattern.fullmatch(text, 0, LONGEST):
            return mistake
    return None


def _repaired(mistake: Mistake, text: str) -> str | None:
    found = mistake.pattern.fullmatch(text[:LONGEST]) if mistake.pattern else None
    return found.expand(mistake.instead) if found and mistake.instead else None


def _nearest(value: Value, field: Field) -> Any:
    """The value that must have been meant: the only one there is, or the one most like it."""
    if len(field.wanted) == 1:
        return field.wanted[0]
    texts = [wanted for wanted in field.wanted if isinstance(wanted, str)]
    close = get_close_matches(value[:100], texts, 1, 0.6) if isinstance(value, str) else []
    return close[0] if close else None


def _problem(
    name: str,
    field: Field,
    value: Value,
    profile: Profile,
    clause: str = "",
    instead: Any = None,
    mistake: Mistake | None = None,
) -> Problem:
    mark = (mistake and mistake.mark) or field.mark
    source = (mistake and mistake.source) or field.source
    said = f"{name} is {shown(value)}{f', {clause}' if clause else ''}."
    return Problem(
        " ".join(filter(None, (said, demand(field)))),
        instead,
        severity=mark.severity,
        citation=profile.citation(source),
    )


_KINDS = {
    Type.TEXT: "a text",
    Type.DATE: "a number of seconds since 1970",
    Type.NUMBER: "a number",
    Type.INTEGER: "a whole number",
    Type.BOOLEAN: "true or false",
    Type.OBJECT: "an object",
    Type.LIST: "a list",
    Type.TEXTS: "a list of texts",
    Type.JSON: "JSON in a text",
    Type.TOKEN: "a token of three parts",
}


def of_type(value: Value, field: Field) -> bool:
    """Whether the JSON type of a value is one of those the field wants, if it wants any."""
    for type_ in field.type:
        if type_.fits(value):
            return True
    return not field.type


def mistyped(name: str, field: Field, value: Value, profile: Profile) -> Problem | None:
    """The problem of a value whose JSON type is none of those the field wants."""
    if of_type(value, field):
        return None
    mistake = next((it for it in field.mistakes if it.type and it.type.fits(value)), None)
    kinds = joined([_KINDS[type_] for type_ in field.type], "or")
    what = mistake.says if mistake else _kind(value)
    return Problem(
        f"{name} is {what}; it must be {kinds}.",
        _converted(value, field.type),
        severity=((mistake and mistake.mark) or field.mark or Mark.VERIFIED).severity,
        citation=profile.citation((mistake and mistake.source) or field.source),
    )


def _kind(value: Value) -> str:
    match value:
        case str():
            return f"the text {shown(value)}"
        case Number():
            return f"the number {shown(value)}"
        case _:
            return shown(value)


def _converted(value: Value, types: tuple[Type, ...]) -> Any:
    """The same value in one of the wanted types, where there is no doubt what it is."""
    match value:
        case Number(literal) if Type.TEXT in types:
            return literal
        case str() if Type.TEXTS in types:
            return [value]
        case str() if Type.BOOLEAN in types:
            return {"true": True, "false": False}.get(value.lower())
        case str() if {Type.NUMBER, Type.INTEGER, Type.DATE} & set(types):
            return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
        case Array((only,)) if Type.TEXT in types and isinstance(only.value, str):
            return only.value
        case _:
            return None
