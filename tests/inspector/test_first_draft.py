"""A draft from any token is a sound profile, and holds none of the token's values."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from webapp.inspector import Submission, tokens
from webapp.inspector.example import NOW, Example
from webapp.inspector.first_draft import first_draft
from webapp.inspector.profiles import BUILT_IN, Profiles, parse
from webapp.inspector.profiles.sample import sound
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.trial import trial


def drafted(example):
    (token, *_) = tokens(example.submission)
    return first_draft("my-token", token, BUILT_IN)


def tried(text):
    read = parse(text.encode(), "my-token.toml", ALL_RULES)
    return trial(read, Profiles((*BUILT_IN.values(), read)))


SECRETS = {
    "sub": "user-4711-jane",
    "email": "jane.doe@corp.example",
    "session": "0b9d5a6e-6b1e-4a9e-8d0e-2f4f8a1c7d11",
    "password": "hunter2-hunter2",
    "number": 987654321012,
    "nested": {"token": "sk_live_abcdef", "jane.doe@corp.example": True, "count": 31337},
    "roles": ["chief-of-doors"],
    "https://corp.example/claims/x": "secret-in-namespace",
    "born": 1_234_567_890,
    "ratio": 0.31337,
}


def test_nothing_of_the_token_stands_in_the_draft_but_names_types_and_the_issuers_host():
    payload = {"iss": "https://login.corp.example/tenant-42", **SECRETS, "iat": NOW, "exp": NOW + 600}
    text = drafted(Example(payload, {"alg": "RS256", "typ": "JWT", "kid": "key-of-corp"}, bytes(256)))
    values = [
        *SECRETS.values(),
        *SECRETS["nested"].values(),
        *SECRETS["roles"],
        "key-of-corp",
        "tenant-42",
        NOW,
    ]
    leaked = [it for it in values if not isinstance(it, dict | list | bool) and str(it) in text]
    assert leaked == []
    assert "jane" not in text
    assert all(name in text for name in ("password", "nested", "https://corp.example/claims/x", "born"))
    assert r"https://login\.corp\.example" in text
    assert tried(text) == []


def test_types_are_told():
    read = parse(drafted(Example(SECRETS, {"alg": "RS256"}, bytes(256))).encode(), "my-token.toml")
    types = {name: " ".join(field.type) for name, field in read.payload.items() if name in SECRETS}
    assert types["born"] == "date"
    assert (types["number"], types["ratio"], types["roles"]) == ("integer", "number", "list of text")
    assert read.payload["session"].form.startswith("a UUID")
    assert set(read.payload["nested"].members) == {"token", "count"}
    assert all(read.payload[name].required for name in SECRETS)


# An encrypted token shows too little to know it by, once a part of that is missing.
READABLE = [id_ for id_, profile in BUILT_IN.items() if profile.sample and profile.sample.form != "jwe"]


@pytest.mark.parametrize("id_", READABLE)
def test_draft_from_every_sample_is_sound(id_):
    assert tried(drafted(sound(BUILT_IN[id_]))) == []


NAMES = st.text(max_size=20) | st.sampled_from(
    ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "events", "cnf"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
VALUES = st.recursive(SCALARS, lambda it: st.lists(it, max_size=3) | st.dictionaries(NAMES, it, max_size=3))
PARTS = st.dictionaries(NAMES, VALUES, max_size=6)


@example({}, {" ": None})
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(PARTS, PARTS)
def test_draft_from_anything_can_be_read(header, payload):
    found = tokens(Submission(Example(json.dumps(payload), json.dumps({"alg": "ES256", **header})).paste))
    for token in found:
        parse(first_draft("my-token", token, BUILT_IN).encode(), "my-token.toml", ALL_RULES)
