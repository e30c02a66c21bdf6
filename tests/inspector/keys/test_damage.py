"""What the notes say of other programs is true of OpenSSL and of Python's cryptography."""

import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector.keys.damage import Overlooked

from . import damages
from .samples import text

OPENSSL = shutil.which("openssl")
SOUND = damages.pem(text("p256.p8"))


def overlooked_by_all_but(damaged, *refusing):
    """Whether each note says that the damage is overlooked, except where it says one of `refusing`."""
    return not any(str(words) in note.message for note in damaged.notes for words in refusing)


@pytest.mark.parametrize("name", damages.DAMAGES)
def test_python_reads_what_it_is_said_to_read(name):
    damaged = damages.DAMAGES[name](SOUND)
    try:
        load_pem_private_key(damaged.content, None)
    except ValueError:
        reads = False
    else:
        reads = True
    assert reads == overlooked_by_all_but(damaged, Overlooked.NOWHERE, Overlooked.OPENSSL, Overlooked.COMMAND)


@pytest.mark.skipif(OPENSSL is None, reason="there is no openssl command on this machine")
@pytest.mark.parametrize("name", damages.DAMAGES)
def test_openssl_reads_what_it_is_said_to_read(name, tmp_path):
    damaged = damages.DAMAGES[name](SOUND)
    file = tmp_path / "key.pem"
    file.write_bytes(damaged.content)
    command = [OPENSSL, "pkey", "-in", file, "-pubout"]
    reads = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    assert reads == overlooked_by_all_but(damaged, Overlooked.NOWHERE, Overlooked.PYTHON)


@pytest.mark.parametrize("name", damages.DAMAGES)
def test_every_damage_that_is_refused_comes_with_its_repair(name):
    for note in damages.DAMAGES[name](SOUND).notes:
        assert note.id == "key.damaged_pem"
        assert "{" not in note.message
        assert str(Overlooked.EVERYWHERE) in note.message or not note.message.endswith("for it.")
