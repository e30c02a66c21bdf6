"""What speaks for a profile, in words: “iss has the form of a Team ID and kid has the form of a Key ID”."""

from ..json_tree import Number
from ..place import Place
from ..words import article
from .sign import Absent, Evidence, Sign, items, member_names
from .vocabulary import Profile

_MOST_REASONS = 3


def because(profile: Profile, seen: Evidence) -> str:
    """The heaviest signs of `profile` that are seen, in words."""
    found: dict[Place, Sign] = {}
    for sign in profile.recognise:
        if sign.weight > 0 and sign.holds(seen) and sign.place not in found:
            found[sign.place] = sign
            if len(found) == _MOST_REASONS:
                break
    clauses = [_words(sign, profile, seen) for sign in found.values()]
    return _and(clauses, "," if len(clauses) > 2 else "")


def _and(words: list[str], last_comma: str = "") -> str:
    if len(words) < 2:
        return "".join(words)
    *most, last = words
    return f"{', '.join(most)}{last_comma} and {last}"


def _words(sign: Sign, profile: Profile, seen: Evidence) -> str:
    name = _name(sign.place)
    if sign.says:
        return f"{name} {sign.says}"
    if sign.absent:
        return f"there is no {name}"
    if sign.wanted:
        return f"{name} is {_seen(sign, seen)}"
    if sign.only:
        return f"{name} holds nothing but {_and(_names(sign.place, seen))}"
    if sign.names:
        return f"{name} has a name of the expected form in it"
    if sign.same_as:
        return f"{name} is made of other values as expected"
    if sign.pattern or sign.each:
        label = _label(sign.place, profile)
        return f"{name} has the form of {article(label)}" if label else f"{name} has the expected form"
    return f"{name} is there"


def _name(place: Place) -> str:
    """What a place is called in a sentence."""
    if place.steps:
        first, *within = place.steps
        return f"{first}{Place('', tuple(within))}"
    return _WHOLE.get(place.part, f"the {place.part}")


_WHOLE = {
    "label": "the name it was sent under",
    "request": "the address it was sent to",
    "token": "its serialisation",
}


def _seen(sign: Sign, seen: Evidence) -> str:
    """Which of the values that are looked for is there, as it is written."""
    value = seen.at(sign.place)
    there = [] if isinstance(value, Absent) else items(value)
    found = next(filter(sign.wants, there), None)
    if isinstance(found, Number):
        return found.literal
    return str(found).lower() if isinstance(found, bool) else str(found)


def _names(place: Place, seen: Evidence) -> list[str]:
    """The names of what is in an object, each once."""
    value = seen.at(place)
    return [] if isinstance(value, Absent) else list(dict.fromkeys(member_names(value)))


def _label(place: Place, profile: Profile) -> str:
    fields = {"header": profile.header, "payload": profile.payload}.get(place.part, {})
    known = fields.get(str(place.steps[0])) if len(place.steps) == 1 else None
    return known.label if known else ""
