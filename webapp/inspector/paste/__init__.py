"""What was pasted: tokens, and whatever stood around them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..limits import DEFAULTS, Limits
from ..request import Request
from . import answers, clients, fetch, http, json_forms, known, loose, powershell
from .gather import Found, Harvest
from .letters import BLANKS, ZERO_WIDTH
from .reading import Clipping, Form, Reading, Sure

__all__ = ["Form", "Found", "Paste", "read"]


@dataclass(frozen=True, slots=True)
class Paste:
    """The reading of a paste. `notes` are plain sentences for the user."""

    form: Form
    tokens: tuple[Found, ...] = ()
    request: Request | None = None
    notes: tuple[str, ...] = ()
    error_text: str = field(default="", repr=False)  # the receiver's answer, when that was pasted


_READERS: tuple[Callable[[str], Reading | None], ...] = (
    json_forms.read,
    powershell.read,
    clients.read,
    fetch.read,
    http.read_message,
    http.read_headers,
    http.read_cookie,
    http.read_url,
    http.read_form,
)
_NOTHING = "".join(BLANKS | ZERO_WIDTH)
_BAREST = 100_000  # characters of a paste that is taken for a token because it is nothing else
_MAY_BE_ERROR = frozenset({Form.BARE, Form.BEARER, Form.LOG, Form.JSON, Form.HTTP, Form.URL})


def read(text: str, limits: Limits = DEFAULTS) -> Paste:
    """Find the tokens in `text`, whatever it is. Never raises; costs time linear in the text."""
    if not text.strip().strip(_NOTHING):
        return Paste(Form.EMPTY)
    reading = _recognised(text)
    harvest = Harvest(limits)
    harvest.add(reading.clippings)
    error = reading.error_text or answers.error_in(text)
    if not harvest.tokens:
        return _without_token(text, reading, harvest, error)
    notes = (*reading.notes, *harvest.notes, *known.keys_beside(text))
    return Paste(reading.form, harvest.tokens, reading.request, notes, error)


def _recognised(text: str) -> Reading:
    readings = (reader(text) for reader in _READERS)
    return next(filter(None, readings), None) or loose.read(text)


def _without_token(text: str, reading: Reading, harvest: Harvest, error: str) -> Paste:
    """What the paste is if nothing in it has the outline of a token."""
    loosely = reading.form in loose.FORMS
    if (loosely or reading.form in {Form.JSON, Form.URL}) and (thing := known.name(text)):
        return Paste(thing.form, notes=(thing.says,))
    if not error and loosely and answers.is_refusal(text):
        error = text.strip()
    if error and reading.request is None and reading.form in _MAY_BE_ERROR:
        return Paste(Form.ERROR, notes=reading.notes, error_text=error)
    if loosely:
        harvest.add([Clipping(text, sure=Sure.MEANT)] if len(text) < _BAREST else [])
        form = Form.BARE if harvest.tokens else Form.OPAQUE
        notes = harvest.notes if harvest.tokens else (known.nothing(text),)
        return Paste(form, harvest.tokens, notes=notes)
    named = tuple(map(known.instead, harvest.without_token))
    notes = (*reading.notes, *filter(None, named)) or (f"There is no token in {_NAMES[reading.form]}.",)
    return Paste(reading.form, request=reading.request, notes=notes, error_text=error)


_NAMES = {
    Form.CURL: "this command",
    Form.HTTP: "this HTTP message",
    Form.URL: "this URL",
    Form.JSON: "this JSON",
    Form.FORM: "this form",
    Form.COOKIE: "these cookies",
}
