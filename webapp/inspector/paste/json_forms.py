"""Pastes that are JSON as a whole: a token in its JSON serialisation, a HAR, or any other."""

from . import har, json_text
from .draft import of_json
from .reading import Clipping, Form, Reading, Sure


def read(text: str) -> Reading | None:
    """JSON as a whole, also where it was printed as a JSON string once more."""
    value = json_text.load(text)
    if value is None and (inner := json_text.quoted(text)):
        text, value = inner, json_text.load(inner)
    if value is None:
        return None
    if json_text.is_token_object(value):
        return Reading(Form.BARE, (Clipping(text.strip().strip("\ufeff").strip(), sure=Sure.IS),))
    return har.read(text, value) or Reading(Form.JSON, of_json(text, value, "the JSON"))
