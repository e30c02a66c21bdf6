"""What a profile takes over from another: `like = "oidc-id-token"`, and then only what differs is said.

This works on the tables of the files, before they are read: a word that is not said is not there yet.
"""

from collections.abc import Mapping
from typing import Any

from .vocabulary import PLAIN, Mark

Facts = Mapping[str, Any]

_PARTS = ("header", "payload")
_WHOLE = ("noun", "audience", "maker", "closed", "lifetime", "either", "request", "key", "chain")
_BY_NAME = ("misuse", "ask", "soften", "stricter", "sources")

_NAMING = ("title", "audience", "document", "url")

# A field that says one of these says it instead of all others of the line.
_INSTEAD = (
    {"equals", "one_of", "pattern", "form", "format"},
    {"required", "forbidden"},
    {"type", "members", "items", "unit"},
)
_DEMANDS_NOTHING = {"label", "note"}
_OWN = {"mark", "source"}  # of whoever made the demand


def marked(facts: Facts) -> dict[str, Any]:
    """The profile with its `mark` in each of its demands that has none."""
    mark = facts.get("mark")
    if mark not in list(Mark):
        return dict(facts)
    demands = {
        key: facts[key] for key in (*_PARTS, "lifetime", "either", "request", "key", "chain") if key in facts
    }
    answers = (
        {"answers": [_with(it, "mark", mark) for it in _list(facts["answers"])]} if "answers" in facts else {}
    )
    return {**facts, **{key: _stamped(value, key, "mark", mark) for key, value in demands.items()}, **answers}


def inherited(own: Facts, base: Facts, base_id: str) -> dict[str, Any]:
    """What `own` says, and what else `base` does; whatever is taken over cites what `base` is made from."""
    source = {"document": base.get("document", base.get("title")), "url": base.get("url")}
    given = {key: _stamped(base[key], key, "source", base_id) for key in (*_PARTS, *_WHOLE) if key in base}
    sources = {**_table(base, "sources"), base_id: source, **_table(own, "sources")}
    taken = {key: given[key] for key in _WHOLE if key in given and key not in own}
    if base_id == PLAIN:
        base = {**base, "ask": {}}  # it asks what the token is, which a profile that is like it answers
    by_name = {key: {**_table(base, key), **_table(own, key)} for key in _BY_NAME}
    parts = {
        key: _fields(own.get(key, {}), given.get(key, {})) for key in _PARTS if key in own or key in given
    }
    return {**own, **taken, **{key: it for key, it in by_name.items() if it}, **parts, "sources": sources}


def added(facts: Facts, id_: str) -> dict[str, Any]:
    """What an overlay says itself of the fields of a token, each citing what the overlay is made from, and
    what it asks about it."""
    own = {key: facts[key] for key in (*_PARTS, "either", "ask", *_NAMING, "sources") if key in facts}
    return inherited({key: facts[key] for key in _NAMING if key in facts}, own, id_)


def _table(facts: Facts, key: str) -> Facts:
    found = facts.get(key, {})
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _fields(own: Any, base: Any) -> Any:
    """The fields of both; one that both have says what it says, and the rest is taken over."""
    if not isinstance(own, dict) or not isinstance(base, dict):
        return own
    return {**base, **{name: _field(it, base[name]) if name in base else it for name, it in own.items()}}


def _field(own: Any, base: Any) -> Any:
    if not isinstance(own, dict) or not isinstance(base, dict):
        return own
    kept = base.keys() - (set() if own.keys() <= _DEMANDS_NOTHING else _OWN)
    for words in _INSTEAD:
        if words & own.keys():
            kept -= words - own.keys()
    merged = {**{word: base[word] for word in base if word in kept}, **own}
    if "members" in own and "members" in base:
        merged["members"] = _fields(own["members"], base["members"])
    return merged


def _stamped(value: Any, key: str, word: str, said: str) -> Any:
    """The demands of one table of a profile, each with `word` unless it has one."""
    if key in _PARTS or key in {"parameters", "members"}:
        return (
            {name: _stamped(it, "field", word, said) for name, it in value.items()}
            if isinstance(value, dict)
            else value
        )
    if isinstance(value, list):
        return [_stamped(it, key, word, said) for it in value]
    if not isinstance(value, dict) or key in {"noun", "audience", "maker", "closed"}:
        return value
    inner = {
        name: _stamped(value[name], name, word, said)
        for name in ("members", "items", "parameters")
        if name in value
    }
    return {**_with(value, word, said), **inner}


def _with(value: Any, word: str, said: str) -> Any:
    return {word: said, **value} if isinstance(value, dict) else value
