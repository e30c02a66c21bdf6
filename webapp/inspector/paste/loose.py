"""Tokens on their own, and tokens in running text: whatever no other reader has recognised."""

from itertools import islice

from . import answers, clean, letters, search
from .gather import Places, stands_alone
from .outline import is_token
from .reading import RUNNING_TEXT, Clipping, Form, Reading, Sure

FORMS = frozenset({Form.BARE, Form.BEARER, Form.LOG})

_WRAPPING = " \t\r\n\f\v,;|-*#_\"'`“”‘’«»()[]{}<>"
_MOST_GAPS = 1000  # between tokens that are looked at


def read(text: str) -> Reading:
    """One token as a whole, several of them, or tokens among words."""
    shape = letters.plain(text)
    if not search.mentions_token(shape):
        return Reading(Form.LOG)
    places = list(search.spans(shape))
    form = Form.BEARER if clean.without_scheme(text) != text else Form.BARE
    if stands_alone(text, places) and is_token((mended := clean.mend(text)).text):
        return Reading(form, (Clipping(mended.text, sure=Sure.IS, repairs=mended.repairs),))
    if _only_tokens(text, places):
        return Reading(form, (Clipping(text, sure=Sure.HOLDS),))
    among_words = Clipping(text, "", RUNNING_TEXT, Sure.HOLDS)
    return Reading(Form.LOG, (among_words,) if places else ())


def _only_tokens(text: str, places: Places) -> bool:
    """Whether nothing but tokens, what wraps them and an error body is there."""
    ends = [0, *(end for _, end in places)]
    starts = [*(start for start, _ in places), len(text)]
    gaps = (text[end:start] for end, start in islice(zip(ends, starts, strict=True), _MOST_GAPS))
    return bool(places) and all(map(_says_nothing, gaps))


def _says_nothing(text: str) -> bool:
    core = text.replace(answers.error_in(text) or " ", " ").strip(_WRAPPING + ".")
    return not clean.without_scheme(f"{core} ").strip()
