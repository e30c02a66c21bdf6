"""Throw-away public keys for the examples, as JWKs. Their private halves were never kept."""

import json
from collections.abc import Mapping

Jwk = Mapping[str, object]

P256: Jwk = {
    "kty": "EC",
    "crv": "P-256",
    "x": "ILQJwBZAFtZKYICRKdJ_O3csZNNs2GYNXdKYSPzTK9k",
    "y": "3q-8Pg2uyRFht025ksMpSR93IpNjjY5C0EO37LBhZs0",
}
OTHER_P256: Jwk = {
    "kty": "EC",
    "crv": "P-256",
    "x": "e_qvmaYDo3S4sierzhrZWqr21st7t4Mt2TqqCwiO0LA",
    "y": "SZ2HNVsOPLuqpYY-M2BR3pB6bkGpt7r8fTUVWVvzkp0",
}
SECP256K1: Jwk = {
    "kty": "EC",
    "crv": "secp256k1",
    "x": "aHWqa8oWu8pEkbz7GuiojKb9Nes-hbmA2Rs3ZCgFyVo",
    "y": "SH38_q4x4iv0ebAjKGZdnzu5_wedEAqOnkA1YKR50OI",
}
RSA_2048: Jwk = {
    "kty": "RSA",
    "e": "AQAB",
    "n": "2CZh6a1iqhYD-XqgAwBdJppGwtoYCac84shLiSv7dMneoUr7VCPnShs1C0diNesXoMXwP0borDB7CP9RGTz_E9OI3nCW0n-Fe1e"
    "wzS1jEUCafsqHhiofs-L_tm4jk6UzVPjNNhwVNcdBOc9ZzdvD8EFlM_T8Jr5o-TYf3IJjt99DEuPNF9NfwFmYJCPGvWVkkOw2hnhM53iK"
    "H2aUCMBQYq8F5F1PJ0SmaiTYWFY4IYlZOlOgd7XMAWeOa0SVu33-40ZLNCndnv1BszDpHj_Q3yorTb4EPDLeLzP5xLUaRh1a2ZpMnvBL"
    "OFYiI11_jKk5PO9vnK1akgnhRF9lyAmDYQ",
}
RSA_1024: Jwk = {
    "kty": "RSA",
    "e": "AQAB",
    "n": "y9sjVzePL-tPEA2RoAsXbcNB62fp7BQdSqbsqgjmU6cRvkiF7VFZygCmZkQeswjfun-mFk6vJPjDDDIQoaF_NBA3qE-rc_Ik41T"
    "xwAVCkSQdjLS9o7549B68yOzFUX3rO83wmsSe-O8ZDcgKrSc6Ytxc3wR5woE3rTBa6IZFUS0",
}
SECRET = "Zk2qYv8rN5wT0xLb7HcJ4mPd9sGf1aQe"  # noqa: S105  # long enough for HS256, and known to all readers
OCT: Jwk = {"kty": "oct", "k": "WmsycVl2OHJONXdUMHhMYjdIY0o0bVBkOXNHZjFhUWU"}


def key_file(*keys: Jwk) -> str:
    """One JWK, or a JWK Set of several."""
    return json.dumps(keys[0] if len(keys) == 1 else {"keys": keys})
