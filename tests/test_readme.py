"""What the README says of settings, packages, commands and addresses is so."""

import re
from pathlib import Path

import pytest

from webapp.inspector.profiles import BUILT_IN
from webapp.settings import table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def asked_for(path):
    """The packages that a requirements file asks for itself: its first block."""
    first, _, _ = (ROOT / path).read_text("utf-8").partition("\n\n")
    return re.findall(r"^([A-Za-z0-9-]+)==", first, re.MULTILINE)


def test_the_settings_are_those_of_the_code():
    assert table().strip() in README


def test_every_package_has_its_line():
    assert asked_for("requirements.txt")
    for package in asked_for("requirements.txt"):
        assert package in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)", README))))
def test_the_make_targets_exist(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "address",
    [
        *("/rules", "/causes", "/recipes", "/profiles", "/claims", "/headers", "/algorithms", "/healthz"),
        "/profiles/vocabulary",
    ],
)
def test_the_addresses_answer(client, address):
    assert address in README
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_the_files_it_links_to_exist(path):
    assert (ROOT / path).exists()


def test_the_example_of_the_api_is_answered(client):
    body = re.search(r"--json '(\{.*?\})'", README)[1]
    answer = client.post("/api/inspect", data=body, content_type="application/json")
    assert answer.get_json()["tokens"][0]["gates"]["signature"] == "fail"


def test_the_example_of_the_command_line_runs(runner, tmp_path):
    options = re.search(r"flask --app wsgi (inspect) --key", README)[1]
    assert runner.invoke(args=[options, "eyJhbGciOiJub25lIn0.e30."]).exit_code == 1


def test_there_are_as_many_profiles_as_it_says():
    (said,) = re.findall(r"More than (\d+) kinds of token", README)
    assert len(BUILT_IN) > int(said)


def test_a_profile_can_be_drafted_and_checked_as_it_says(runner, tmp_path):
    new, check = re.findall(r"flask --app wsgi profile (.+)", README)
    token, draft = tmp_path / "token.txt", tmp_path / "our-session.toml"
    token.write_text("eyJhbGciOiJIUzI1NiJ9.eyJkb29yIjoxMiwiZXhwIjoxNzk1NDAwNjAwfQ.c2lnbmF0dXJl")
    options = new.partition(" >")[0].replace("token.txt", str(token)).split()
    drafted = runner.invoke(args=["profile", *options])
    assert drafted.exit_code == 0
    draft.write_text(drafted.output, "utf-8")
    checked = runner.invoke(args=["profile", *check.replace("our-session.toml", str(draft)).split()])
    assert checked.exit_code == 0, checked.output
