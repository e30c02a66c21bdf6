"""Hostile tokens of every form: in JSON, detached, unencoded, nested, with disclosures."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from .hostile import HEADER, MARKUP, PAYLOAD, SIGNATURE, Row, b64

TOKEN = f"{HEADER}.{PAYLOAD}.{SIGNATURE}"
SIGNER = {"protected": HEADER, "signature": SIGNATURE}
RAW = b64('{"alg":"ES256","b64":false,"crit":["b64"]}')


def around(payload: Any) -> str:
    """A token with this payload."""
    return f"{HEADER}.{b64(json.dumps(payload))}.{SIGNATURE}"


def nested(times: int) -> str:
    """A token within a token within a token, as far as a megabyte goes."""
    token = TOKEN
    for _ in range(times):
        token = around({"token": token}) if len(token) < 500_000 else token
    return token


def in_json(*signers: Any, **members: Any) -> str:
    return json.dumps({"payload": PAYLOAD, "signatures": list(signers), **members})


def flattened(**members: Any) -> str:
    return json.dumps({"payload": PAYLOAD, **SIGNER, **members})


def sd_jwt(payload: Any, *disclosures: Any) -> str:
    """An SD-JWT with these disclosures, whether they fit it or not."""
    return "~".join((around(payload), *(b64(json.dumps(disclosure)) for disclosure in disclosures), ""))


def hashed(disclosure: Any) -> str:
    return b64(hashlib.sha256(b64(json.dumps(disclosure)).encode()).digest())


def chained(times: int) -> str:
    """Disclosures each of which is disclosed by the next."""
    chain: list[Any] = [["salt", "a", 1]]
    for _ in range(times):
        chain.append(["salt", "a", {"_sd": [hashed(chain[-1])]}])
    return sd_jwt({"_sd": [hashed(chain[-1])]}, *chain)


MANY = [["salt", f"claim{number}", number] for number in range(1000)]
NONSENSE = ({"protected": 7, "signature": {}}, {"header": []}, 7, None, [])

FORMS = {
    "nested 100 deep": nested(100),
    "every claim a token": around({f"c{number}": TOKEN for number in range(2000)}),
    "every claim JSON with a token": around(
        {f"c{number}": json.dumps({"t": TOKEN}) for number in range(500)}
    ),
    "JSON in JSON in JSON": around({"a": json.dumps({"b": json.dumps({"c": TOKEN})})}),
    "10,000 signatures": in_json(*[SIGNER] * 5000, *[{}] * 5000),
    "signatures of nonsense": in_json(SIGNER, *NONSENSE),
    "nothing but nonsense for signatures": in_json(*NONSENSE, **SIGNER),
    "both syntaxes": in_json(SIGNER, **SIGNER, header={"alg": MARKUP}),
    "a payload that is an object": flattened(payload={"iss": MARKUP}),
    "a payload that is a list": flattened(payload=[[[MARKUP]]]),
    "an unprotected header of markup": flattened(header={MARKUP: MARKUP}),
    "large unprotected headers": in_json(*[{**SIGNER, "header": {"a": "y" * 30_000}}] * 30),
    "b64 in the unprotected header": flattened(header={"b64": False, "crit": ["b64"]}),
    "an unencoded payload of dots": f"{RAW}.{'.' * 500_000}.{SIGNATURE}",
    "an unencoded payload of markup": f"{RAW}.{MARKUP}.{SIGNATURE}",
    "a detached token": f"{HEADER}..{SIGNATURE}",
    "1,000 disclosures": sd_jwt({"_sd": list(map(hashed, MANY))}, *MANY),
    "5,000 disclosures of nothing": sd_jwt({"_sd": []}, *(["salt", "a", number] for number in range(5000))),
    "the same disclosure 1,000 times": sd_jwt({"_sd": [hashed(MANY[0])] * 1000}, *[MANY[0]] * 1000),
    "disclosures 900 deep": chained(900),
    "a million tildes": TOKEN + "~" * 900_000,
    "disclosures of nonsense": sd_jwt({"_sd": MARKUP, "a": {"...": MARKUP}}, 7, None, [], [MARKUP] * 3, {}),
    "digests of nonsense": sd_jwt({"_sd": [None, 7, [], {}, MARKUP], "_sd_alg": {"a": MARKUP}}, [1, 2, 3]),
    "a key binding of markup": f"{TOKEN}~{MARKUP}.{MARKUP}.{MARKUP}",
    "a key binding that is bound itself": f"{TOKEN}~{TOKEN}~{TOKEN}",
    "a cnf of nonsense": sd_jwt({"cnf": {"jwk": {"kty": "EC", "crv": MARKUP}}}) + TOKEN,
    "an SD-JWT in JSON of nonsense": flattened(
        header={"disclosures": [1, MARKUP, "x" * 50_000], "kb_jwt": [MARKUP]}
    ),
}
BESIDE = {
    "a payload of markup beside it": {"text": f"{HEADER}..{SIGNATURE}", "payload": MARKUP * 1000},
    "a payload that nobody needs": {"text": TOKEN, "payload": "x" * 500_000},
}


def tokens_of_every_form() -> Iterator[Row]:
    yield from ((f"form: {name}", {"text": text}) for name, text in FORMS.items())
    yield from BESIDE.items()
