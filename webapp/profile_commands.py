"""`flask profile`: help with writing profiles. `check` tells every mistake in a file."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from .examination import profiles
from .inspector.profiles import Profile, ProfileError, Profiles, parse
from .inspector.rules import ALL_RULES
from .inspector.trial import trial

FOUND, UNREADABLE = 1, 2


@click.group("profile")
def profile() -> None:
    """Write profiles of your own kinds of token."""


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


def _amiss(path: Path) -> list[str]:
    try:
        read = parse(_content(path), path.name, ALL_RULES)
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
