"""What templates may ask for beyond the attributes of what they are given. Text in, text out: never HTML."""

import json
import re
from collections.abc import Iterable

from flask import Blueprint, url_for

from .forms import PageForm
from .inspector import dates
from .inspector.chain import Chain, Standing
from .inspector.fix import fix
from .inspector.keys import Key, public_file_name
from .inspector.markdown import markdown
from .inspector.note import Note
from .inspector.phrases import accepting, standing
from .inspector.recipes import Recipe, recipes_for
from .inspector.token import Token
from .inspector.words import capital, counted, revealed

LONGEST_EDIT = 64 * 1024  # characters of a paste that is written again with every repaired token

_GOES_ON = re.compile(r"[\w-]", re.ASCII)


def here(path: str) -> str:
    """An address of this application, below the path it is served under."""
    return url_for("page.blank").rstrip("/") + path


def in_place_of(repaired: str, token: Token, form: PageForm) -> str:
    """What was pasted, with `repaired` where `token` stood; only the token where that is not to be found.

    A longer token that begins like it stays as it is.
    """
    text = form.submission.text
    if len(text) > LONGEST_EDIT:
        return repaired
    before, *after = text.split(token.text)
    edited = before + "".join((token.text if _GOES_ON.match(it) else repaired) + it for it in after)
    return repaired if edited == text else edited


def shortened(text: str, most: int = 300) -> str:
    """`text` without its end where it is long."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


def helping(notes: Iterable[Note]) -> list[Recipe]:
    """The recipes that help against what is said of a key, each of them once."""
    found = {recipe.id: recipe for note in notes for recipe in recipes_for(note.id)}
    return list(found.values())


def jwk(key: Key) -> str:
    return json.dumps(dict(key.public_jwk or {}), indent=2)


def tone(chain: Chain) -> str:
    """The sign that a chain bears."""
    return {Standing.TRUSTED: "sound", Standing.UNKNOWN: "unverified"}.get(chain.standing, "refused")


def register(bp: Blueprint) -> None:
    """Make the filters known to every template of the application."""
    for filter_ in (
        accepting,
        capital,
        counted,
        dates.duration,
        dates.iso,
        dates.moment,
        dates.relative,
        fix,
        helping,
        here,
        in_place_of,
        jwk,
        markdown,
        public_file_name,
        revealed,
        shortened,
        standing,
        tone,
    ):
        bp.add_app_template_filter(filter_, filter_.__name__)
