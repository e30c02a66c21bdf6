"""`flask profile`: help with writing profiles. `list` names them, `new` drafts one, `check` tests it."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from .examination import profiles
from .inspector import Submission, tokens
from .inspector.first_draft import first_draft
from .inspector.profiles import ID, Profile, ProfileError, Profiles, parse
from .inspector.rules import ALL_RULES
from .inspector.trial import trial

FOUND, UNREADABLE = 1, 2


@click.group("profile")
def profile() -> None:
    """Write profiles of your own kinds of token."""


@profile.command("list")
@with_appcontext
def list_() -> None:
    """Print the id and the title of every profile, your own among them."""
    for id_, known in sorted(profiles().items()):
        click.echo(f"{id_:40} {known.title}")


@profile.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@with_appcontext
def check(files: tuple[str, ...]) -> None:
    """Say what is wrong with each FILE, a profile in TOML: every mistake with its line, and every sample
    that is not judged as it says.

    Ends with 0 if all are sound, 1 if something is amiss, 2 if a file cannot be read.
    """
    amiss = [line for name in files for line in _amiss(Path(name))]
    for line in amiss or [f"Sound: {', '.join(files)}."]:
        click.echo(line)
    sys.exit(FOUND if amiss else 0)


@profile.command()
@click.argument("name")
@click.option(
    "--from", "source", metavar="FILE", required=True, help="A file with such a token; - for standard input."
)
@with_appcontext
def new(name: str, source: str) -> None:
    """Print a first draft of the profile NAME, made from a token.

    The draft has the names and types of what is in the token, not the values.
    """
    if not ID.fullmatch(name) or name in profiles():
        taken = "is a profile already" if name in profiles() else "is no name: write it as my-token"
        raise click.BadParameter(f"“{name}” {taken}.", param_hint="NAME")
    content = sys.stdin.buffer.read() if source == "-" else _content(Path(source))
    found = tokens(Submission(content.decode("utf-8", "replace")))
    if not found:
        raise click.BadParameter(f"there is no token in {source}.", param_hint="--from")
    click.echo(first_draft(name, found[0], profiles()), nl=False)


def _amiss(path: Path) -> list[str]:
    try:
        read = parse(_content(path), path.name, ALL_RULES, path.parent)
    except ProfileError as error:
        return list(error.problems)
    return [f"{path.name}: {complaint}" for complaint in trial(read, _with(read))]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        click.echo(f"{path} cannot be read: {(error.strerror or 'no reason known').lower()}.", err=True)
        sys.exit(UNREADABLE)


def _with(read: Profile) -> Profiles:
    """All profiles, with the one that was read in the place of the one of its name, if there is one."""
    return Profiles({**profiles(), read.id: read}.values())
