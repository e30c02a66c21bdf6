"""The version is said in two places, and is one."""

import tomllib

from webapp.version import VERSION

from .running import ROOT


def test_version_is_that_of_the_project():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION
