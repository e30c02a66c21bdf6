"""Whatever stands in a token, a request or an error text: no rule breaks on it under any profile."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inspector.cases import judge
from webapp.inspector.example import Example
from webapp.inspector.profiles import BUILT_IN, explain

NAMES = sorted({name for it in BUILT_IN.values() for name in (*it.header, *it.payload)} | {"x", "\ud800", ""})
PARAMETERS = ["client_id", "client_secret", "code", "grant_type", "redirect_uri", "token", "x"]
WORDS = st.sampled_from(
    [
        "",
        " ",
        "ES256",
        "7XK4Q2M9RT",
        "com.example.web",
        "https://appleid.apple.com",
        "\x00",
        "é\u200b",
        "A" * 3000,
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | WORDS
VALUES = SCALARS | st.lists(SCALARS, max_size=4) | st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)
MEMBERS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=12)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def written(members):
    """JSON as a careless library writes it: NaN, lone surrogates and all."""
    return json.dumps(members).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@FEW
@given(MEMBERS, MEMBERS, st.sampled_from(sorted(BUILT_IN)), st.none() | st.text(max_size=40) | WORDS)
def test_any_token_under_any_profile(header, payload, profile, client_id):
    judge(Example(written(payload), written(header), profile=profile, client_id=client_id))


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=40) | WORDS), max_size=8),
    st.sampled_from(sorted(BUILT_IN)),
)
def test_any_request(pairs, profile):
    token = Example({"iss": "x"}, {"alg": "ES256"}).paste
    form = "&".join(f"{name}={value}" for name, value in pairs)
    judge(Example(text=f"client_secret={token}&{form}", profile=profile))
    form = form.replace("'", "")  # which would end the quoted address
    judge(Example(text=f"curl 'https://appleid.apple.com/auth/token?{form}' -d client_secret={token}"))


@FEW
@given(st.text(max_size=200) | st.sampled_from(["invalid_grant", "NOT_AUTHORIZED", "ExpiredProviderToken"]))
def test_any_error_text(text):
    assert all(answer.meaning for answer in explain(text, BUILT_IN))
