"""Examples of tokens that are not three parts with dots between them."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .base64url import encode
from .example import HEADER, NOW, PAYLOAD, SIGNATURE, Example, changed
from .example_keys import SECRET, key_file
from .sd_jwt.hashes import digest
from .submission import KeyFile

_SALT = "2GLC42sKQveCfGfryNRN9w"
_HOLDER = {
    "kty": "EC",
    "crv": "P-256",
    "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
    "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
}
PROOF = {"iat": NOW, "aud": "https://verifier.example.org", "nonce": "n-0S6_WzA2Mj"}


def segment(members: Mapping[str, Any] | str) -> str:
    text = members if isinstance(members, str) else json.dumps(members)
    return encode(text.encode())


def flattened(unprotected: Mapping[str, Any] | None = None, **members: Any) -> Example:
    """A sound token in the flattened JSON serialisation, some of its members changed."""
    token = {"payload": segment(PAYLOAD), "protected": segment(HEADER), "signature": encode(SIGNATURE)}
    whole = {**token, **({"header": unprotected} if unprotected is not None else {}), **members}
    return Example(text=json.dumps({name: value for name, value in whole.items() if value is not None}))


def signed_by(*signers: Mapping[str, Any], **members: Any) -> Example:
    """A token in the general JSON serialisation with these signatures."""
    return Example(text=json.dumps({"payload": segment(PAYLOAD), "signatures": list(signers), **members}))


def signer(unprotected: Mapping[str, Any] | None = None, **header: Any) -> dict[str, Any]:
    """One of several signatures."""
    made = {"protected": segment({**HEADER, **header}), "signature": encode(SIGNATURE)}
    return {**made, "header": unprotected} if unprotected is not None else made


def disclosure(*contents: Any) -> str:
    """A disclosure as it is sent; without a name it is that of an element."""
    return segment(json.dumps([_SALT, *contents]))


def disclosing(*disclosures: str, digests: tuple[str, ...] | None = None, **claims: Any) -> Example:
    """An SD-JWT with these disclosures; `digests` are those of the disclosures, if not given."""
    return Example(text=_issued(disclosures, digests, claims))


def presenting(header: Mapping[str, Any] | None = None, **changes: Any) -> Example:
    """An SD-JWT with key binding; None leaves a claim of the proof out, `cnf` one of the token."""
    cnf = changes.pop("cnf", {"jwk": _HOLDER})
    presented = _issued((disclosure("given_name", "Erika"),), None, {"cnf": cnf} if cnf else {})
    proof = {**PROOF, "sd_hash": digest("sha-256", presented), **changes}
    claims = segment({name: value for name, value in proof.items() if value is not None})
    return Example(
        text=f"{presented}{segment({'alg': 'ES256', 'typ': 'kb+jwt', **(header or {})})}"
        f".{claims}.{encode(SIGNATURE)}"
    )


def _issued(disclosures: tuple[str, ...], digests: tuple[str, ...] | None, claims: Mapping[str, Any]) -> str:
    made = digests if digests is not None else tuple(digest("sha-256", it) for it in disclosures)
    payload = {**PAYLOAD, **({"_sd": made} if made else {}), **claims}
    issued = f"{segment({'alg': 'ES256', 'typ': 'example+sd-jwt'})}.{segment(payload)}.{encode(SIGNATURE)}"
    return "~".join((issued, *disclosures, ""))


def encrypted(**changes: Any) -> Example:
    """A sound encrypted token (dir, A256GCM) with header parameters or parts changed; None leaves one out.

    `encrypted_key`, `iv` and `tag` in bytes are parts, and `header_tag` is the parameter; `content` is the
    plaintext; `secret` is given with it, True for the one that opens it, and so are `keys`.
    """
    content = changes.pop("content", json.dumps(PAYLOAD).encode())
    secret, also = changes.pop("secret", None), changes.pop("also", ())
    keys = changes.pop("keys", ())
    parts = {name: changes.pop(name) for name in ("encrypted_key", "iv", "tag") if name in changes}
    named = {name.removeprefix("header_"): value for name, value in changes.items()}
    header = segment(changed({"alg": "dir", "enc": "A256GCM"}, named))
    iv, data = parts.get("iv", _IV), _deflated(content) if changes.get("zip") == "DEF" else content
    sealed = AESGCM(SECRET.encode()).encrypt(iv if len(iv) >= 8 else _IV, data, header.encode())
    text = (parts.get("encrypted_key", b""), iv, sealed[:-16], parts.get("tag", sealed[-16:]))
    files = (KeyFile("keys.json", key_file(*keys).encode()),) if keys else ()
    given = SECRET if secret is True else secret
    return Example(text=".".join((header, *map(encode, text))), secret=given, keys=files, also=also)


_IV = bytes(range(12))


def _deflated(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()
