"""Encrypted private keys: whether their password opens them, and whether trying is affordable."""

import math
from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from ..note import Note
from . import der
from .source import Refusal, Source

_CAUSE = "key.encrypted"
_DECRYPT = "Decrypt it where it is kept: openssl pkey -in FILE -out key.pem"
# What one round costs, measured in rounds of PBKDF2; OpenSSL writes 2,048 rounds, or scrypt with 2^17.
_COST_OF_PBES1 = 5
_COST_OF_SCRYPT = 2  # for each of N × r × p, of which 2^19 take 64 MiB

OPENED = Note(
    _CAUSE,
    "The file is encrypted and its password was used. A program that is not told the password refuses it; "
    "openssl pkey -in FILE -out key.pem writes it without one.",
)


def decrypted(load: Callable[..., PrivateKeyTypes], data: bytes, source: Source) -> PrivateKeyTypes:
    """The private key that `load` gets from `data` with the password given beside it."""
    if not source.password:
        raise Refusal("encrypted", "This private key is encrypted. Give its password beside it.", _CAUSE)
    password = source.password.encode("utf-8", "replace")
    try:
        return load(data, password, unsafe_skip_rsa_key_validation=True)
    except (ValueError, UnsupportedAlgorithm) as error:
        if isinstance(error, UnsupportedAlgorithm) or "unknown" in str(error).lower():
            message = f"This private key is encrypted with a cipher that is not read here. {_DECRYPT}"
            raise Refusal("unsupported", message, _CAUSE) from None
        raise Refusal("wrong-password", "The password does not open this key.", _CAUSE) from None


def check_cost(algorithm: der.Element, source: Source) -> None:
    """Refuse a password derivation that would take seconds, or memory without end (RFC 8018, RFC 7914)."""
    if not source.allowance.spend(_cost(algorithm)):
        message = (
            f"This private key is encrypted with so many rounds that opening it takes too long. {_DECRYPT}"
        )
        raise Refusal("unsupported", message, _CAUSE)


def _cost(algorithm: der.Element) -> int:
    name, parameters = _parts(algorithm)
    if name != der.PBES2:
        return _numbers(parameters)[0] * _COST_OF_PBES1
    name, parameters = _parts(der.children(parameters.content)[0])
    if name != der.SCRYPT:
        return _numbers(parameters)[0]
    return math.prod(_numbers(parameters)[:3]) * _COST_OF_SCRYPT


def _numbers(parameters: der.Element) -> list[int]:
    fields = der.children(parameters.content)
    return [int.from_bytes(field.content, "big") for field in fields if field.tag == der.INTEGER]


def _parts(algorithm: der.Element) -> tuple[str, der.Element]:
    return der.algorithm(algorithm), der.children(algorithm.content)[1]
