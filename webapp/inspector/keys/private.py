"""The one thing that is done with a private key before it is gone: to see what was encrypted to it."""

from collections.abc import Callable
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

from ..submission import KeyFile

_LARGEST = 4096  # bits; a private operation takes eight times as long with twice as many
_LOADERS: tuple[Callable[..., object], ...] = (load_pem_private_key, load_der_private_key)


def decrypted(file: KeyFile, ciphertext: bytes) -> bytes | None:
    """What the RSA key in an undamaged file makes of `ciphertext` (RFC 8017 section 7.2); else None.

    OpenSSL returns random bytes for what was not encrypted to the key, so that only a plaintext that is
    expected says anything. Neither the key nor anything of it is kept.
    """
    for load in _LOADERS:
        with suppress(Exception):
            key = load(file.data, None, unsafe_skip_rsa_key_validation=True)
            if isinstance(key, rsa.RSAPrivateKey) and key.key_size <= _LARGEST:
                return key.decrypt(ciphertext, padding.PKCS1v15())
    return None
