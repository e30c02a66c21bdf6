"""The reference: rules, causes, profiles and registered names, each as a page and as JSON."""

from collections.abc import Sequence

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue
from werkzeug.routing import BaseConverter

from .. import forms
from ..errors import Refusal
from ..examination import profiles
from ..exhibits import Exhibit, aspects, exhibits
from ..inspector.reference.documents import RemarkPage, drawn
from ..inspector.reference.index import Index, address, day
from ..inspector.reference.kinds import KINDS, Kind
from ..inspector.reference.plain import plain
from ..inspector.reference.profiles import ProfilePage, judged_sample
from ..inspector.reference.prose import prose, runs
from ..inspector.reference.rules import RulePage
from ..inspector.reference.shown import judged
from ..inspector.reference.vocabulary import page as vocabulary_page
from ..inspector.remark import Remark
from ..inspector.words import capital
from ..openapi import description
from ..settings import current_settings

bp = Blueprint("reference", __name__)


class NameConverter(BaseConverter):
    """A name of any characters, slashes among them: claims are often called by an address."""

    part_isolating = False
    regex = ".+"


bp.record(lambda state: state.app.url_map.converters.update(name=NameConverter))
for filter_ in (address, capital, day, prose, runs):
    bp.add_app_template_filter(filter_)

_KIND = f"/<any({', '.join(KINDS)}):kind>"
_NAME = f"{_KIND}/<name:name>"


@bp.get(_KIND)
def index(kind: str) -> ResponseReturnValue:
    """The pages of one kind; with ?q= those that hold these words."""
    found = KINDS[kind].index(forms.search_words(), profiles())
    elsewhere = [] if found.count else _elsewhere(kind)
    return _shown("index", KINDS[kind], f"/{kind}", page=found, elsewhere=elsewhere)


def _elsewhere(kind: str) -> list[Index]:
    """What the same words find among the pages of the other kinds."""
    others = (it.index(forms.search_words(), profiles()) for id_, it in KINDS.items() if id_ != kind)
    return [found for found in others if found.count]


@bp.get(f"{_KIND}.json")
def index_json(kind: str) -> ResponseReturnValue:
    """The same as data."""
    return jsonify(plain(KINDS[kind].index(forms.search_words(), profiles())))


@bp.get("/profiles/vocabulary")
def vocabulary() -> ResponseReturnValue:
    """The words that a profile's file may hold."""
    return _shown("vocabulary", KINDS["profiles"], "/profiles/vocabulary", page=vocabulary_page())


@bp.get("/profiles/vocabulary.json")
def vocabulary_json() -> ResponseReturnValue:
    """The same as data."""
    return jsonify(plain(vocabulary_page()))


@bp.get(_NAME)
def page(kind: str, name: str) -> ResponseReturnValue:
    """All that is known of one rule, cause, profile, claim, header parameter or algorithm."""
    found = KINDS[kind].page(name, profiles())
    if found is None:
        near = KINDS[kind].near(name, profiles())
        return _shown("unknown", KINDS[kind], "", name=name, near=near), 404
    return _shown(kind[:-1], KINDS[kind], address(kind, name), page=found, **_exhibits(found))


@bp.get(f"{_NAME}.json")
def page_json(kind: str, name: str) -> ResponseReturnValue:
    """The same as data."""
    found = KINDS[kind].page(name, profiles())
    if found is None:
        raise Refusal(404, "not-found", _nothing_called(name, KINDS[kind]))
    return jsonify(plain(found))


@bp.get("/api/openapi.json")
def openapi() -> ResponseReturnValue:
    """The API's description of itself."""
    return jsonify(description(current_settings(), profiles()))


def _shown(template: str, kind: Kind, twin: str, **context: object) -> str:
    """A page; `twin` is the address at which, with .json behind it, it is to be had as data."""
    return render_template(
        f"reference/{template}.html", kind=kind, kinds=KINDS.values(), twin=twin, **context
    )


def _nothing_called(name: str, kind: Kind) -> str:
    near = ", ".join(row.name for row in kind.near(name, profiles()))
    return f"Nothing is known here of “{name[:100]}”. {kind.missing}{near and f' Near it: {near}.'}"


def _exhibits(found: object) -> dict[str, Sequence[Exhibit | Remark]]:
    """The examples of a page, laid out."""
    match found:
        case RulePage(id=id_):
            examples = judged(id_)
            shown = aspects(id_, examples.bad)
            both = exhibits((*examples.bad, *examples.good), shown)
            return {"bad": both[: len(examples.bad)], "good": both[len(examples.bad) :]}
        case RemarkPage(id=id_):
            return {"drawn": drawn(id_)}
        case ProfilePage(id=id_):
            sample = judged_sample(profiles()[id_], profiles())
            return {"samples": exhibits([sample] if sample else [], ("header", "payload"))}
        case _:
            return {}
