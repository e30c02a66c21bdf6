"""A fuzz target: whatever is submitted, `examine()` answers with a report that every face can show.

The test suite runs a bounded number of inputs, always the same ones. `make fuzz COUNT=100000` runs any
number of fresh ones and says how much of the inspector they reached.
"""

import hashlib
import hmac
import json
import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from webapp.inspector import Submission, examine, registry
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.as_json import as_json
from webapp.inspector.example_keys import OCT, P256, RSA_2048, SECRET, key_file
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.plain_text import plain_text
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.submission import KeyFile, SecretEncoding
from webapp.samples import PRIVATE_KEY

from .hostile import BROKEN_JSON, KEYS, ODD_BYTES, SHAPES, VALUES, b64

DATA = Path(__file__).parent / "data"
NOW = 1_795_400_000
QUICK = replace(DEFAULTS, search_seconds=0.01, deep_search_seconds=0.03, token_characters=50_000)
SHORT = 5_000  # characters: what is long is tried in tests/hostile.py


def _short(texts):
    return [text for text in texts if len(text) <= SHORT]


names = st.sampled_from([*registry.HEADERS.entries, *registry.CLAIMS.entries]) | st.text(max_size=8)
literals = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,30})?", fullmatch=True)
numbers = st.integers(-(10**20), 10**20) | st.integers(NOW - 10**6, NOW + 10**6) | st.floats()
atoms = (
    st.sampled_from(_short(VALUES.values()))
    | numbers.map(json.dumps)
    | literals
    | st.text(max_size=40).map(json.dumps)
    | st.sampled_from([*ALGORITHMS, "none", "JWT", "dir", "A256GCM", "https://appleid.apple.com"]).map(
        json.dumps
    )
)


def _object(members):
    return "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in members) + "}"


values = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{','.join(items)}]")
        | st.lists(st.tuples(names, inner), max_size=4).map(_object)
    ),
    max_leaves=8,
)
members = st.lists(st.tuples(names, values), max_size=6)
objects = members.map(_object)


@st.composite
def headers(draw):
    """A header that names an algorithm, and whatever else."""
    algorithm = json.dumps(draw(st.sampled_from([*ALGORITHMS, "none", "RSA-OAEP", "dir", "es256"])))
    return _object([("alg", algorithm), *draw(members)])


def bits(most):
    return st.binary(max_size=most).map(b64)


parts = (objects | st.sampled_from(_short(BROKEN_JSON.values()))).map(b64) | st.sampled_from(
    [b64(data) for data in ODD_BYTES.values() if len(data) <= SHORT]
)
signatures = st.sampled_from([0, 1, 32, 48, 63, 64, 65, 71, 96, 132, 256]).flatmap(
    lambda size: st.binary(min_size=size, max_size=size).map(b64)
)


@st.composite
def signed(draw):
    """A token that HS256 verifies with the secret that is given, until something is done to it."""
    content = ".".join((b64('{"alg":"HS256"}'), b64(draw(objects))))
    return f"{content}.{b64(hmac.digest(SECRET.encode(), content.encode(), hashlib.sha256))}"


@st.composite
def disclosed(draw):
    """An SD-JWT with disclosures, some of which its payload may know."""
    contents = draw(st.lists(st.lists(values, max_size=4), max_size=4))
    disclosures = [b64(f"[{','.join(content)}]") for content in contents]
    digests = json.dumps([b64(hashlib.sha256(text.encode()).digest()) for text in disclosures])
    payload = b64(_object([("_sd", digests), *draw(members)]))
    binding = draw(st.just("") | signed())
    return "~".join((f"{draw(headers().map(b64))}.{payload}.{draw(signatures)}", *disclosures, binding))


def _json_form(protected, payload, others):
    rows = ",".join(
        f'{{"protected":{json.dumps(one)},"signature":"AAAA","header":{other}}}' for one, other in others
    )
    return f'{{"payload":{json.dumps(payload)},"protected":{json.dumps(protected)},"signatures":[{rows}]}}'


heads = headers().map(b64) | parts
compact = st.tuples(heads, parts, signatures).map(".".join)
encrypted = st.tuples(heads, bits(64), bits(16), bits(200), bits(20)).map(".".join)
in_json = st.builds(_json_form, heads, parts, st.lists(st.tuples(heads, objects), max_size=3))
tokens = st.one_of(
    compact, signed(), encrypted, disclosed(), in_json, st.sampled_from(_short(SHAPES.values()))
)


@st.composite
def nested(draw):
    """A token in a claim of another."""
    payload = b64(_object([(draw(names), json.dumps(draw(tokens)))]))
    return f"{draw(heads)}.{payload}.{draw(signatures)}"


dirt = st.text(max_size=2) | st.sampled_from(["\n", " ", "=", ".", "%3D", "eyJ", "~"])


@st.composite
def damaged(draw, whole):
    """`whole` with a few characters lost, changed, doubled or put in."""
    text = draw(whole)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        lost = draw(st.sampled_from([0, 1, 1, 4, 50]))
        text = text[:at] + draw(dirt) + text[at + lost :]
    return text


WRAPPINGS = (
    *("{}", "Bearer {}", "{}\n{}", '"{}"', "b'{}'", "Cookie: a={}; b=c", "2026-11-23 401 token={}"),
    *("https://x.example/cb#id_token={}&state=x", "curl -H 'Authorization: Bearer {}' https://x.example/"),
    *("curl -d 'client_secret={}&client_id=a' https://x/", '{{"access_token":"{}","id_token":"{}"}}'),
    "POST /token HTTP/1.1\nHost: x\n\nassertion={}",
)

# What is sound or nearly so, to be damaged: the pastes, the keys, and tokens with the key that verifies them.
EXAMPLES = [one.submission for rule in ALL_RULES.values() for one in (*rule.good, *rule.bad)]
TEXTS = [
    json.loads(line)["pasted"]
    for line in (DATA / "pastes" / "transport.jsonl").read_text("utf-8").splitlines()
]
FILES = [
    file.read_bytes() for file in sorted((DATA / "keys").iterdir()) if file.suffix not in {".md", ".json"}
]
INTEROP = json.loads((DATA / "interop.json").read_text("utf-8"))
SOUND = [(row["token"], INTEROP["keys"][row["alg"]].encode()) for row in INTEROP["tokens"]]

wrapped = st.builds(
    lambda wrapping, text: wrapping.format(text, text),
    st.sampled_from(WRAPPINGS),
    damaged(tokens | nested()),
)
pastes = st.one_of(wrapped, wrapped, damaged(st.sampled_from(TEXTS)), st.text(max_size=300))

key_texts = damaged(st.sampled_from([PRIVATE_KEY, key_file(P256, RSA_2048), key_file(OCT)]) | objects)
key_bytes = st.one_of(
    key_texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([text.encode() for text in _short(KEYS.values())]),
    st.sampled_from(FILES),
    st.binary(max_size=200),
)
key_files = st.builds(
    KeyFile,
    st.sampled_from(["key.pem", "AuthKey_7XK4Q2M9RT.p8", "jwks.json", "\u202e"]),
    key_bytes,
    st.none() | st.text(max_size=10),
)
anything = st.builds(
    Submission,
    text=pastes,
    keys=st.lists(key_files, max_size=2).map(tuple),
    secret=st.none() | st.just(SECRET) | st.text(max_size=40),
    secret_encoding=st.sampled_from(SecretEncoding),
    client_id=st.none() | st.text(max_size=20),
    error_text=st.none() | st.text(max_size=40) | st.just('{"error":"invalid_client"}'),
    leeway=st.integers(0, 600),
    deep=st.booleans(),
)


@st.composite
def nearly_sound(draw):
    """A sound token and its key, or the example of a rule, with a little damage."""
    text, key = draw(st.sampled_from(SOUND))
    keyed = Submission(text, (KeyFile("key.pem", key),), deep=draw(st.booleans()))
    whole = draw(st.just(keyed) | st.sampled_from(EXAMPLES))
    return replace(whole, text=draw(damaged(st.just(whole.text))))


submissions = anything | nearly_sound()


def check(submission: Submission) -> None:
    """Examine `submission`; a failed assertion, or anything raised, is a fault of ours."""
    report = examine(submission, NOW, limits=QUICK)
    answer = as_json(report)
    json.dumps(answer, allow_nan=False).encode()
    plain_text(report).encode()
    for token in answer["tokens"]:
        assert token["broke"] == []
        assert not (token["signature"]["tried"] or {}).get("broke")


def run(count: int, same: bool = True) -> None:
    """Check `count` submissions: `same` ones every time, or fresh ones."""

    @settings(
        max_examples=count,
        derandomize=same,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(submissions)
    def fuzz(submission: Submission) -> None:
        check(submission)

    fuzz()


if __name__ == "__main__":
    run(int(sys.argv[1]), same=False)
