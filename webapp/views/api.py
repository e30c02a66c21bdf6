"""The same examination for programs."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from .. import forms
from ..deep import sought
from ..errors import Refusal
from ..examination import as_of, examined, profiles, with_keys_fetched
from ..inspector import keys
from ..inspector.as_json import as_json, key_as_json
from ..inspector.keys import UnusableKey
from ..inspector.keys.repair import repaired
from ..settings import current_settings
from ..turns import turn

bp = Blueprint("api", __name__, url_prefix="/api")


@bp.post("/inspect")
def inspect() -> ResponseReturnValue:
    """Examine what was sent, and answer with the whole report."""
    body = forms.api_body(profiles())
    submission, fetched = with_keys_fetched(body.submission, body.fetch)
    now = as_of(body.now)
    searcher = sought(submission, now)
    with turn():
        report = as_json(examined(submission, now, searcher))
    return jsonify(report | {"fetched": [one.as_json() for one in fetched]})


@bp.post("/public-key")
def public_key() -> ResponseReturnValue:
    """The public half of a key, as a row of `keys`."""
    rows = keys.read(forms.api_key_file(), current_settings().limits)
    return jsonify(key_as_json(rows[0]))


@bp.post("/mended-key")
def mended_key() -> ResponseReturnValue:
    """The key file that was sent as it should be, its private half too if it has one."""
    mended = repaired(forms.api_key_file(), current_settings().limits)
    if isinstance(mended, UnusableKey):
        raise Refusal(400, mended.code, mended.message)
    return jsonify(name=mended.name, text=mended.text)
