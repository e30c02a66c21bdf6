"""Private keys in the forms from before PKCS#8, which some programs refuse."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.inspector.signature import workshop as w
from tests.other_languages import NODE, node
from webapp.inspector.keys import read
from webapp.inspector.submission import KeyFile

KEYS = {"ES256": w.P256, "RS256": w.RSA}


def pem(alg, form):
    return KEYS[alg].private_bytes(Encoding.PEM, form, NoEncryption()).decode()


@pytest.mark.parametrize("alg", KEYS)
def test_an_older_form_is_said_to_be_refused_by_some(alg):
    older, newer = pem(alg, PrivateFormat.TraditionalOpenSSL), pem(alg, PrivateFormat.PKCS8)
    for text, noted in ((older, True), (newer, False)):
        [row] = read(KeyFile("key.pem", text.encode()))
        assert any("importPKCS8" in note.message for note in row.notes) is noted


def test_panva_jose_refuses_it_indeed():
    for alg in KEYS:
        forms = (PrivateFormat.TraditionalOpenSSL, PrivateFormat.PKCS8)
        older, newer = node(NODE / "pkcs8.mjs", ({"pem": pem(alg, form), "alg": alg} for form in forms))
        assert "error" in older
        assert newer == {"type": "private"}
