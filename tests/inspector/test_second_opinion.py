"""Libraries of receivers agree: they take what we call sound, and refuse what we call refused."""

import json
from pathlib import Path

import jwt as pyjwt
import pytest
from authlib.oidc.core import CodeIDToken
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import import_key

from webapp.inspector import examine
from webapp.inspector.example import NOW, PAYLOAD, claims
from webapp.inspector.submission import KeyFile, Submission

INTEROP = json.loads((Path(__file__).parents[1] / "data" / "interop.json").read_text("utf-8"))
ES256 = [row["token"] for row in INTEROP["tokens"] if row["alg"] == "ES256"]
KEY = KeyFile("key.p8", INTEROP["keys"]["ES256"].encode())


def errors(example):
    [token] = examine(example.submission, NOW).tokens
    return [finding.rule.id for finding in token.findings if finding.severity == "error"]


def authlib_refuses(payload):
    """Whether Authlib's reading of an OpenID Connect ID token (Core section 3.1.3.7) raises."""
    try:
        CodeIDToken(payload, {"alg": "ES256"}, {}, {}).validate(now=NOW, leeway=0)
    except JoseError:
        return True
    return False


def test_authlib_takes_what_is_sound():
    assert errors(claims()) == []
    assert not authlib_refuses(dict(PAYLOAD))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"exp": NOW - 60, "iat": NOW - 600}, "expired"),
        ({"exp": str(NOW + 60)}, "text-date"),
        ({"nbf": NOW + 60}, "not-yet-valid"),
        ({"aud": 7}, "mistyped-field"),
    ],
)
def test_authlib_refuses_what_is_refused(changes, rule):
    example = claims(**changes)
    assert rule in errors(example)
    assert authlib_refuses(dict(example.payload))


@pytest.mark.parametrize("changes", [{"exp": (NOW + 60) * 1000}, {"exp": 10**15}])
def test_what_authlib_overlooks_is_told_here(changes):
    example = claims(**changes)
    assert not authlib_refuses(dict(example.payload))
    assert "millisecond-date" in errors(example)


@pytest.mark.parametrize("token", ES256)
def test_joserfc_and_pyjwt_verify_what_is_verified(token):
    [row] = examine(Submission(token, (KEY,)), INTEROP["now"]).keys
    jws.deserialize_compact(token, import_key(row.public_pem, "EC"), algorithms=["ES256"])
    pyjwt.decode_complete(
        token,
        row.public_pem,
        ["ES256"],
        options={"verify_exp": False, "verify_aud": False, "verify_iat": False},
    )
