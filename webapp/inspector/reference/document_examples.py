"""For each remark on a key set or a discovery document, a document that draws it, made of throw-away keys."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..base64url import encode
from ..example_certificates import INTERMEDIATE, LEAF, OLD_LEAF
from ..example_keys import OCT, P256, RSA_1024, RSA_2048

DOCUMENT = "document.json"  # its name, where a token is pasted beside it


class Example(NamedTuple):
    """A document, and the token beside which it draws the remark, if it takes one."""

    document: str
    token: str = ""


_KEY = {**P256, "kid": "2026-11"}
_RSA = {**RSA_2048, "kid": "2026-10"}
_CERTIFIED = {
    "kty": "EC",
    "crv": "P-256",
    "x": "I0s3aHX1e7hxR60ZGvzwUz6rxlpW9POdSl8d0uSTHco",
    "y": "ehBFs3PFvnLeq_FLZGoN1FG4vvD4OvW-htP5AMhyU8I",
    "kid": "2026-11",
}
_PRIVATE = {  # of RFC 8037 appendix A.1
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "kid": "2026-11",
}
_PROVIDER = {
    "issuer": "https://id.example.com",
    "authorization_endpoint": "https://id.example.com/authorize",
    "token_endpoint": "https://id.example.com/token",
    "jwks_uri": "https://id.example.com/keys",
    "response_types_supported": ["code"],
    "subject_types_supported": ["public"],
    "id_token_signing_alg_values_supported": ["RS256"],
}


def _key(**changes: Any) -> Example:
    """A set of one key with these members besides."""
    return _set({**_KEY, **changes})


def _set(*keys: Mapping[str, Any]) -> Example:
    return Example(json.dumps({"keys": keys}, indent=2))


def _without(key: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {other: value for other, value in key.items() if other != name}


def _provider(token: str = "", **changes: Any) -> Example:
    return Example(json.dumps({**_PROVIDER, **changes}, indent=2), token)


def _token(alg: str, issuer: str) -> str:
    parts = ({"alg": alg}, {"iss": issuer, "exp": 4102444800})
    return ".".join((*(encode(json.dumps(part).encode()) for part in parts), "AAAA"))


EXAMPLES: Mapping[str, Example] = {
    "unusable-key": _set(_without(_KEY, "y")),
    "damaged-key": _key(x=f"{P256['x']}="),
    "private-key": Example(json.dumps(_PRIVATE, indent=2)),
    "leaked-private-key": _set(_PRIVATE),
    "missing-key-id": _set(P256),
    "mistyped-member": _key(kid=202611),
    "other-thumbprint": _key(kid="NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
    "unknown-use": _key(use="signature"),
    "doubled-operation": _key(key_ops=["verify", "verify"]),
    "private-operation": _key(key_ops=["sign"]),
    "conflicting-use": _key(use="sig", key_ops=["wrapKey"]),
    "unknown-algorithm": _key(alg="EC256"),
    "conflicting-algorithm": _key(alg="RS256"),
    "published-key": _set(_without(_PRIVATE, "d")),
    "weak-key": _set({**RSA_1024, "kid": "2026-11"}),
    "small-exponent": _set({**_RSA, "e": "Aw"}),
    "weak-secret": Example(json.dumps({"kty": "oct", "k": "c2VjcmV0", "kid": "2026-11"}, indent=2)),
    "malformed-chain": _set({**_CERTIFIED, "x5c": LEAF}),
    "outdated-certificate": _set({**_CERTIFIED, "x5c": [OLD_LEAF, INTERMEDIATE]}),
    "certificate-mismatch": _key(x5c=[LEAF, INTERMEDIATE]),
    "certificate-thumbprint": _set(
        {**_CERTIFIED, "x5c": [LEAF, INTERMEDIATE], "x5t": "q2aVnP0ZTkOqkN6bmjIfEAeJXVA"}
    ),
    "damaged-json": Example(_key().document.replace('"\n    }', '",\n    }')),
    "bare-list": Example(json.dumps([_KEY], indent=2)),
    "empty-set": _set(),
    "duplicate-key-id": _set(_KEY, {**_RSA, "kid": "2026-11"}),
    "same-key": _set(_KEY, {**_KEY, "kid": "2026-12"}),
    "mixed-key-set": _set(_KEY, {**OCT, "kid": "2026-10"}),
    "secret-key-set": _set({**OCT, "kid": "2026-11"}),
    "missing-member": Example(json.dumps(_without(_PROVIDER, "jwks_uri"), indent=2)),
    "empty-member": _provider(scopes_supported=[]),
    "no-address": _provider(jwks_uri="/keys"),
    "no-https": _provider(jwks_uri="http://id.example.com/keys"),
    "odd-issuer": _provider(issuer="https://id.example.com?tenant=7"),
    "slash-after-issuer": _provider(issuer="https://id.example.com/"),
    "missing-algorithm": _provider(id_token_signing_alg_values_supported=["ES256"]),
    "no-algorithm": _provider(id_token_signing_alg_values_supported=["RS256", "none"]),
    "symmetric-algorithm": _provider(id_token_signing_alg_values_supported=["RS256", "HS256"]),
    "plain-challenge": _provider(code_challenge_methods_supported=["plain"]),
    "other-issuer": _provider(_token("RS256", "https://id.example.com/")),
    "other-algorithm": _provider(_token("ES256", "https://id.example.com")),
}
