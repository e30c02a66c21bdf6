"""`flask inspect`: the same examination on the command line.

Ends with 0 where every token is sound, 1 where an error was found, 2 where there was nothing to judge
or something given could not be used.
"""

import json
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext

from .examination import as_of, examined, profiles, with_keys_fetched
from .forms import LONGEST_LEEWAY, moment
from .inspector.as_json import as_json
from .inspector.keys import UnusableKey
from .inspector.keys.repair import repaired
from .inspector.paste import Form
from .inspector.plain_text import plain_text
from .inspector.reference.find import nearest
from .inspector.report import Report
from .inspector.rule import Severity
from .inspector.submission import KeyFile, SecretEncoding, Submission
from .inspector.verdict import unreadable_key
from .profile_commands import profile
from .settings import current_settings

SOUND, ERRORS, UNUSABLE = 0, 1, 2


class Unusable(click.ClickException):
    """Something given cannot be used; the message is one sentence."""

    exit_code = UNUSABLE


def register(app: Flask) -> None:
    """Add the commands to those of `flask`."""
    app.cli.add_command(inspect)
    app.cli.add_command(mend_key)
    app.cli.add_command(profile)


def _moment(_context: click.Context, _parameter: click.Parameter, text: str | None) -> int | None:
    seconds = moment(text) if text else None
    if text and seconds is None:
        raise click.BadParameter(f"“{text}” is no date; try 2026-11-23T09:41Z or 1795426860.")
    return seconds


@click.command("inspect")
@click.argument("token", required=False)
@click.option(
    "--key", "keys", multiple=True, metavar="FILE", help="A key file, private or public; may be repeated."
)
@click.option("--password-file", metavar="FILE", help="A file that holds the password of an encrypted key.")
@click.option(
    "--secret-file",
    metavar="FILE",
    help="A file with the secret or the password of a token; a line end is dropped.",
)
@click.option(
    "--secret-encoding",
    type=click.Choice([encoding.value for encoding in SecretEncoding]),
    default=SecretEncoding.TEXT.value,
    help="How the secret is written.",
)
@click.option(
    "--payload-file", metavar="FILE", help="A file that holds the payload of a token that is sent without it."
)
@click.option("--client-id", metavar="TEXT", help="The client_id that is sent beside the token.")
@click.option("--profile", metavar="ID", help="Judge as this kind of token; else it is recognised.")
@click.option("--error", "error_text", metavar="TEXT", help="What the receiver answered, to be explained.")
@click.option(
    "--now", metavar="DATE", callback=_moment, help="Judge as of this moment: seconds since 1970, or a date."
)
@click.option(
    "--leeway", type=click.IntRange(0, LONGEST_LEEWAY), default=0, help="Seconds of clock skew to forgive."
)
@click.option("--deep", is_flag=True, help="Search deeper for the fault of a signature.")
@click.option("--fetch", is_flag=True, help="Fetch the keys that the issuer publishes.")
@click.option("--json", "in_json", is_flag=True, help="Print the report as the API gives it.")
@with_appcontext
def inspect(token: str | None, now: int | None, fetch: bool, in_json: bool, **given: Any) -> None:
    """Say what is wrong with TOKEN, or with whatever holds one: a curl command, a URL, a log.

    Without TOKEN, or with -, standard input is read, which keeps it out of the shell's history.
    """
    submission, fetched = with_keys_fetched(_submission(token, **given), fetch)
    report = examined(submission, as_of(now))
    if report.paste.form is Form.EMPTY and not in_json:
        raise Unusable("There is nothing in what was given: name a token, or pipe one in.")
    if in_json:
        answer = as_json(report) | {"fetched": [one.as_json() for one in fetched]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for one in fetched:
            click.echo(one.problem or f"Keys fetched from {one.address}.", err=bool(one.problem))
        click.echo(plain_text(report, colour=sys.stdout.isatty()), nl=False)
    sys.exit(_status(report))


@click.command("mend-key")
@click.argument("file")
@click.option("--password-file", metavar="FILE", help="A file that holds the password of an encrypted key.")
@with_appcontext
def mend_key(file: str, password_file: str | None) -> None:
    """Print the key of FILE as clean PEM, private if it is: line breaks, labels, BEGIN and END put right.

    FILE itself is not changed. An encrypted key stays encrypted.
    """
    given = KeyFile(Path(file).name, _content(file), _one_line(password_file))
    mended = repaired(given, current_settings().limits)
    if isinstance(mended, UnusableKey):
        raise Unusable(mended.message)
    click.echo(mended.text, nl=False)


def _submission(
    token: str | None,
    keys: tuple[str, ...],
    password_file: str | None,
    secret_file: str | None,
    secret_encoding: str,
    payload_file: str | None,
    profile: str | None,
    **rest: Any,
) -> Submission:
    if profile is not None and profile not in profiles():
        near = ", ".join(nearest(profile, profiles()))
        raise Unusable(f"“{profile}” is no profile{near and f', but {near}'}; flask profile list shows all.")
    password = _one_line(password_file)
    return Submission(
        text=_text(token),
        keys=tuple(KeyFile(Path(name).name, _content(name), password) for name in keys),
        secret=_one_line(secret_file),
        secret_encoding=SecretEncoding(secret_encoding),
        payload=None if payload_file is None else _content(payload_file),
        profile=profile,
        **rest,
    )


def _text(token: str | None) -> str:
    if token not in (None, "-"):
        return str(token)
    if token is None and sys.stdin.isatty():
        raise Unusable("Give a token, or pipe one in.")
    return _decoded(sys.stdin.buffer.read())


def _decoded(data: bytes) -> str:
    """Text however it was piped in: PowerShell writes its files in UTF-16."""
    return data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8", "replace")


def _one_line(name: str | None) -> str | None:
    """The text of a file without the line end that editors add."""
    if name is None:
        return None
    try:
        return _content(name).decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise Unusable(f"{name} is no text; write it as base64 or hex and add --secret-encoding.") from None


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Unusable(f"{name} cannot be read: {(error.strerror or 'no reason known').lower()}.") from None


def _status(report: Report) -> int:
    if not report.tokens and report.documents:
        return ERRORS if any(it.count(Severity.ERROR) for it in report.documents) else SOUND
    if not report.usable:
        return UNUSABLE
    if not report.sound:
        return ERRORS
    return UNUSABLE if unreadable_key(report) else SOUND
