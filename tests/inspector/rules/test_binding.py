"""Key binding: what is said of the proof, member by member, and what is left to the proof's own report."""

import json

import pytest

from tests.inspector.cases import finding, findings, judge
from webapp.inspector.base64url import encode
from webapp.inspector.example import HEADER, PAYLOAD, SIGNATURE, Example
from webapp.inspector.example_forms import disclosing, disclosure, flattened, presenting, segment
from webapp.inspector.sd_jwt.hashes import digest

NAME = disclosure("given_name", "Erika")
NOBODY = {"kid": "a"}  # whose key is not in the token, so that no signature is searched


def shown(**changes):
    return presenting(cnf=NOBODY, **changes)


HASH = judge(shown()).case.presentation.sd_hash


def typed(typ):
    """The `typ` of the proof is what stands there, or it has none."""
    issued, _, proof = shown().paste.rpartition("~")
    return Example(text=f"{issued}~{segment({'alg': 'ES256', **typ})}.{proof.partition('.')[2]}")


@pytest.mark.parametrize(
    ("typ", "said"),
    [({}, "missing"), ({"typ": "JWT"}, "“JWT”"), ({"typ": "KB+JWT"}, "“KB+JWT”"), ({"typ": 7}, "7")],
    ids=["missing", "any", "capitals", "number"],
)
def test_type(typ, said):
    found = finding(typed(typ), "key-binding-type", "token.key_binding.header.typ")
    assert found.message == f"The typ of the key-binding JWT is {said}; it must be “kb+jwt”."
    assert (found.instead, found.gate) == ("kb+jwt", "payload")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sd_hash": None}, "“sd_hash” is missing from the key-binding JWT."),
        ({"sd_hash": 7}, f"“sd_hash” is 7; what is presented here has the hash “{HASH}”."),
        ({"sd_hash": f"{HASH}="}, f"“sd_hash” is “{HASH}=”; what is presented here has the hash “{HASH}”."),
    ],
    ids=["missing", "number", "padded"],
)
def test_hash(changes, message):
    found = finding(shown(**changes), "key-binding-hash", "token.key_binding.payload.sd_hash")
    assert (found.message, found.instead) == (message, HASH)


@pytest.mark.parametrize(
    ("changes", "name", "message"),
    [
        ({"iat": None}, "iat", "“iat” is missing from the key-binding JWT."),
        ({"nonce": None}, "nonce", "“nonce” is missing from the key-binding JWT."),
        ({"nonce": 7}, "nonce", "“nonce” of the key-binding JWT is 7; it must be one text."),
        ({"aud": ["a"]}, "aud", "“aud” of the key-binding JWT is a list of 1; it must be one text."),
    ],
    ids=["iat missing", "nonce missing", "nonce a number", "aud a list"],
)
def test_claim(changes, name, message):
    example = shown(**changes)
    found = finding(example, "key-binding-claim", f"token.key_binding.payload.{name}")
    assert (found.message, found.instead) == (message, None)
    assert example.paste[found.span.start : found.span.end] == example.paste.rpartition("~")[2]


@pytest.mark.parametrize("changes", [{"iat": 1.5}, {"iat": "x"}, {"nonce": ""}, {"more": [1]}], ids=str)
def test_what_is_odd_is_left_to_the_report_on_the_proof_itself(changes):
    assert findings(shown(**changes)) == set()


@pytest.mark.parametrize(
    ("cnf", "says"),
    [({}, "missing"), ({"cnf": {}}, "empty")],
    ids=["missing", "empty"],
)
def test_holder_who_is_not_named(cnf, says):
    found = finding(proved(**cnf), "unnamed-holder", "payload.cnf")
    assert found.message == f"“cnf” is {says}, so that the key of the key-binding JWT is nobody's."
    assert found.severity == "error"


@pytest.mark.parametrize("cnf", [{"jwk": {}}, {"kid": "a"}, {"jkt": "a"}, {"of our own": 1}], ids=list)
def test_holder_may_be_named_in_any_way(cnf):
    assert findings(proved(cnf=cnf)) == set()


def proved(**claims):
    """An SD-JWT with these claims and a proof that fits."""
    issued = disclosing(NAME, **claims).paste
    proof = {"iat": PAYLOAD["iat"], "aud": "a", "nonce": "n", "sd_hash": digest("sha-256", issued)}
    return Example(text=f"{issued}{_signed(proof)}")


def _signed(claims):
    return f"{segment({'alg': 'ES256', 'typ': 'kb+jwt'})}.{segment(claims)}.{encode(SIGNATURE)}"


def test_token_without_a_proof_is_bound_to_nobody():
    ids = {it.rule.id for it in judge(disclosing(NAME)).outcomes if it.applies}
    assert not ids & {"key-binding-type", "key-binding-hash", "key-binding-claim", "unnamed-holder"}


@pytest.mark.parametrize("order", [[0, 1], [1, 0], [0], []], ids=str)
def test_hash_is_over_the_disclosures_in_their_order(order):
    disclosures = [NAME, disclosure("age", 64)]
    whole = disclosing(*disclosures, cnf=NOBODY).paste
    issued = whole.partition("~")[0]
    kept = "".join(f"{disclosures[it]}~" for it in order)
    proof = {"iat": PAYLOAD["iat"], "aud": "a", "nonce": "n", "sd_hash": digest("sha-256", whole)}
    expected = set() if order == [0, 1] else {"key-binding-hash token.key_binding.payload.sd_hash"}
    assert findings(Example(text=f"{issued}~{kept}{_signed(proof)}")) == expected


def test_hash_of_the_json_form_is_over_the_compact_form():
    payload = segment({**PAYLOAD, "_sd": [digest("sha-256", NAME)], "cnf": NOBODY})
    compact = f"{segment(HEADER)}.{payload}.{encode(SIGNATURE)}~{NAME}~"
    proof = {"iat": PAYLOAD["iat"], "aud": "a", "nonce": "n", "sd_hash": digest("sha-256", compact)}
    example = flattened({"disclosures": [NAME], "kb_jwt": _signed(proof)}, payload=payload)
    assert not {it for it in findings(example) if "key_binding" in it}
    other = json.loads(example.paste) | {"header": {"disclosures": [], "kb_jwt": _signed(proof)}}
    assert "key-binding-hash token.key_binding.payload.sd_hash" in findings(Example(text=json.dumps(other)))
