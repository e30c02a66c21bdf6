"""Something stands around the secret, or part of it is cut off, on one of the two sides."""

import re
from collections.abc import Iterable, Iterator

from ...words import counted
from ..cause import Axis, Evidence, Guess, cause
from .encoding import values
from .reading import AS_IT_IS, Reading, Wording, readings, wordings

_BLANKS = " \t\u00a0"
_QUOTES = ("“”", "‘’", '""', "''", "``")
_ENV_LINE = re.compile(
    r"\s*(?:export |set |setx |ENV |-e |--env |- |\$env:)?[\"']?[A-Za-z_][\w.-]*[\"']?\s*[=:]\s*(\S.*)", re.S
)
_SIZES = (72, 64, 56, 48, 32, 24, 16, 8)  # bytes of keys and of blocks, and what bcrypt takes


@cause(
    Axis.KEY,
    cost=5,
    fix="Strip the secret where it is read from a file: printf %s writes no newline, echo does.",
)
def secret_newline(_: object, evidence: Evidence) -> Iterable[Guess]:
    """One side has a newline after the secret.

    `echo secret > file`, `echo secret | base64` for a Kubernetes Secret and most editors end a file with
    a newline; Ruby's `File.read`, Go's `os.ReadFile` and the like hand it over with the rest.
    """
    return wordings(evidence, _newlines)


@cause(Axis.KEY, cost=8, fix=AS_IT_IS)
def secret_whitespace(_: object, evidence: Evidence) -> Iterable[Guess]:
    """One side has a space or a tab beside the secret, or none inside it.

    It was copied together with the secret out of a table, a terminal or a chat, where nobody sees it.
    """
    return wordings(evidence, _blanks, unseen=2)


@cause(Axis.KEY, cost=6, fix="Write the value without quotation marks where nothing strips them.")
def secret_quotes(_: object, evidence: Evidence) -> Iterable[Guess]:
    """Quotation marks belong to the secret on one side only.

    Docker's `--env-file` and systemd keep or drop quotes by rules of their own, where dotenv and the shell
    strip them: the same file gives two secrets.
    """
    return wordings(evidence, _quotes, unseen=4)


@cause(Axis.KEY, cost=4, fix="Give the value alone, what follows the = or the colon.")
def secret_envline(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The whole line of a settings file was given, not only the value.

    `JWT_SECRET=…` of an .env file, `export JWT_SECRET="…"` of a shell script, `secret: …` of YAML.
    """
    return readings(evidence, _of_line)


@cause(
    Axis.KEY, cost=13, fix="Put the value in quotes in .env files, and never cut a secret to fit a key size."
)
def secret_truncated(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signer used only the beginning of the secret.

    dotenv takes what follows a # for a comment, a shell ends the value at a space, a form at &, C at a
    zero byte, and code made for AES cuts a key to 16 or 32 bytes.
    """
    return readings(evidence, _cut)


def _newlines(secret: str) -> Iterator[Wording]:
    stripped = secret.rstrip("\r\n")
    yield stripped, "without the newline at the end of the secret"
    for ending, name in (("\n", "newline"), ("\r\n", "CR LF"), ("\r", "CR"), ("\n\n", "blank line")):
        yield stripped + ending, f"with a {name} after the secret"


def _blanks(secret: str) -> Iterator[Wording]:
    yield secret.strip(), "without the white space around the secret"
    yield secret.rstrip(), "without the white space after the secret"
    yield secret.lstrip(), "without the white space before the secret"
    yield "".join(secret.split()), "without the white space in the secret"
    for blank, name in zip(_BLANKS, ("space", "tab", "no-break space"), strict=True):
        yield secret + blank, f"with a {name} after the secret"
        yield blank + secret, f"with a {name} before the secret"
    yield f" {secret} ", "with a space before and after the secret"
    yield f"\n{secret}", "with a newline before the secret"
    yield f"\n{secret}\n", "with a newline before and after the secret"


def _quotes(secret: str) -> Iterator[Wording]:
    inner = secret.strip()
    for pair in _QUOTES:
        if inner != (bare := inner.removeprefix(pair[0]).removesuffix(pair[1])):
            yield bare, "without the quotation marks"
    if inner != (bare := inner.strip("\"'`,; ")):
        yield bare, "without the quotation marks"
    for quote, name in (('"', "double"), ("'", "single"), ("`", "backward")):
        yield f"{quote}{secret}{quote}", f"with {name} quotation marks around the secret"
    yield secret.replace('"', "").replace("'", ""), "without any quotation marks"


def _of_line(secret: bytes) -> Iterator[Reading]:
    for value in _after_name(secret.decode("utf-8", "replace")):
        yield from values(value.encode(), "with the value alone")


def _after_name(line: str) -> Iterator[str]:
    """What follows the name, with and without quotes, comma and comment."""
    if found := _ENV_LINE.fullmatch(line):
        value = found[1].rstrip()
        yield value
        yield value.rstrip(",;").strip("\"'`")
        yield value.partition(" #")[0].rstrip().strip("\"'`")


def _cut(secret: bytes) -> Iterator[Reading]:
    for mark, name in ((b"#", "#"), (b" ", "space"), (b"\n", "line break"), (b"&", "&"), (b";", "semicolon")):
        part = secret.partition(mark)[0].rstrip()
        if part != secret:
            yield part, f"with what stands before the first {name} of the secret"
    yield secret.partition(b"\0")[0], "with what stands before the first zero byte of the secret"
    yield secret.rpartition(b"=")[2], "with what stands after the last = of the secret"
    for size in _SIZES:
        yield secret[:size], f"with the first {counted(size, 'byte')} of the secret"
    yield secret[:-1], "without the last character of the secret"
    yield secret[1:], "without the first character of the secret"
