"""Every setting can be given, is bounded, and is refused in one clear sentence when it is wrong."""

import dataclasses
import subprocess
import sys

import pytest

from webapp.inspector.limits import DEFAULTS, Limits
from webapp.settings import SETTINGS, Settings, WrongSetting, table

from .running import ROOT, clean_environment

every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)


def given(**variables):
    return Settings.from_environment({f"JWTCLINIC_{name}": value for name, value in variables.items()})


def test_nothing_given_means_loopback_and_the_documented_limits():
    settings = Settings.from_environment({"PATH": "/bin", "PORT": "1"})
    assert (settings.host, settings.port, settings.max_body) == ("127.0.0.1", 8080, 2 * 1024 * 1024)
    assert settings.limits == DEFAULTS


@every_setting
def test_default_is_itself_allowed(setting):
    written = setting.kind.write(setting.default)
    assert not written or setting.kind.read(written) == setting.default


@every_setting
def test_is_explained(setting):
    assert setting.meaning[0].islower()
    assert not setting.meaning.endswith(".")
    assert setting.kind.allowed


@every_setting
def test_is_part_of_the_settings(setting):
    owner, name = (Limits, setting.limit) if setting.limit else (Settings, setting.name)
    assert name in {field.name for field in dataclasses.fields(owner)}


def test_every_limit_can_be_set():
    limits = {field.name for field in dataclasses.fields(Limits)}
    assert limits == {setting.limit for setting in SETTINGS if setting.limit}


def test_values_are_read(tmp_path):
    settings = given(PORT="9000", MAX_BODY="4 MiB", MAX_TOKENS="3", SEARCH="0.5", PROFILES=str(tmp_path))
    assert (settings.port, settings.max_body) == (9000, 4 * 1024 * 1024)
    assert (settings.limits.tokens, settings.limits.search_seconds) == (3, 0.5)
    assert settings.profiles == tmp_path


def test_empty_variable_counts_as_not_given():
    assert given(PORT="", HOST="  ") == given()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "80a", "JWTCLINIC_PORT is “80a”; it must be a whole number from 0 to 65535."),
        (
            "MAX_BODY",
            "lots",
            "JWTCLINIC_MAX_BODY is “lots”; it must be a size from 64 KiB to 64 MiB, such as",
        ),
        ("HOST", "http://0.0.0.0", "it must be an IP address or a host name, without scheme or port."),
        ("PREFIX", "/jwt/", "it must be a path that begins with / and does not end with one, such as /jwt."),
        (
            "TRUSTED_HOSTS",
            "a b",
            "it must be host names with commas between them, without scheme or port, or *",
        ),
        ("PROFILES", "/nowhere", "it must be the path of a folder that exists and can be read."),
        ("WORKERS", "0", "it must be a whole number from 1 to 64."),
        ("PROT", "80", "JWTCLINIC_PROT is not a setting; did you mean JWTCLINIC_PORT?"),
        (
            "TRUSTEDHOSTS",
            "a",
            "JWTCLINIC_TRUSTEDHOSTS is not a setting; did you mean JWTCLINIC_TRUSTED_HOSTS?",
        ),
        (
            "COLOUR",
            "red",
            "JWTCLINIC_COLOUR is not a setting; after JWTCLINIC_ comes HOST, PORT, WORKERS,",
        ),
    ],
)
def test_wrong_one_is_refused_in_one_sentence(name, value, sentence):
    with pytest.raises(WrongSetting) as refused:
        given(**{name: value})
    message = str(refused.value)
    assert sentence in message
    assert message.startswith(f"JWTCLINIC_{name} ")
    assert "\n" not in message


@pytest.mark.parametrize("command", [["-m", "webapp.server"], ["-c", "import wsgi"]])
def test_wrong_one_stops_the_start_without_a_traceback(command):
    environment = {**clean_environment(), "JWTCLINIC_PORT": "http"}
    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    assert ended.stderr == "JWTCLINIC_PORT is “http”; it must be a whole number from 0 to 65535.\n"


@pytest.mark.parametrize(
    ("variables", "names"),
    [
        ({}, ("localhost", "127.0.0.1", "[::1]", "127.0.0.1")),
        ({"HOST": "10.1.2.3"}, ("localhost", "127.0.0.1", "[::1]", "10.1.2.3")),
        ({"HOST": "::"}, ("localhost", "127.0.0.1", "[::1]", "[::]")),
        ({"TRUSTED_HOSTS": "JWT.intranet"}, ("localhost", "127.0.0.1", "[::1]", "127.0.0.1", "jwt.intranet")),
        ({"TRUSTED_HOSTS": "*"}, ()),
    ],
)
def test_host_names_answered_to(variables, names):
    assert given(**variables).host_names == names


def test_table_has_a_row_for_each():
    heading, rule, *rows = table().splitlines()
    assert heading.count("|") == rule.count("|")
    for setting, row in zip(SETTINGS, rows, strict=True):
        assert row.startswith(f"| `{setting.variable}` |")
        assert row.count("|") == heading.count("|")
