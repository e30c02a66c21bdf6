"""The laws of the code that a reader may rely on: what may import what, and how the pins hang together."""

import ast
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from .running import ROOT, clean_environment

WEBAPP = ROOT / "webapp"
TESTS = ROOT / "tests"
INSPECTOR = WEBAPP / "inspector"
IMPURE = {
    *("flask", "jinja2", "werkzeug"),
    *("logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time"),
    *("http", "importlib", "io", "urllib.request", "ssl", "threading"),
}
READ_FILES_AT_START = {
    *("profiles/load.py", "recipes/load.py", "registry/load.py"),
    *("reference/documents.py", "reference/remarks.py"),
}
MAY_READ_THE_REQUEST = {"forms.py", "headers.py", "errors.py"}


def modules(folder):
    """The modules of the clinic; what lies in no package is a snippet of a recipe."""
    return sorted(path for path in folder.rglob("*.py") if (path.parent / "__init__.py").exists())


def short(path):
    return str(path.relative_to(WEBAPP))


def imported(path):
    """Every module that the file at `path` imports by its full name, and each of its parents."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            steps = name.split(".")
            yield from (".".join(steps[:end]) for end in range(1, len(steps) + 1))


@pytest.mark.parametrize("path", modules(INSPECTOR), ids=short)
def test_inspector_is_pure(path):
    allowed = {"pathlib"} if str(path.relative_to(INSPECTOR)) in READ_FILES_AT_START else set()
    assert (IMPURE - allowed) & set(imported(path)) == set()


@pytest.mark.parametrize("path", modules(INSPECTOR), ids=short)
def test_inspector_does_not_look_outside_itself(path):
    depth = len(path.relative_to(INSPECTOR).parts)
    relative = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    ]
    assert [node.module for node in relative if node.level > depth] == []
    assert "webapp" not in set(imported(path))


@pytest.mark.parametrize("path", modules(INSPECTOR), ids=short)
def test_inspector_opens_nothing_and_prints_nothing(path):
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called & {"open", "print", "input", "exec", "eval", "__import__"} == set()


@pytest.mark.parametrize("path", modules(WEBAPP), ids=short)
def test_request_is_read_in_one_place(path):
    if short(path) not in MAY_READ_THE_REQUEST:
        assert {"flask.request", "flask.globals"} & set(imported(path)) == set()


@pytest.mark.parametrize("path", modules(WEBAPP), ids=short)
def test_flask_is_put_together_in_one_place(path):
    called = [
        node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    makers = {function.id for function in called if isinstance(function, ast.Name)}
    assert path == WEBAPP / "__init__.py" or not makers & {"Flask", "Clinic"}


@pytest.mark.parametrize("path", modules(WEBAPP), ids=short)
def test_deprecated_jose_of_authlib_is_not_imported(path):
    assert "authlib.jose" not in set(imported(path))


def test_deprecated_jose_of_authlib_is_not_loaded():
    code = "import sys; from webapp import create_app; create_app(); sys.exit('authlib.jose' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean_environment(), timeout=60, check=False
    )
    assert ended.returncode == 0


def places_of_tests(path):
    """Where the tests of a module are looked for: under its name, or that of a package it is a part of."""
    *packages, name = path.relative_to(WEBAPP).with_suffix("").parts
    yield TESTS.joinpath(*packages, f"test_{name}.py")
    for depth in range(1, len(packages)):
        yield TESTS.joinpath(*packages[:depth], f"test_{packages[depth]}.py")


def does_something(path):
    """Whether there is a function in a module; one that makes examples is tested wherever these are."""
    functions = (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    return "example" not in path.stem and any(functions)


@pytest.mark.parametrize("path", [it for it in modules(WEBAPP) if does_something(it)], ids=short)
def test_tests_of_a_module_are_found_by_its_name(path):
    assert path.name == "__init__.py" or any(place.exists() for place in places_of_tests(path))


def pins(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_name_no_address(name):
    for pin in pins(name):
        assert re.fullmatch(r"-r requirements\.txt|[A-Za-z0-9_-]+==[0-9][0-9.]*", pin)


def normal(name):
    return re.sub("[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_whatever_a_requirement_asks_for_is_pinned_too(name):
    pinned = {
        normal(pin.split("==")[0]) for file in {name, "requirements.txt"} for pin in pins(file) if "==" in pin
    }
    for package in pinned:
        for asked in map(Requirement, requires(package) or ()):
            needed = asked.marker is None or asked.marker.evaluate({"extra": ""})
            assert not needed or normal(asked.name) in pinned, f"{package} asks for {asked.name}"


def test_every_package_that_is_imported_is_required():
    outside = {name for path in modules(WEBAPP) for name in imported(path) if "." not in name}
    required = {normal(pin.split("==")[0]) for pin in pins("requirements.txt")}
    assert {normal(name) for name in outside - sys.stdlib_module_names} <= required


def test_tree_has_what_its_readers_look_for():
    assert all(
        (ROOT / name).exists() for name in ("LICENSE", "Makefile", "requirements.txt", "wsgi.py", ".ci/run")
    )
    assert Path(ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
