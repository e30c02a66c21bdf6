"""A token to the letter is told from every other text by one look."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.inspector.limits import DEFAULTS
from webapp.inspector.paste import Form, Found, loose, read
from webapp.inspector.paste.gather import Harvest
from webapp.inspector.paste.outline import is_sound

from .tokens import ENCRYPTED, OTHER, SELECTIVE, SOUND, THIRD


@pytest.mark.parametrize("token", [SOUND, OTHER, THIRD, ENCRYPTED])
def test_a_token_to_the_letter_is_sound(token):
    assert is_sound(token)
    assert read(token).tokens == (Found(token),)
    assert read(token).form is Form.BARE


@pytest.mark.parametrize(
    "text",
    [
        f" {SOUND}", f"{SOUND}\n", f"{SOUND}.", f'"{SOUND}"', SOUND * 2, f"Bearer {SOUND}", f"{SOUND}=",
        f"{SOUND} {OTHER}", SELECTIVE, SOUND.rpartition(".")[0], SOUND[1:], "eyJ.xeyJ.x", "",
    ],
)  # fmt: skip
def test_anything_else_is_looked_at_more_closely(text):
    assert not is_sound(text)


SEGMENTS = st.lists(st.text("eyJhbGci.-_", max_size=12), max_size=6).map(".".join)


@settings(deadline=None)
@given(SEGMENTS.map("eyJ".__add__))
def test_a_sound_text_reads_the_same_the_long_way(text):
    if is_sound(text):
        reading = loose.read(text)
        harvest = Harvest(DEFAULTS)
        harvest.add(reading.clippings)
        assert (reading.form, harvest.tokens) == (read(text).form, read(text).tokens)
