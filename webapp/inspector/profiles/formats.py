"""Forms that many receivers ask for, by name: what a value of each is like, in words and as a pattern."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is put there by mistake: its pattern, a clause about it, and its repair, if there is one."""

    pattern: re.Pattern[str]
    says: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A form of texts, in words and as a pattern, and the mistakes that are made with it."""

    form: str
    pattern: re.Pattern[str]
    wrong: tuple[Wrong, ...] = ()


def _wrong(pattern: str, says: str, instead: str | None = None) -> Wrong:
    return Wrong(re.compile(pattern), says, instead)


def _base64url(times: str) -> tuple[Wrong, Wrong]:
    """How base64url of so many characters is written wrongly."""
    return (
        _wrong(f"([A-Za-z0-9_-]{times})=+", "with padding, which base64url leaves out", r"\1"),
        _wrong(
            f"(?=[A-Za-z0-9]*[+/])[A-Za-z0-9+/]{times}=*",
            "in standard base64: base64url has - and _ for + and /",
        ),
    )


def _digest(name: str, octets: int, letters: int) -> Format:
    """A digest in base64url, and how else it is written."""
    return Format(
        f"{letters} base64url characters: the {octets} bytes of a {name}",
        re.compile(f"[A-Za-z0-9_-]{{{letters}}}"),
        (
            _wrong(f"(?:[0-9A-Fa-f]{{2}}:?){{{octets}}}", "in hexadecimal: base64url of the bytes is wanted"),
            *_base64url(f"{{{letters}}}"),
        ),
    )


_NAME = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,62}"
_HOST = rf"(?:{_NAME}(?:\.{_NAME}){{0,20}}|\[[0-9A-Fa-f:.]+\])(?::\d+)?"
_SITE = rf"(?=localhost\b|[^/?#]*[.:]){_HOST}"  # what is an address even without its scheme
_EMAIL = r"[^@\s<>]+@[^@\s<>]+"

FORMATS = {
    "uuid": Format(
        "a UUID, 36 characters in five groups",
        re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
        (
            _wrong(r"\{([0-9A-Fa-f-]{36})\}", "in braces", r"\1"),
            _wrong(r"(?i:urn:uuid:)([0-9A-Fa-f-]{36})", "with urn:uuid: before it", r"\1"),
            _wrong(
                r"([0-9A-Fa-f]{8})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})([0-9A-Fa-f]{12})",
                "a UUID without its hyphens",
                r"\1-\2-\3-\4-\5",
            ),
        ),
    ),
    "https url": Format(
        "an address that begins with https://",
        re.compile(rf"(?i:https)://{_HOST}(?:[/?#]\S*)?"),
        (
            _wrong(r"(?i:http)://(\S+)", "with http: https is wanted", r"https://\1"),
            _wrong(rf"(?://)?({_SITE}(?:[/?#]\S*)?)", "without https:// before it", r"https://\1"),
        ),
    ),
    "url": Format(
        "an address with its scheme, such as https://",
        re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*://{_HOST}(?:[/?#]\S*)?"),
    ),
    "origin": Format(
        "an origin: scheme and host, and the port if it is not the usual one, with nothing behind",
        re.compile(rf"https?://{_HOST}"),
        (
            _wrong(rf"(https?://{_HOST})[/?#]\S*", "with more behind the host, if only a slash", r"\1"),
            _wrong(rf"(?://)?({_SITE})(?:[/?#]\S*)?", "without https:// before it", r"https://\1"),
        ),
    ),
    "uri": Format("a URI", re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")),
    "email": Format(
        "an e-mail address",
        re.compile(rf"(?!(?i:mailto:)){_EMAIL}"),
        (
            _wrong(rf"(?i:mailto:)({_EMAIL})", "with mailto: before it", r"\1"),
            _wrong(rf"[^<>]*<({_EMAIL})>", "with a name or angle brackets around it", r"\1"),
        ),
    ),
    "digits": Format("digits in quotation marks", re.compile(r"[0-9]+")),
    "hex sha256": Format(
        "64 hexadecimal digits",
        re.compile(r"[0-9A-Fa-f]{64}"),
        (_wrong(r"(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}", "with colons between the bytes"),),
    ),
    "base64url": Format(
        "base64url without padding",
        re.compile(r"[A-Za-z0-9_-]+"),
        _base64url("+"),
    ),
    "sha256": _digest("SHA-256", 32, 43),
    "sha1": _digest("SHA-1", 20, 27),
}
