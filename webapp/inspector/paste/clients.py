"""Commands that send a request: curl, HTTPie and wget."""

import re
from collections.abc import Callable, Iterable
from itertools import chain
from urllib.parse import quote_plus

from ..request import Parameter, Where
from . import curl, options, parameters, shell
from .draft import URLENCODED, Draft
from .reading import RUNNING_TEXT, Clipping, Form, Reading, Sure

_METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
_COMMAND = re.compile(
    rf"""(?P<curl>curl(?<![\w./@-]curl)(?:\.exe)?)\s+(?=[-'"$\\^`]|https?:|\w+\.\w|localhost)
    |(?P<wget>wget(?<![\w./@-]wget)(?:\.exe)?)\s+(?=[-'"$\\]|https?:)
    |(?P<httpie>http(?<![\w./@-]http)s?)[ \t]+(?=-[A-Za-z-]|(?:{_METHODS})[ \t]|
        ['"]?https?://|:|localhost|[\w-]{{1,100}}\.[\w.-]{{1,200}}[/ \t])""",
    re.VERBOSE,
)
_KINDS = {"curl": "the curl command", "wget": "the wget command", "httpie": "the HTTPie command"}
_WGET = options.Grammar(
    {"U": "user-agent"},
    frozenset(
        {
            "body-data", "body-file", "ca-certificate", "certificate", "header", "http-password", "http-user",
            "load-cookies", "method", "output-document", "output-file", "password", "post-data", "post-file",
            "private-key", "referer", "save-cookies", "timeout", "tries", "user", "user-agent", "wait",
            *"OoatTwQPUDlAR",
        }
    ),
)  # fmt: skip
_HTTPIE = options.Grammar(
    {"f": "form", "j": "json", "a": "auth", "A": "auth-type"},
    frozenset(
        {
            "auth", "auth-type", "boundary", "cert", "cert-key", "format-options", "max-redirects", "output",
            "pretty", "print", "proxy", "raw", "response-charset", "response-mime", "session",
            "session-read-only", "style", "timeout", "verify", *"ops",
        }
    ),
)  # fmt: skip
_ITEM = re.compile(r"((?:[^\\:=@]++|\\.)*+)(:=@|:=|==|=@|=|:|@)(.*)", re.DOTALL)


def read(text: str) -> Reading | None:
    """The first command in `text` that sends a request, and what stands before and behind it."""
    found = _COMMAND.search(text)
    if found is None or found.lastgroup is None:
        return None
    words, rest = shell.command(text, found.end())
    if found["httpie"]:
        words.insert(0, f"--default-scheme={found['httpie']}")
    draft = _READERS[found.lastgroup](words)
    if draft.is_empty:
        return None
    reading = draft.reading(Form.CURL, _KINDS[found.lastgroup])
    before = Clipping(text[: found.start()], "", RUNNING_TEXT, Sure.HOLDS)
    behind = Clipping(rest, "", RUNNING_TEXT, Sure.HOLDS, line=1 + text.count("\n") - rest.count("\n"))
    return Reading(Form.CURL, chain(reading.clippings, [before, behind]), reading.request, reading.notes)


def _wget(words: Iterable[str]) -> Draft:
    """The request that wget would send (its manual, section “HTTP Options”)."""
    draft = Draft(content_type=URLENCODED)
    user = password = ""
    for name, value in options.read(words, _WGET):
        match name:
            case options.OPERAND:
                draft.url = draft.url or value
            case "header":
                header, _, text = value.partition(":")
                draft.headers.append((header.strip(), text.strip()))
            case "post-data" | "body-data":
                draft.bodies.append(value)
            case "post-file" | "body-file":
                draft.body_in_file(value)
            case "method":
                draft.method = value
            case "user" | "http-user":
                user = value
            case "password" | "http-password":
                password = value
    draft.fields.extend(parameters.basic(f"{user}:{password}") if user else ())
    draft.method = draft.method or ("POST" if draft.has_body else "GET")
    return draft


def _httpie(words: Iterable[str]) -> Draft:
    """The request that HTTPie would send (httpie.io/docs/cli)."""
    draft, given = Draft(), dict[str, str]()
    operands = []
    for name, value in options.read(words, _HTTPIE):
        if name == options.OPERAND:
            operands.append(value)
        given[name] = value
    if operands and operands[0].isalpha() and operands[0].isupper():
        draft.method = operands.pop(0)
    draft.url = _address(operands.pop(0), given.get("default-scheme", "http")) if operands else ""
    draft.content_type = _HTTPIE_TYPES.get(next((name for name in _HTTPIE_TYPES if name in given), ""), _JSON)
    for item in operands:
        _add_item(draft, item)
    _authenticate(draft, given)
    if "raw" in given:
        draft.bodies.append(given["raw"])
    draft.method = draft.method or ("POST" if draft.has_body else "GET")
    return draft


_JSON = "application/json"
_HTTPIE_TYPES = {"form": URLENCODED, "multipart": "multipart/form-data", "json": _JSON}


def _address(url: str, scheme: str) -> str:
    """HTTPie lets `http://` and `localhost` be left out."""
    if url.startswith(":"):
        return f"{scheme}://localhost{'' if url[1:2] in {'/', ''} else ':'}{url[1:]}"
    return url if "://" in url else f"{scheme}://{url}"


def _add_item(draft: Draft, item: str) -> None:
    parts = _ITEM.fullmatch(item)
    if not parts:
        return
    name, mark, value = parts[1].replace("\\", ""), parts[2], parts[3]
    match mark:
        case ":":
            draft.headers.append((name, value))
        case "==":
            draft.fields.append(Parameter(name, value, Where.QUERY, value))
        case "=" | ":=":
            draft.fields.append(Parameter(name, value, Where.BODY, _as_sent(value, draft.content_type)))
        case _:
            draft.body_in_file(value)


def _as_sent(value: str, content_type: str) -> str:
    return quote_plus(value) if content_type == URLENCODED else value


def _authenticate(draft: Draft, given: dict[str, str]) -> None:
    credentials = given.get("auth", "")
    if credentials and given.get("auth-type") in {"bearer", "jwt"}:
        draft.headers.append(("Authorization", f"Bearer {credentials}"))
    elif credentials:
        draft.fields.extend(parameters.basic(credentials))


_READERS: dict[str, Callable[[Iterable[str]], Draft]] = {"curl": curl.read, "wget": _wget, "httpie": _httpie}
