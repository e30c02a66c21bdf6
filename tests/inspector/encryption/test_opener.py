"""Which of the keys given may open a token."""

import pytest

from webapp.inspector.encryption.algorithms import MANAGEMENTS
from webapp.inspector.encryption.opener import fits, openers
from webapp.inspector.keys import Key, Vault, read

from ..keys.samples import data
from . import workshop as w

FILES = {
    "RSA": w.pem(w.RSA),
    **{curve: w.pem(key, curve) for curve, key in w.CURVES.items()},
    "Ed25519": w.KeyFile("ed25519.pem", data("ed25519.pem")),
    "secp256k1": w.KeyFile("secp256k1.pem", data("secp256k1.pem")),
    "oct": w.oct_jwk(bytes(32)),
}
TAKEN = {
    "RSA1_5": {"RSA"},
    "RSA-OAEP-512": {"RSA"},
    "ECDH-ES": set(w.CURVES),
    "ECDH-ES+A256KW": set(w.CURVES),
    "A128KW": {"oct"},
    "A256GCMKW": {"oct"},
    "dir": {"oct"},
    "PBES2-HS256+A128KW": {"oct"},
}


@pytest.mark.parametrize("alg", TAKEN)
def test_an_algorithm_takes_its_own_kind_of_key(alg):
    management = MANAGEMENTS[alg]
    taken = set()
    for name, file in FILES.items():
        vault = Vault()
        rows = [row for row in read(file, vault=vault) if isinstance(row, Key)]
        taken |= {name for it in openers(management, rows, vault)}
    assert taken == TAKEN[alg]


@pytest.mark.parametrize("alg", ["RSA-OAEP", "ECDH-ES"])
def test_a_public_half_fits_and_opens_nothing(alg):
    public = w.public_pem(w.RSA if alg == "RSA-OAEP" else w.CURVES["X25519"])
    [key] = read(public)
    assert fits(MANAGEMENTS[alg], key)
    assert list(openers(MANAGEMENTS[alg], [key], Vault())) == []


def test_a_public_key_opens_with_the_private_half_of_another_file():
    vault = Vault()
    read(w.pem(w.RSA), vault=vault)
    keys = [*read(w.public_pem(w.RSA, "public.pem")), *read(w.public_pem(w.OTHER_RSA, "other.pem"))]
    assert [it.key.name for it in openers(MANAGEMENTS["RSA-OAEP"], keys, vault)] == ["public.pem"]


def test_no_private_half_is_ever_written_out():
    for file in (w.pem(w.RSA), w.oct_jwk(b"do not tell")):
        it = w.opener(file)
        assert repr(it) == f"Opener(key={it.key!r})"
        assert "do not tell" not in repr(it)
