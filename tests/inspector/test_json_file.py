"""Which files are worth reading as JSON."""

import pytest

from webapp.inspector.json_file import json_text
from webapp.inspector.limits import Limits
from webapp.inspector.submission import KeyFile


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b' {"keys":[]}\n', '{"keys":[]}'),
        (b"\xef\xbb\xbf[1]", "[1]"),
        ('{"a":1}'.encode("utf-16"), '{"a":1}'),
        (b"-----BEGIN PUBLIC KEY-----", ""),
        (b"key = {", ""),
        (b"{" + b" " * 100, ""),
        (b"", ""),
    ],
)
def test_the_text_of_what_begins_as_json_does(data, text):
    assert json_text(KeyFile("key", data), Limits(key_bytes=100)) == text
