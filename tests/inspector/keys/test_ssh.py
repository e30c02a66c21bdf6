"""OpenSSH and PuTTY keys, beyond the samples that every reader is tested with."""

import base64

import pytest

from webapp.inspector.keys import Key

from .samples import EXPECTED, ids, key, messages, rows, text, unusable


def test_lines_of_authorized_keys_are_rows():
    content = "# people\n" + text("ssh-ed25519.pub") + 'from="10.0.0.1",no-pty ' + text("ssh-ecdsa.pub")
    found = rows(content, "authorized_keys")
    assert [(row.name, row.curve) for row in found if isinstance(row, Key)] == [
        ("authorized_keys[0]", "Ed25519"),
        ("authorized_keys[1]", "P-256"),
    ]


def test_encrypted_private_key_needs_no_password():
    row = key(text("ssh-encrypted"))
    assert row.public_pem == EXPECTED["ssh-encrypted"]["public_pem"]
    assert ids(row) == ["key.private_supplied", "key.other_format", "key.encrypted"]
    assert "no password was needed" in messages(row)


def test_putty_key_is_read_and_encrypted_ones_are_told():
    assert ids(key(text("putty.ppk"))) == ["key.private_supplied", "key.other_format"]
    encrypted = text("putty.ppk").replace("Encryption: none", "Encryption: aes256-cbc")
    assert ids(key(encrypted)) == ["key.private_supplied", "key.other_format", "key.encrypted"]


def test_base64_alone_is_enough():
    assert key(text("ssh-rsa.pub").split()[1]).public_pem == EXPECTED["ssh-rsa.pub"]["public_pem"]


def test_putty_key_with_other_letters_is_damaged():
    row = unusable(text("putty.ppk").replace("AAAAC3", "ÄAAAC3"))
    assert row.message == "This SSH key is not base64: something in it was changed or lost."


@pytest.mark.parametrize(
    "content",
    [
        text("ssh-rsa.pub")[:200],
        text("ssh-ed25519.pub")[:60],
        "\n".join([*text("ssh-ed25519").split("\n")[:4], "-----END OPENSSH PRIVATE KEY-----"]),
        text("putty.ppk").replace("Public-Lines: 2", "Public-Lines: 1"),
    ],
)
def test_key_that_is_cut_off_is_said_so(content):
    row = unusable(content)
    assert (row.code, ids(row)[-1]) == ("truncated", "key.truncated")


def blob(*fields):
    return base64.b64encode(b"".join(len(field).to_bytes(4, "big") + field for field in fields)).decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "ssh-ed25519-cert-v01@openssh.com " + blob(b"ssh-ed25519-cert-v01@openssh.com"),
            "an OpenSSH certificate",
        ),
        ("ssh-dss " + blob(b"ssh-dss", b"\1", b"\1", b"\1", b"\1"), ""),
        ("ssh-future " + blob(b"ssh-future", b"x"), "SSH key of type ssh-future"),
        ("ssh-ed25519 " + blob(b"ssh-ed25519", b"short"), "its numbers are not those of one"),
    ],
)
def test_other_lines_are_no_key_for_jose(line, said):
    row = unusable(line)
    assert row.code in {"unsupported", "damaged"}
    assert said in row.message


def test_modulus_beyond_the_limit_is_not_used():
    row = unusable("ssh-rsa " + blob(b"ssh-rsa", b"\1\0\1", b"\1" + b"\xff" * 10_000))
    assert (row.code, "80,001 bits" in row.message) == ("unsupported", True)
