"""Other JOSE libraries as receivers of a token: does each accept its signature?

Each is asked in the way that its documentation shows first, for the one algorithm that the header names.
"""

import json
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import NamedTuple

import jwt
from jose import jws as python_jose
from joserfc import jwk
from joserfc import jws as joserfc_jws
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


def versions() -> dict[str, str]:
    """The version of each library that is asked."""
    in_node = json.loads((NODE / "package.json").read_text("utf-8"))["devDependencies"]
    return {
        **{name: version(name) for name in IN_PYTHON},
        "panva/jose": in_node["jose"],
        "jsonwebtoken": in_node["jsonwebtoken"],
    }
