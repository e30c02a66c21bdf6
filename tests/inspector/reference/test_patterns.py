"""Regular expressions written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector.reference.patterns import texts


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("invalid_grant", ("invalid_grant",)),
        (r"\binvalid_grant\b", ("invalid_grant",)),
        (r"(?i)code has (expired|been revoked)", ("code has expired", "code has been revoked")),
        (r"Key(Id)?InToken", ("KeyIdInToken", "KeyInToken")),
        (r"AADSTS(\d{5,7})\b", ("AADSTS…",)),
        (r'"status"\s*:\s*"403"|FORBIDDEN', ('"status":"403"', "FORBIDDEN")),
        (r'issued to ([^"\s]{1,200}?)\.?(?:["\s]|$)', ("issued to …",)),
        (r"https?://([a-z]+\.)?example\.com/.*", ("https://…example.com/…",)),
        ("", ()),
    ],
)
def test_text_that_is_found_is_written_out(pattern, found):
    assert texts(pattern) == found


@pytest.mark.parametrize(
    "evil", ["(" * 500, "[" * 500, "\\" * 501, "(a|b)" * 100, "a?" * 250, "(a|" * 160, "|" * 500, "((" * 250]
)
def test_nothing_is_too_much(evil):
    assert len(texts(evil)) <= 6


@given(st.text(max_size=600))
def test_any_text_is_taken(pattern):
    assert all(isinstance(it, str) for it in texts(pattern))
