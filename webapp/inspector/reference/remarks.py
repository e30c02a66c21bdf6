"""What is remarked of a token or of a key while it is read, and so is no cause that could be tried."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Remark(NamedTuple):
    """A kind of note: its title, where it comes from and what to do."""

    id: str
    title: str
    why: str
    fix: str

    @property
    def undone(self) -> bool:
        """Whether it was undone when the token was read, rather than seen on a key."""
        return self.id.startswith("transport.")


def _read() -> Mapping[str, Remark]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {id_: Remark(id_, it["title"], it["why"].strip(), it["fix"]) for id_, it in tables.items()}


REMARKS = _read()
