"""Other JOSE libraries as receivers of a token: does each accept its signature, or open it?

Each is asked in the way that its documentation shows first, for the one algorithm that the header names.
"""

import json
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import NamedTuple

import jwt
from jose import jwe as python_jose_jwe
from jose import jws as python_jose
from joserfc import jwe as joserfc_jwe
from joserfc import jwk
from joserfc import jws as joserfc_jws
from jwcrypto import jwe as jwcrypto_jwe
from jwcrypto import jwk as jwcrypto_jwk
from jwcrypto import jws as jwcrypto_jws

from .other_languages import NODE, jose, node

Verdicts = dict[str, list[bool]]


class Asked(NamedTuple):
    """A token with the public key, as PEM, or the secret that it is to be verified with."""

    alg: str
    text: str
    key: str

    @property
    def jwk(self) -> dict[str, str]:
        return dict(jwk.import_key(self.key, _KINDS[self.alg[:2]]).as_dict())


_KINDS = {"HS": "oct", "ES": "EC", "RS": "RSA", "PS": "RSA", "Ed": "OKP"}


def pyjwt(asked: Asked) -> None:
    jwt.PyJWS().decode(asked.text, asked.key, [asked.alg])


def joserfc(asked: Asked) -> None:
    joserfc_jws.deserialize_compact(asked.text, jwk.import_key(asked.jwk), [asked.alg])


def authlib(asked: Asked) -> None:
    from authlib.jose import JsonWebSignature  # which warns, once it is imported, that it is deprecated

    JsonWebSignature([asked.alg]).deserialize_compact(asked.text, asked.key)


def pythons_jose(asked: Asked) -> None:
    python_jose.verify(asked.text, asked.key, [asked.alg])


def jwcrypto(asked: Asked) -> None:
    read = jwcrypto_jws.JWS()
    read.allowed_algs = [asked.alg]
    read.deserialize(asked.text, jwcrypto_jwk.JWK(**asked.jwk))


IN_PYTHON: dict[str, Callable[[Asked], None]] = {
    "PyJWT": pyjwt,
    "joserfc": joserfc,
    "Authlib": authlib,
    "python-jose": pythons_jose,
    "jwcrypto": jwcrypto,
}


def in_python(asked: Sequence[Asked]) -> Verdicts:
    """What each library for Python says to each of the tokens."""
    return {name: [_accepts(verify, it) for it in asked] for name, verify in IN_PYTHON.items()}


def in_node(asked: Sequence[Asked]) -> Verdicts:
    """What each library for Node says to each of the tokens; the test is skipped where they are missing."""
    return {
        "panva/jose": _answered(jose(map(_for_jose, asked))),
        "jsonwebtoken": _answered(node(NODE / "jsonwebtoken.mjs", [it._asdict() for it in asked])),
    }


def _accepts(verify: Callable[[Asked], None], asked: Asked) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):  # of deprecated modules, algorithms and short secrets
            verify(asked)
    except Exception:
        return False
    return True


def _for_jose(asked: Asked) -> dict[str, str]:
    kind = "secret" if asked.alg.startswith("HS") else "key"
    return {"task": "verify", "token": asked.text, kind: asked.key}


def _answered(answers: list[dict[str, object]]) -> list[bool]:
    return ["error" not in answer for answer in answers]


class Sealed(NamedTuple):
    """An encrypted token with the private key, as a JWK, that is to open it."""

    alg: str
    enc: str
    text: str
    key: dict[str, str]

    @property
    def pem(self) -> bytes:
        """The same key as PEM, or the bytes of a secret."""
        key = jwk.import_key(self.key)
        return key.raw_value if self.key["kty"] == "oct" else key.as_pem(private=True)


def opened_by_joserfc(sealed: Sealed) -> bytes | None:
    registry = joserfc_jwe.JWERegistry(algorithms=[sealed.alg, sealed.enc, "DEF"])
    key = jwk.import_key(sealed.key)
    return joserfc_jwe.decrypt_compact(sealed.text, key, registry=registry).plaintext


def opened_by_authlib(sealed: Sealed) -> bytes:
    from authlib.jose import JsonWebEncryption

    engine = JsonWebEncryption([sealed.alg, sealed.enc, "DEF"])
    return engine.deserialize_compact(sealed.text, sealed.pem)["payload"]


def opened_by_pythons_jose(sealed: Sealed) -> bytes | None:
    return python_jose_jwe.decrypt(sealed.text, sealed.pem)


def opened_by_jwcrypto(sealed: Sealed) -> bytes:
    read = jwcrypto_jwe.JWE(algs=[sealed.alg, sealed.enc])
    read.deserialize(sealed.text, jwcrypto_jwk.JWK(**sealed.key))
    return bytes(read.payload)


OPENING: dict[str, Callable[[Sealed], bytes | None]] = {
    "joserfc": opened_by_joserfc,
    "Authlib": opened_by_authlib,
    "python-jose": opened_by_pythons_jose,
    "jwcrypto": opened_by_jwcrypto,
}


def opened_in_python(sealed: Sequence[Sealed], plaintext: bytes) -> Verdicts:
    """Whether each library for Python gets `plaintext` out of each of the tokens."""
    return {name: [_opens(open_, it, plaintext) for it in sealed] for name, open_ in OPENING.items()}


def opened_in_node(sealed: Sequence[Sealed], plaintext: bytes) -> Verdicts:
    """The same of panva/jose; the test is skipped where it is missing."""
    answers = jose(map(_for_jose_to_open, sealed))
    return {"panva/jose": [answer.get("plaintext") == plaintext.decode() for answer in answers]}


def _opens(open_: Callable[[Sealed], bytes | None], sealed: Sealed, plaintext: bytes) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            return open_(sealed) == plaintext
    except Exception:
        return False


def _for_jose_to_open(sealed: Sealed) -> dict[str, object]:
    options = {"keyManagementAlgorithms": [sealed.alg]}
    return {"task": "decrypt", "token": sealed.text, "key": sealed.key, "options": options}


def versions() -> dict[str, str]:
    """The version of each library that is asked."""
    in_node = json.loads((NODE / "package.json").read_text("utf-8"))["devDependencies"]
    return {
        **{name: version(name) for name in IN_PYTHON},
        "panva/jose": in_node["jose"],
        "jsonwebtoken": in_node["jsonwebtoken"],
    }
