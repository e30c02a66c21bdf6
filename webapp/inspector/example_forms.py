"""Examples of tokens that are not three parts with dots between them."""

import json
from collections.abc import Mapping
from typing import Any

from .base64url import encode
from .example import HEADER, NOW, PAYLOAD, SIGNATURE, Example
from .sd_jwt.hashes import digest

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
