"""The two samples of the page: a sound client_secret and one with five faults, each with its key.

They are signed when they are asked for, since their dates must be of today.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from .forms import PageForm
from .inspector import base64url
from .inspector.submission import KeyFile, Submission

KEY_NAME = "AuthKey_7XK4Q2M9RT.p8"

# Made for these samples and used nowhere else; it protects nothing.
PRIVATE_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+NC514ThQGfNc2Rw
lSh8weRJ6sITzhpVT2RL5hsySrShRANCAASCoGZAugXsb90GtHOclMZlR05j2/RG
3egA3t+maSGAfxK8E65E203GgeW+I0XQX6XzhY2PBDDTn34/5l8H22aV
-----END PRIVATE KEY-----
"""

HEADER = {"alg": "ES256", "kid": "7XK4Q2M9RT"}


def sound(now: int) -> PageForm:
    """A client_secret that Apple would take, for another ten minutes."""
    return _form(_token(HEADER, _payload(now), _fixed_width))


def five_faults(now: int) -> PageForm:
    """A request with a fault at every gate: in client_id, kid, iat, exp and the signature."""
    payload = _payload(now) | {"iat": now * 1000, "exp": str(now + 600)}
    token = _token(HEADER | {"kid": "7XK4Q2M9RX"}, payload, bytes)
    return _form(
        "curl https://appleid.apple.com/auth/token \\\n"
        "  -d grant_type=authorization_code \\\n"
        "  -d code=c1f8a7e0b4d24c0f9a3b5e6d7c8f90a12.0.rsy.Pccg6U9TpmqAcdluAKck_g \\\n"
        "  -d client_id=com.example.app \\\n"
        f"  -d client_secret={token}"
    )


SAMPLES: Mapping[str, Callable[[int], PageForm]] = {"sound": sound, "five-faults": five_faults}


def _payload(now: int) -> dict[str, Any]:
    return {
        "iss": "8R4ZP2XK9T",
        "iat": now,
        "exp": now + 600,
        "aud": "https://appleid.apple.com",
        "sub": "com.example.web",
    }


def _form(text: str) -> PageForm:
    return PageForm(Submission(text, (KeyFile(KEY_NAME, PRIVATE_KEY.encode()),)), new=(KEY_NAME,))


def _token(header: Mapping[str, Any], payload: Mapping[str, Any], written: Callable[[bytes], bytes]) -> str:
    """A signed token; `written` turns the signature from DER, as libraries make it, into its final form."""
    signed = ".".join(base64url.encode(json.dumps(part).encode()) for part in (header, payload))
    return f"{signed}.{base64url.encode(written(_signature(signed.encode())))}"


def _signature(data: bytes) -> bytes:
    key = load_pem_private_key(PRIVATE_KEY.encode(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key.sign(data, ECDSA(SHA256()))


def _fixed_width(der: bytes) -> bytes:
    """R and S of 32 bytes each (RFC 7518 section 3.4)."""
    return b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))
