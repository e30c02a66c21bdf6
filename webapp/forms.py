"""Requests to submissions. Besides the guards, nothing else in the application reads what was sent."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from email.utils import parsedate_to_datetime
from typing import Any

from flask import request

from .errors import Refusal
from .inspector import dates
from .inspector.profiles import Profile
from .inspector.submission import KeyFile, SecretEncoding, Submission
from .kept import Kept
from .sender import Sender
from .settings import current_settings

PASTED = "pasted key"  # the name of a key that was typed or pasted instead of uploaded
FIELDS = ("error_text", "client_id", "profile", "now", "leeway", "secret_encoding", "payload")
FURTHEST = 253_402_300_799  # the last second of the year 9999
LONGEST_LEEWAY = 1_000_000_000

_THIS_MACHINE = re.compile(r"(::ffff:)?127\.|::1$|unix:|$")
_NUMBER = re.compile(r"(-?[0-9]{1,12}|[0-9]{13,19})(?:\.[0-9]{1,9})?", re.ASCII)
_LOGGED = re.compile(r"^\[?(\d{1,2})/([A-Z][a-z]{2})/(\d{4}):(\d\d:\d\d:\d\d [+-]\d{4})\]?$", re.ASCII)
_SLASHED = re.compile(r"^(\d{4})/(\d\d)/(\d\d)\b", re.ASCII)
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without halves of characters, which neither JSON nor a page can carry."""
    return _SURROGATES.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class PageForm:
    """The page's form as it was filled in.

    `fields` are shown again as they were; `problems` says of a field why it could not be used.
    `now` is None for the clock. `new` names the key files that came with this very request.
    """

    submission: Submission = Submission("")  # noqa: RUF009  # it is frozen
    now: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    problems: Mapping[str, str] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    fetch: bool = False  # the keys that the tokens' issuers publish
    mend: str = ""  # the key whose file is asked for, mended, instead of a report

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def opened(self) -> bool:
        """Something was written in a field that is else folded away."""
        return any(self[name] for name in ("client_id", "profile", "now", "leeway", "payload"))


def sender() -> Sender:
    """Whoever sent the request under way, as far as the server shows the connection."""
    return Sender(request.environ.get("gunicorn.socket"))


def page_form(profiles: Mapping[str, Profile]) -> PageForm:
    """What the page's form holds. Never fails: a field that makes no sense is left out and said so."""
    fields = {name: _typed(name) for name in FIELDS}
    problems = dict(_problems(fields, profiles))
    new = list(_new_keys())
    submission = Submission(
        text=_typed("use") or _typed("text"),
        keys=(*_kept_keys(), *new),
        secret=_typed("secret") or None,
        secret_encoding=_encoding(fields["secret_encoding"]),
        client_id=fields["client_id"].strip() or None,
        profile=_profile(fields["profile"], profiles),
        error_text=fields["error_text"].strip() or None,
        leeway=_leeway(fields["leeway"]) or 0,
        deep="deep" in request.form,
        payload=_uploaded("payload_file") or fields["payload"].encode() or None,
    )
    names = tuple(file.name for file in new)
    return PageForm(
        submission,
        moment(fields["now"]),
        fields,
        problems,
        names,
        fetch="fetch" in request.form,
        mend=_typed("mend"),
    )


def _typed(name: str) -> str:
    """A field of the form, with line ends as they were before the browser doubled them."""
    values = request.form.getlist(name)  # a button may say again what a field says; it comes last
    return clean(values[-1]).replace("\r\n", "\n") if values else ""


def _problems(fields: Mapping[str, str], profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    if fields["now"].strip() and moment(fields["now"]) is None:
        yield (
            "now",
            "This is no date that can be read here; the clock was used. Try 2026-11-23 09:41 or 1795426860.",
        )
    if fields["leeway"].strip() and _leeway(fields["leeway"]) is None:
        yield "leeway", "Leeway is a number of seconds, such as 60; none was used."
    if (name := fields["profile"].strip()) and _profile(name, profiles) is None:
        near = get_close_matches(name.lower(), profiles, 1)
        hint = f"did you mean {near[0]}?" if near else "/profiles lists those that are."
        yield "profile", f"This is no profile here, and the token’s own signs were used; {hint}"


def _profile(text: str, profiles: Mapping[str, Profile]) -> str | None:
    """The profile that is called `text`, by its id or its title."""
    name = text.strip().casefold()
    return next((id_ for id_, it in profiles.items() if name in {id_, it.title.casefold()}), None)


def moment(text: str) -> int | None:
    """The moment meant by `text`: seconds since 1970, or their fractions, an ISO date, the Date of an HTTP
    answer, or as a server's log has it."""
    text = _as_mailed(text.strip())
    if found := _NUMBER.fullmatch(text):
        return _epoch(int(found[1]))
    if (seconds := dates.iso_seconds(text)) is not None:
        return seconds
    try:
        return int(parsedate_to_datetime(text[:50]).timestamp())
    except (ValueError, OverflowError):
        return None


def _as_mailed(text: str) -> str:
    """A date of Apache's or nginx' log as e-mail writes it, and one of Go's log as ISO does."""
    text = _LOGGED.sub(r"\1 \2 \3 \4", text)
    return _SLASHED.sub(r"\1-\2-\3", text)


def _epoch(number: int) -> int | None:
    """Seconds since 1970; more than 12 digits count the unit in which they make a date of our time."""
    if number < 10**12:
        return number
    meant = dates.as_seconds(number)
    return meant.seconds if meant else None


def _leeway(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\s*[0-9]{1,9}\s*", text, re.ASCII) else None


def _encoding(text: str) -> SecretEncoding:
    return SecretEncoding(text) if text in list(SecretEncoding) else SecretEncoding.TEXT


def _kept_keys() -> list[KeyFile]:
    """The public halves that the page holds, but for the one that is to be removed."""
    removed = request.form.get("remove", "")
    rows = [row for row in request.form.getlist("kept") if row != removed]
    return [kept.file for kept in map(Kept.read, map(clean, rows)) if kept]


def _new_keys() -> Iterator[KeyFile]:
    password = _typed("key_password") or None
    for upload in request.files.getlist("key"):
        if data := upload.stream.read():
            yield KeyFile(clean(upload.filename or "key file"), data, password)
    if (text := _typed("key_text")).strip():
        yield KeyFile(PASTED, text.encode(), password)


def _uploaded(name: str) -> bytes:
    """The content of a file that came with the form."""
    upload = request.files.get(name)
    return upload.stream.read() if upload else b""


@dataclass(frozen=True, slots=True)
class Visit:
    """How the page is being read: its colours, and the way between reader and clinic."""

    path: str
    theme: str
    host: str
    in_clear: bool  # what the reader sends can be read on the way
    proxied: bool
    fetches: str  # whom the clinic may ask for keys, empty for nobody


def visit() -> Visit:
    theme = request.cookies.get("theme", "")
    return Visit(
        path=request.path,
        theme=theme if theme in {"light", "dark"} else "",
        host=request.host,
        in_clear=not (request.is_secure or _trustworthy()),
        proxied=current_settings().trusted_proxies > 0,
        fetches=str(current_settings().allow_fetch),
    )


def _trustworthy() -> bool:
    """The reader is on this machine, or its browser, which sends this header only then, trusts the way."""
    return "Sec-Fetch-Site" in request.headers or bool(_THIS_MACHINE.match(request.remote_addr or ""))


def sample_name() -> str:
    """The sample that is asked for in the address."""
    return request.args.get("sample", "")


def search_words() -> str:
    """What is looked for in the reference."""
    return request.args.get("q", "")[:200].strip()


@dataclass(frozen=True, slots=True)
class ApiBody:
    """The body of `POST /api/inspect`; `now` is None for the clock."""

    submission: Submission
    now: int | None
    fetch: bool


def api_body(profiles: Mapping[str, Profile]) -> ApiBody:
    """What a program asks for. A member that is not as documented is refused by its name."""
    body = _Members(_json_body())
    profile = body.text("profile")
    if profile is not None and profile not in profiles:
        raise _wrong(
            f"“profile” is “{profile[:60]}”, which is no profile here; see /profiles for those that are."
        )
    submission = Submission(
        text=body.required_text("text"),
        keys=tuple(map(_key_file, body.objects("keys"))),
        secret=body.text("secret") or None,
        secret_encoding=SecretEncoding(body.one_of("secret_encoding", list(SecretEncoding)) or "text"),
        client_id=body.text("client_id"),
        profile=profile,
        error_text=body.text("error_text"),
        leeway=body.integer("leeway", 0, LONGEST_LEEWAY) or 0,
        deep=body.boolean("deep"),
        payload=_payload(body),
    )
    return ApiBody(submission, body.integer("now", -FURTHEST, FURTHEST), body.boolean("fetch"))


def api_key_file() -> KeyFile:
    """The key file of `POST /api/public-key` and `POST /api/mended-key`."""
    return _key_file(_Members(_json_body()))


def _json_body() -> dict[str, Any]:
    if request.mimetype != "application/json":
        raise Refusal(
            415, "wrong-content-type", "Send JSON, with the header “Content-Type: application/json”."
        )
    try:
        body = json.loads(request.get_data().decode())
    except (ValueError, RecursionError) as error:
        raise _wrong(f"The body is not JSON: {_at(error)}.") from None
    if not isinstance(body, dict):
        raise _wrong("The body must be a JSON object.")
    return body


def _at(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"{error.msg} at line {error.lineno}, column {error.colno}"
        case UnicodeDecodeError():
            return f"byte {error.start} is not UTF-8"
        case RecursionError():
            return "it is nested too deep"
        case _:
            return "a number in it has too many digits"


def _payload(body: "_Members") -> bytes | None:
    """The payload of a detached token, given as text or as bytes."""
    text = body.text("payload")
    if body.text("payload_base64") is None:
        return None if text is None else text.encode()
    if text is not None:
        raise _wrong("“payload” and “payload_base64” must not both be given.")
    return body.bytes("payload_base64")


def _key_file(row: "_Members") -> KeyFile:
    name, text, encoded = row.text("name") or "key", row.text("text"), row.text("base64")
    if (text is None) == (encoded is None):
        raise _wrong(f"{row.named('text')} or {row.named('base64')} must be given, and not both.")
    data = text.encode() if text is not None else row.bytes("base64")
    return KeyFile(name, data, row.text("password") or None)


def _wrong(message: str) -> Refusal:
    return Refusal(400, "wrong-member", message)


class _Members:
    """The members of a JSON object, each read as the type that the API documents. Null means absent."""

    def __init__(self, members: dict[str, Any], place: str = "") -> None:
        self._members = members
        self._place = place

    def named(self, name: str) -> str:
        return f"“{self._place}{name}”"

    def text(self, name: str) -> str | None:
        value = self._members.get(name)
        if value is not None and not isinstance(value, str):
            raise self._refusal(name, "a string")
        return None if value is None else clean(value)

    def required_text(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise self._refusal(name, "a string, and it is missing")
        return value

    def one_of(self, name: str, allowed: list[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in allowed:
            raise self._refusal(name, f"one of {', '.join(allowed)}")
        return value

    def integer(self, name: str, least: int, most: int) -> int | None:
        value = self._members.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self._refusal(name, f"an integer of seconds from {least} to {most}")
        return value

    def boolean(self, name: str) -> bool:
        value = self._members.get(name)
        if value is not None and not isinstance(value, bool):
            raise self._refusal(name, "true or false")
        return bool(value)

    def objects(self, name: str) -> list["_Members"]:
        value = self._members.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._refusal(name, "an array of objects")
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                raise self._refusal(f"{name}[{index}]", "an object")
        return [_Members(item, f"{name}[{index}].") for index, item in enumerate(value)]

    def bytes(self, name: str) -> bytes:
        text = self.text(name) or ""
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise self._refusal(name, "the base64 of the file") from None

    def _refusal(self, name: str, expected: str) -> Refusal:
        return _wrong(f"{self.named(name)} must be {expected}.")
