"""A notation was undone on one side and not on the other: URLs, HTML, backslashes, the dollar."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from ..cause import Axis, Evidence, Guess, cause
from .reading import AS_IT_IS, Wording, wordings

_LEFT_BY_JAVASCRIPT = "!~*'()"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.S)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "0": "\0"}
_TEMPLATE = re.compile(r"\$(?:\w+|\{[^{}]*\})")
_SHELL = re.compile(r"\$(?:[A-Za-z_]\w*|[0-9@*#?$!-]|\{[^{}]*\})")


@cause(
    Axis.KEY, cost=5, fix="Decode the secret once where it is taken from a URL or a form, and nowhere else."
)
def secret_urlencoded(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is encoded for a URL or for HTML on one side.

    It came out of a connection string, a query or the source of a web page, where # is %23 and & is
    &amp;, or it was put into one.
    """
    return wordings(evidence, _encoded)


@cause(Axis.KEY, cost=5, fix=AS_IT_IS)
def secret_escape(_: object, evidence: Evidence) -> Iterable[Guess]:
    r"""A backslash stands for something on one side and for itself on the other.

    The two characters \n of an .env file, of JSON or of YAML are a line break for one program and two
    characters for the other; a one-line input field turns line breaks into spaces.
    """
    return wordings(evidence, _escaped)


@cause(
    Axis.KEY, cost=5, fix="Write $$ for $ in Compose files, and put the value in single quotes in a shell."
)
def secret_dollar(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret has a dollar sign, and something took it for a variable.

    Docker Compose and shells replace `$word` by the value of that variable, which is mostly nothing, and
    `$$` by `$` or the number of a process.
    """
    return wordings(evidence, _without_variables)


def _encoded(secret: str) -> Iterator[Wording]:
    yield unquote(secret), "with the secret percent-decoded"
    yield unquote_plus(secret), "with the secret percent-decoded, + being a space"
    yield html.unescape(secret), "with the secret decoded from HTML"
    for safe in ("", "/", _LEFT_BY_JAVASCRIPT, ";,/?:@&=+$#-_.!~*'()"):
        yield quote(secret, safe, errors="replace"), "with the secret percent-encoded"
    yield quote_plus(secret, errors="replace"), "with the secret percent-encoded, + being a space"
    for quotes in (True, False):
        yield html.escape(secret, quotes), "with the secret encoded for HTML"
    yield html.escape(secret).replace("&#x27;", "&#39;"), "with the secret encoded for HTML"


def _escaped(secret: str) -> Iterator[Wording]:
    yield _ESCAPE.sub(_unescaped, secret), "with the backslashes in the secret undone"
    yield secret.replace("\\n", ""), "without the \\n in the secret"
    yield secret.replace("\\", ""), "without the backslashes in the secret"
    yield secret.replace("\n", "\\n"), "with \\n instead of each newline in the secret"
    yield secret.replace("\r", "").replace("\n", " "), "with spaces instead of newlines in the secret"
    yield secret.replace("\r", "").replace("\n", ""), "without the newlines in the secret"
    yield secret.replace("\r\n", "\n"), "with LF instead of CR LF in the secret"
    yield secret.replace("\\", "\\\\"), "with every backslash in the secret doubled"
    for ascii_only in (True, False):
        yield json.dumps(secret, ensure_ascii=ascii_only)[1:-1], "with the secret escaped as in JSON"
    yield secret + "\\n", "with the two characters \\n after the secret"


def _unescaped(found: re.Match[str]) -> str:
    code, plain = found[1] or found[2], found[3]
    return chr(int(code, 16)) if code else _ESCAPED.get(plain, plain)


def _without_variables(secret: str) -> Iterator[Wording]:
    if "$" not in secret:
        return
    for variable in (_SHELL, _TEMPLATE):
        yield variable.sub("", secret), "with nothing where the secret has $ and a name"
        kept = secret.replace("$$", "\0")
        yield variable.sub("", kept).replace("\0", "$"), "with nothing for $ and a name, and $ for $$"
    yield secret.replace("$$", "$"), "with $ where the secret has $$"
    yield secret.replace("$", "$$"), "with $$ where the secret has $"
    yield secret.replace("$", "\\$"), "with a backslash before each $"
    yield secret.replace("$", ""), "without the $ in the secret"
