"""Tokens for receivers other than Apple, for the examples of several modules."""

from ..example import NOW, Example


def session(life: int) -> Example:
    """A signature for a Zoom meeting, that lives so many seconds."""
    claims = {"appKey": "fake_key_1234567890abc", "mn": "98765432100", "role": 0}
    dates = {"iat": NOW - 60, "exp": NOW - 60 + life, "tokenExp": NOW - 60 + life}
    return Example({**claims, **dates}, {"alg": "HS256", "typ": "JWT"}, bytes(range(32)))


def assertion(life: int) -> Example:
    """An assertion for a service account of Adobe, which are taken no more."""
    claims = {
        "iss": "8C6767C25245AD1A0A490D4C@AdobeOrg",
        "sub": "6657031C5C095BB40A4133A5@techacct.adobe.com",
        "aud": "https://ims-na1.adobelogin.com/c/0f3a4b5c6d7e8f90a1b2c3d4e5f60718",
        "https://ims-na1.adobelogin.com/s/ent_dataservices_sdk": True,
        "exp": NOW + life,
    }
    return Example(claims, {"alg": "RS256"}, bytes(range(256)))
