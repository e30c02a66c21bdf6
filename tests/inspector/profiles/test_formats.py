"""What fits a form that has a name, what is known to be put there instead, and what it becomes."""

import pytest

from webapp.inspector.profiles.formats import FORMATS
from webapp.inspector.profiles.sign import LONGEST

UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
HEX = "0aF1" * 16

FITTING = {
    "uuid": [UUID, UUID.upper()],
    "https url": [
        *("https://a.example", "https://a.example/", "https://a-b.example:8443/b?c=d#e", "https://localhost"),
        *("https://a_b.example?c", "https://a.example#b", "https://[2001:db8::1]:443/", "HTTPS://a.example"),
    ],
    "url": ["https://a.example", "wss://a.example/b", "com.example.app://callback"],
    "origin": ["https://a.example", "http://localhost:3000", "https://[::1]"],
    "uri": ["urn:a:b", "https://a.example", "mailto:a@b.example", "did:key:z6"],
    "email": ["a@b.example", "a.b+c@localhost", "é@ü.example"],
    "digits": ["0", "007"],
    "hex sha256": [HEX, HEX.lower()],
    "base64url": ["a", "Az09-_"],
    "sha256": ["A" * 42 + "_"],
    "sha1": ["-" + "A" * 26],
}

OTHERS = {
    "uuid": ["", UUID[:-1], UUID + "0", UUID + "\n", UUID.replace("-", "_"), "{" + UUID[:-1] + "}"],
    "https url": [
        *("", "https://", "https://a b", "https://a.example/b c", "ftp://a.example", "admin", "a@b.example"),
        *(
            "https://-a.example",
            "https://a..example",
            "https://bücher.example",
            "appstoreconnect-v1",
            "https:a",
        ),
    ],
    "url": ["a.example", "mailto:a@b.example", "://a.example", "1a://b"],
    "origin": ["", "ftp://a.example", "admin", "null"],
    "uri": ["a", "a:", ":a", "1:a", "a b:c", "a:b c"],
    "email": ["a", "a@", "@b", "a@b@c", "a b@c", "<a@b"],
    "digits": ["", "-1", "1.0", "١٢", "1 "],
    "hex sha256": [HEX[:-1], HEX + "0", "g" + HEX[1:]],
    "base64url": ["", "a.b", "a=b", "é"],
    "sha256": ["A" * 42, "A" * 44, "+" + "A" * 41],
    "sha1": ["A" * 26, "A" * 28],
}

PADDED = "with padding, which base64url leaves out"
STANDARD = "in standard base64: base64url has - and _ for + and /"
IN_HEX = "in hexadecimal: base64url of the bytes is wanted"
NO_SCHEME = "without https:// before it"
TOO_MUCH = "with more behind the host, if only a slash"

MISTAKEN = [
    ("uuid", "{" + UUID + "}", "in braces", UUID),
    ("uuid", f"urn:uuid:{UUID}", "with urn:uuid: before it", UUID),
    ("uuid", UUID.replace("-", ""), "a UUID without its hyphens", UUID),
    ("https url", "http://a.example/b", "with http: https is wanted", "https://a.example/b"),
    ("https url", "HTTP://a.example", "with http: https is wanted", "https://a.example"),
    ("https url", "a.example", NO_SCHEME, "https://a.example"),
    ("https url", "a.example/b?c", NO_SCHEME, "https://a.example/b?c"),
    ("https url", "a.example?c", NO_SCHEME, "https://a.example?c"),
    ("https url", "//a.example/b", NO_SCHEME, "https://a.example/b"),
    ("https url", "localhost", NO_SCHEME, "https://localhost"),
    ("https url", "door:8080/b", NO_SCHEME, "https://door:8080/b"),
    ("origin", "https://a.example/", TOO_MUCH, "https://a.example"),
    ("origin", "http://a.example:80/b?c", TOO_MUCH, "http://a.example:80"),
    ("origin", "https://a.example#b", TOO_MUCH, "https://a.example"),
    ("origin", "a.example", NO_SCHEME, "https://a.example"),
    ("origin", "localhost:3000/", NO_SCHEME, "https://localhost:3000"),
    ("email", "mailto:a@b.example", "with mailto: before it", "a@b.example"),
    ("email", "Ann <a@b.example>", "with a name or angle brackets around it", "a@b.example"),
    ("email", "<a@b.example>", "with a name or angle brackets around it", "a@b.example"),
    ("hex sha256", ":".join(["0a"] * 32), "with colons between the bytes", None),
    ("base64url", "Az09-_==", PADDED, "Az09-_"),
    ("base64url", "a+b/", STANDARD, None),
    ("base64url", "a+b/=", STANDARD, None),
    ("sha256", "A" * 43 + "=", PADDED, "A" * 43),
    ("sha256", HEX, IN_HEX, None),
    ("sha256", ":".join(["0A"] * 32), IN_HEX, None),
    ("sha256", "A" * 42 + "/", STANDARD, None),
    ("sha256", "+" + "A" * 42 + "=", STANDARD, None),
    ("sha1", "A" * 27 + "=", PADDED, "A" * 27),
    ("sha1", "0a" * 20, IN_HEX, None),
    ("sha1", "A" * 26 + "+=", STANDARD, None),
]


def mistakes(name, text):
    found = [it for it in FORMATS[name].wrong if it.pattern.fullmatch(text)]
    return [(it.says, it.instead and it.pattern.fullmatch(text).expand(it.instead)) for it in found]


def cases(texts):
    return [(name, text) for name in FORMATS for text in texts[name]]


@pytest.mark.parametrize(("name", "text"), cases(FITTING))
def test_fits_and_is_no_mistake(name, text):
    assert FORMATS[name].pattern.fullmatch(text)
    assert mistakes(name, text) == []


@pytest.mark.parametrize(("name", "text"), cases(OTHERS))
def test_does_not_fit_and_nobody_knows_why(name, text):
    assert not FORMATS[name].pattern.fullmatch(text)
    assert mistakes(name, text) == []


@pytest.mark.parametrize(("name", "text", "says", "instead"), MISTAKEN)
def test_mistake_and_its_repair(name, text, says, instead):
    assert not FORMATS[name].pattern.fullmatch(text)
    assert mistakes(name, text) == [(says, instead)]
    assert instead is None or FORMATS[name].pattern.fullmatch(instead)


def test_sizes_in_words_are_those_of_the_digests():
    assert FORMATS["sha256"].form == "43 base64url characters: the 32 bytes of a SHA-256"
    assert FORMATS["sha1"].form == "27 base64url characters: the 20 bytes of a SHA-1"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("piece", ["a", "a.", "a-", "0", ":", "/", "<", "a@", "+", "a:"])
def test_long_text_is_soon_decided(name, piece):
    """Each pattern is done with a text before it has tried all ways to divide it, or this never ends."""
    patterns = [FORMATS[name].pattern, *(it.pattern for it in FORMATS[name].wrong)]
    for text in (
        f"{head}{piece * LONGEST}{end}" for head in ("", "https://", "//") for end in ("", "!", " ")
    ):
        for pattern in patterns:
            pattern.fullmatch(text, 0, LONGEST)
