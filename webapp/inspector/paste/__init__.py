"""What was pasted: tokens, and whatever stood around them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..limits import DEFAULTS, Limits
from ..request import Request
from . import answers, clients, fetch, http, json_forms, known, loose, powershell
from .gather import Found, Harvest
from .letters import BLANKS, ZERO_WIDTH
from .outline import is_sound
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
    http.read_fields,
)
_NOTHING = "".join(BLANKS | ZERO_WIDTH)
_BAREST = 100_000  # characters of a text that is taken for a token because nothing else is there


def read(text: str, limits: Limits = DEFAULTS) -> Paste:
    """Find the tokens in `text`, whatever it is. Never raises; costs time linear in the text."""
    if len(text) <= limits.token_characters and is_sound(text):
        return Paste(Form.BARE, (Found(text),))  # nothing is around it, and nothing to be undone in it
    harvest = Harvest(limits)
    if not text.strip().strip(_NOTHING):
        return Paste(Form.EMPTY)
    reading = _recognised(text)
    harvest.add(reading.clippings)
    if not harvest.tokens and reading.form not in loose.FORMS:
        harvest.add(loose.read(text).clippings)  # it stands beside what was read, or where none is expected
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
    if reading.form in _UNNAMED and (thing := known.name(text)):
        return Paste(thing.form, notes=(thing.says,))
    if reading.form in loose.FORMS and not error and answers.is_refusal(text):
        error = text.strip()
    if error and reading.request is None:
        return Paste(Form.ERROR, notes=reading.notes, error_text=error)
    if reading.form in loose.FORMS:
        return _nothing_else(text, harvest)
    instead = tuple(filter(None, map(known.instead, harvest.without_token)))
    notes = (*reading.notes, *instead) or (f"There is no token in {_NAMES[reading.form]}.",)
    return Paste(reading.form, request=reading.request, notes=notes, error_text=error)


def _nothing_else(text: str, harvest: Harvest) -> Paste:
    """A text that is taken for a token if it has the barest outline of one."""
    if len(text) < _BAREST:
        harvest.add([Clipping(text, sure=Sure.MEANT)])
    if harvest.tokens:
        return Paste(Form.BARE, harvest.tokens, notes=harvest.notes)
    return Paste(Form.OPAQUE, notes=(known.nothing(text),))


_UNNAMED = loose.FORMS | {Form.JSON, Form.URL}  # of these, what is in them as a whole may be known
_NAMES = {
    Form.CURL: "this command",
    Form.HTTP: "this HTTP message",
    Form.URL: "this URL",
    Form.JSON: "this JSON",
    Form.FORM: "this form",
    Form.COOKIE: "these cookies",
}
