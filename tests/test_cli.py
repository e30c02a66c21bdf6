"""`flask inspect`: what it reads, what it prints, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.inspector.example import NOW, header
from webapp.inspector.example_keys import P256
from webapp.inspector.submission import SecretEncoding
from webapp.samples import KEY_NAME, PRIVATE_KEY, five_faults, sound

from .running import ROOT, clean_environment

SOUND = sound(NOW).submission.text
HS256 = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
    "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
)


@pytest.fixture
def inspect(app):
    runner = app.test_cli_runner()
    return lambda *arguments, **more: runner.invoke(args=["inspect", f"--now={NOW}", *arguments], **more)


@pytest.fixture
def key(tmp_path):
    path = tmp_path / KEY_NAME
    path.write_text(PRIVATE_KEY)
    return str(path)


def test_sound_token_with_its_key(inspect, key):
    result = inspect(SOUND, "--key", key)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"✓ Sound. Signed with {KEY_NAME}")


def test_errors_end_with_one(inspect, key):
    result = inspect(five_faults(NOW).submission.text, "--key", key)
    assert result.exit_code == 1
    assert "Apple will refuse this client_secret: 4 errors." in result.stdout


def test_wrong_key_ends_with_one(inspect):
    other = Path(__file__).parent / "data" / "keys" / "p256.public.pem"
    assert inspect(SOUND, "--key", str(other)).exit_code == 1


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_read(inspect, arguments):
    result = inspect(*arguments, input=f"Authorization: Bearer {SOUND}\n")
    assert result.exit_code == 0
    assert "nothing wrong in it" in result.stdout


@pytest.mark.parametrize(
    "data", [b"gr\xfc\xdfe: " + SOUND.encode() + b"\n", SOUND.encode("utf-16"), SOUND.encode("utf-8-sig")]
)
def test_bytes_are_read_as_the_text_they_are_or_as_far_as_they_go(inspect, data):
    assert inspect("-", input=data).exit_code == 0


def test_json_is_that_of_the_api(inspect, client):
    result = inspect(SOUND, "--json")
    assert json.loads(result.stdout) == client.post("/api/inspect", json={"text": SOUND, "now": NOW}).json


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("", ""), "There is nothing in what was given"),
        ((SOUND, "--key=/no/such/file"), "/no/such/file cannot be read: no such file or directory."),
        ((SOUND, "--secret-file=/no/such/file"), "/no/such/file cannot be read"),
        ((SOUND, "--now=yesterday"), "“yesterday” is no date"),
        ((SOUND, "--profile=nope"), "“nope” is no profile; flask profile list shows all."),
        ((SOUND, "--leeway=-1"), "-1"),
        ((SOUND, "--secret-encoding=utf-8"), "utf-8"),
        ((SOUND, "--colour"), "--colour"),
    ],
)
def test_what_cannot_be_used_ends_with_two_and_a_sentence(inspect, arguments, said):
    result = inspect(*(argument for argument in arguments if argument))
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_text_without_a_token_ends_with_two(inspect):
    result = inspect("hello")
    assert result.exit_code == 2
    assert "There is no JWT in this." in result.stdout


def test_unreadable_key_is_no_success(inspect, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("nothing like a key")
    result = inspect(SOUND, "--key", str(path))
    assert result.exit_code == 2
    assert "the key cannot be read" in result.stdout


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("your-256-bit-secret", SecretEncoding.TEXT),
        ("your-256-bit-secret\n", SecretEncoding.TEXT),
        ("eW91ci0yNTYtYml0LXNlY3JldA==\r\n", SecretEncoding.BASE64),
        ("796f75722d3235362d6269742d736563726574", SecretEncoding.HEX),
    ],
)
def test_secret_is_read_from_a_file(inspect, tmp_path, content, encoding):
    path = tmp_path / "secret"
    path.write_text(content)
    result = inspect(HS256, "--secret-file", str(path), "--secret-encoding", encoding.value, "--json")
    assert json.loads(result.stdout)["tokens"][0]["signature"]["status"] == "verified"


def test_encrypted_key_is_opened_with_its_password(inspect, tmp_path):
    (tmp_path / "password").write_text("wrong\n")
    encrypted = Path(__file__).parent / "data" / "keys" / "p256.encrypted.pem"
    result = inspect(SOUND, "--key", str(encrypted), "--password-file", str(tmp_path / "password"))
    assert result.exit_code == 2


def test_client_id_profile_and_leeway_are_heeded(inspect):
    assert inspect(SOUND, "--client-id=com.example.app").exit_code == 1
    assert json.loads(inspect(SOUND, "--profile=jwt", "--json").stdout)["tokens"][0]["profile"]["pinned"]
    assert inspect(SOUND, f"--now={NOW + 605}").exit_code == 1
    assert inspect(SOUND, f"--now={NOW + 605}", "--leeway=10").exit_code == 0


def test_answer_is_explained(inspect):
    result = inspect(SOUND, "--error=invalid_grant")
    assert "Apple answered: The client_secret was accepted" in result.stdout


def test_no_colour_where_nobody_looks(inspect):
    assert "\x1b" not in inspect(header(alg="none").paste).stdout


def flask(*arguments, **more):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "inspect", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=clean_environment(), capture_output=True, timeout=60, check=False, **more
    )


def test_it_runs_as_a_command(key):
    assert flask("--key", key, f"--now={NOW}", input=SOUND.encode()).returncode == 0


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_it_does_not_wait_for_someone_to_type():
    terminal, end = os.openpty()
    try:
        ended = flask(stdin=end)
    finally:
        os.close(terminal)
        os.close(end)
    assert ended.returncode == 2
    assert ended.stderr.decode() == "Error: Give a token, or pipe one in.\n"


def test_key_set_is_looked_at_for_itself(inspect):
    sound = inspect("-", input=json.dumps({"keys": [{**P256, "kid": "a"}]}).encode())
    assert sound.exit_code == 0
    assert "A key set of 1 key: nothing wrong in it." in sound.stdout
    leaked = inspect("-", input=json.dumps({"keys": [{**P256, "kid": "a", "d": "AAAA"}]}).encode())
    assert leaked.exit_code == 1
    assert "It holds d: the private key stands in a set" in " ".join(leaked.stdout.split())
    assert "AAAA" not in leaked.stdout
