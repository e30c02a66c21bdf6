"""A private key in an unusual form opens its tokens, or it is said why it does not, and what helps."""

import base64
import json
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA1

from webapp.inspector import examine
from webapp.inspector.as_json import as_json
from webapp.inspector.base64url import encode
from webapp.inspector.encryption import Status
from webapp.inspector.example import NOW
from webapp.inspector.keys import read, rsa_private
from webapp.inspector.submission import KeyFile, Submission

from ..keys.samples import PASSWORD, data, text
from ..keys.test_nothing_private_is_kept import reachable, traces_of
from . import workshop as w

HEADER = {"alg": "RSA-OAEP", "enc": "A256GCM"}
CONTENT_KEY = w.secret(32)
NUMBERS = w.RSA.private_numbers()
SSH_KEYGEN = shutil.which("ssh-keygen")
MEMBERS = {
    "n": NUMBERS.public_numbers.n,
    "e": NUMBERS.public_numbers.e,
    "d": NUMBERS.d,
    "p": NUMBERS.p,
    "q": NUMBERS.q,
}


def sealed():
    """A token encrypted to the key of the workshop."""
    oaep = padding.OAEP(padding.MGF1(SHA1()), SHA1(), None)
    return w.compact(HEADER, w.gcm(HEADER, CONTENT_KEY), w.RSA.public_key().encrypt(CONTENT_KEY, oaep))


def rsa_jwk(names, **changed):
    numbers = {name: MEMBERS[name] for name in names} | changed
    written = {
        name: encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))
        for name, number in numbers.items()
    }
    return w.jwk({"kty": "RSA", **written})


@pytest.mark.parametrize("names", ["ned", "nedp", "nedq", "nedpq"])
def test_rsa_key_opens_with_its_primes_or_without(names):
    found = w.decrypted(sealed(), rsa_jwk(names))
    assert (found.status, found.plaintext) == (Status.DECRYPTED, w.PLAINTEXT)


@pytest.mark.parametrize(("name", "change"), [("n", -2), ("p", 2), ("q", -4)])
def test_rsa_key_opens_in_spite_of_one_damaged_number(name, change):
    found = w.decrypted(sealed(), rsa_jwk("nedpq".replace(name, ""), **{name: MEMBERS[name] + change}))
    assert (found.status, found.plaintext) == (Status.DECRYPTED, w.PLAINTEXT)


def test_computed_primes_leave_no_trace():
    report = examine(Submission(sealed(), (rsa_jwk("ned"),)), NOW)
    assert report.tokens[0].decryption.status is Status.DECRYPTED
    for number in (NUMBERS.p, NUMBERS.d):
        octets = number.to_bytes((number.bit_length() + 7) // 8, "big")
        assert not traces_of(octets, reachable(report))
        assert not traces_of(octets, [json.dumps(as_json(report))])


def test_files_share_what_computing_primes_may_cost(monkeypatch):
    tried, factor = [], rsa_private._factor
    monkeypatch.setattr(rsa_private, "_factor", lambda *it: tried.append(it) or factor(*it))
    prime = (1 << 4253) - 1  # which no base takes apart
    hostile = rsa_jwk("", n=prime, e=65537, d=pow(65537, -1, prime - 1))
    files = [KeyFile(f"{number}.json", hostile.data) for number in range(30)]
    assert "takes too long here" in w.decrypted(sealed(), *files).reason
    assert len(tried) == 3
    assert w.decrypted(sealed(), *files, rsa_jwk("nedpq")).status is Status.DECRYPTED


def strings(*fields):
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def openssh_encrypted(name):
    """An OpenSSH key as if it were encrypted: what is in clear stays."""
    plain = base64.b64decode("".join(text(name).split("\n")[1:-2]))
    rest = plain[len(b"openssh-key-v1\0") + len(strings(b"none", b"none", b"")) :]
    blob = b"openssh-key-v1\0" + strings(b"aes256-ctr", b"bcrypt", bytes(24)) + rest
    body = base64.encodebytes(blob).decode()
    return f"-----BEGIN OPENSSH PRIVATE KEY-----\n{body}-----END OPENSSH PRIVATE KEY-----\n".encode()


def openssh_damaged(name):
    """An OpenSSH key with other bytes in its private half."""
    plain = base64.b64decode("".join(text(name).split("\n")[1:-2]))
    body = base64.encodebytes(plain[:-200] + bytes(200)).decode()
    return f"-----BEGIN OPENSSH PRIVATE KEY-----\n{body}-----END OPENSSH PRIVATE KEY-----\n".encode()


def putty(name, encryption):
    """The public part of a PuTTY file, of which no more is looked at."""
    kind, blob, *_ = text(f"{name}.pub").split()
    head = f"PuTTY-User-Key-File-3: {kind}\nEncryption: {encryption}\nComment: \nPublic-Lines: 1\n"
    return f"{head}{blob}\nPrivate-Lines: 0\n".encode()


PUTTY = "The private half of a PuTTY file is not read here; convert it: puttygen FILE -O private-openssh"
OPENSSH = "The private half is encrypted as OpenSSH does it, which is not opened here"
UNUSABLE = {
    "PuTTY": (putty("ssh-rsa", "none"), None, PUTTY),
    "PuTTY, encrypted": (putty("ssh-rsa", "aes256-cbc"), PASSWORD, PUTTY),
    "OpenSSH, encrypted": (openssh_encrypted("ssh-rsa"), None, OPENSSH),
    "OpenSSH, encrypted, with a password": (openssh_encrypted("ssh-rsa"), PASSWORD, OPENSSH),
    "OpenSSH, damaged": (openssh_damaged("ssh-rsa"), None, "The private half is damaged"),
    "a foreign d": (
        rsa_jwk("ne", d=NUMBERS.d - 2).data,
        None,
        "Its d is missing, or not the one that belongs to its n and e",
    ),
    "a foreign d beside p and q": (
        rsa_jwk("nepq", d=NUMBERS.d - 2).data,
        None,
        "Its d is missing, or not the one that belongs to its n and e",
    ),
    "no d": (rsa_jwk("nepq").data, None, "Its d is missing"),
    "a d larger than n": (
        rsa_jwk("ne", d=NUMBERS.d << 2048).data,
        None,
        "Its d is missing, or not the one that belongs to its n and e",
    ),
    "too many bits": (
        rsa_jwk("e", n=(1 << 9689) - 1, d=(1 << 9689) - 2).data,
        None,
        "It has d without the primes p and q, and to compute them takes too long here",
    ),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_private_half_that_cannot_be_used_says_why_and_what_helps(case):
    content, password, why = UNUSABLE[case]
    found = w.decrypted(w.compact(HEADER, (b"", b"", b""), bytes(7)), KeyFile("key", content, password))
    assert found.status is Status.UNCHECKED
    assert found.reason.startswith(f"Only the public half of key is at hand. {why}")


def test_private_key_is_spoken_of_rather_than_a_public_one():
    files = w.public_pem(w.OTHER_RSA, "public.pem"), KeyFile("key", UNUSABLE["PuTTY"][0])
    assert PUTTY in w.decrypted(sealed(), *files).reason


AGREEING = {"EC": "P-256", "OKP": "X25519"}


@pytest.mark.parametrize("kty", AGREEING)
@pytest.mark.parametrize("d", ["AA", "not base64url!", "A" * 100, 7])
def test_private_number_that_is_none_is_told(kty, d):
    (row,) = read(w.public_pem(w.CURVES[AGREEING[kty]]))
    header = {"alg": "ECDH-ES", "enc": "A256GCM"}
    file = w.jwk({**row.public_jwk, "d": d}, "key")
    found = w.decrypted(w.compact(header, w.gcm(header, CONTENT_KEY)), file)
    assert found.reason.startswith("Only the public half of key is at hand. Its d, the private number,")


def test_private_half_that_was_not_kept_has_to_be_given_again():
    kept = KeyFile("key.pem", w.public_pem(w.RSA).data, was_private=True)
    assert w.decrypted(sealed(), kept).reason == (
        "Only the public half of key.pem is at hand. To decrypt, give the private key’s file again."
    )


@pytest.mark.skipif(SSH_KEYGEN is None, reason="there is no ssh-keygen command on this machine")
def test_what_ssh_keygen_makes_of_a_copy_is_opened(tmp_path):
    copy = tmp_path / "copy"
    copy.write_bytes(data("ssh-rsa"))
    copy.chmod(0o600)
    text = w.compact(HEADER, (b"", b"", b""), bytes(7))
    for form, passwords, status in (
        ((), ("", PASSWORD), Status.UNCHECKED),
        (
            ("-m", "PKCS8"),
            (PASSWORD, PASSWORD),
            Status.FAILED,  # since it is no token; yet the key is tried
        ),
    ):
        command = [SSH_KEYGEN, "-q", "-p", *form, "-P", passwords[0], "-N", passwords[1], "-f", str(copy)]
        subprocess.run(command, check=True, capture_output=True)
        assert w.decrypted(text, KeyFile("copy", copy.read_bytes(), PASSWORD)).status is status
