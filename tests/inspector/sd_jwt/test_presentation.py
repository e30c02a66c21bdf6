"""SD-JWT: disclosures are opened, attached to their digests, and what is wrong with them is named."""

import tracemalloc

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, PAYLOAD
from webapp.inspector.example_forms import disclosing, disclosure, presenting
from webapp.inspector.sd_jwt.hashes import HASHES, digest

from ..forms import found, judged, segment, signature, signed
from ..signature import workshop as w

NAME, REGION = disclosure("given_name", "Erika"), disclosure("region", "Bayern")
ELEMENT = disclosure("DE")


def of(*disclosures, **given):
    return judged(disclosing(*disclosures, **given).paste)


def faults(token):
    return found(token, "error")


def digest_of(text, name="sha-256"):
    return digest(name, text)


def test_a_disclosure_is_shown_with_its_parts_and_its_place():
    token = of(NAME)
    [row] = token["disclosures"]
    assert (row["name"], row["value"], row["place"]) == ("given_name", "Erika", "payload.given_name")
    assert (row["digest"], row["salt"]) == (digest_of(NAME), "2GLC42sKQveCfGfryNRN9w")
    assert token["text"][row["span"]["from"] : row["span"]["to"]] == NAME
    assert token["processed"] == {**PAYLOAD, "given_name": "Erika"}
    assert token["payload"] == {**PAYLOAD, "_sd": [digest_of(NAME)]}


def test_what_is_disclosed_stands_after_what_always_was_there():
    assert list(of(NAME)["processed"]) == [*PAYLOAD, "given_name"]


def test_elements_and_disclosures_within_disclosures():
    region = digest_of(REGION)
    address = disclosure("address", {"_sd": [region, "decoy"], "country": "DE"})
    token = of(
        address,
        REGION,
        ELEMENT,
        digests=(digest_of(address),),
        nationalities=["FR", {"...": digest_of(ELEMENT)}, {"...": "x"}],
    )
    assert token["processed"]["address"] == {"country": "DE", "region": "Bayern"}
    assert token["processed"]["nationalities"] == ["FR", "DE"]
    assert [it["place"] for it in token["disclosures"]] == [
        "payload.address",
        "payload.address.region",
        "payload.nationalities[1]",
    ]
    assert token["digests"]["undisclosed"] == 2
    assert faults(token) == []


@pytest.mark.parametrize("name", HASHES)
def test_every_registered_hash_is_known(name):
    token = of(NAME, digests=(digest_of(NAME, name),), _sd_alg=name)
    assert token["processed"]["given_name"] == "Erika"
    assert (token["digests"]["algorithm"], faults(token)) == (name, [])


@pytest.mark.parametrize(
    ("alg", "instead"), [("SHA-256", "sha-256"), ("sha256", "sha-256"), ("md5", None), (7, None)]
)
def test_another_hash_is_named(alg, instead):
    token = of(NAME, _sd_alg=alg)
    [finding] = [it for it in token["findings"] if it["severity"] == "error"]
    assert (finding["rule"], finding["place"], finding["instead"]) == (
        "unknown-hash",
        "payload._sd_alg",
        instead,
    )


def test_rules_judge_what_the_verifier_sees():
    not_before = disclosure("nbf", str(NOW - 60))
    token = of(not_before)
    [finding] = [it for it in token["findings"] if it["rule"] == "text-date"]
    start, end = finding["span"]["from"], finding["span"]["to"]
    assert (finding["place"], token["text"][start:end]) == ("payload.nbf", not_before)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (of(encode(b'["salt"]')), "malformed-disclosure token.disclosures[0]"),
        (of(encode(b'["salt", "a", 1, 2]')), "malformed-disclosure token.disclosures[0]"),
        (of(encode(b'[7, "a", 1]')), "malformed-disclosure token.disclosures[0]"),
        (of(encode(b'["salt", 7, 1]')), "malformed-disclosure token.disclosures[0]"),
        (of(encode(b"hello")), "malformed-disclosure token.disclosures[0]"),
        (of(disclosure("_sd", [])), "malformed-disclosure token.disclosures[0]"),
        (of(disclosure("...", "x")), "malformed-disclosure token.disclosures[0]"),
        (of(ELEMENT), "malformed-disclosure token.disclosures[0]"),
        (of(NAME, digests=(), a=[{"...": digest_of(NAME)}]), "malformed-disclosure token.disclosures[0]"),
        (of(NAME, digests=()), "unmatched-disclosure token.disclosures[0]"),
        (of(NAME, NAME, digests=(digest_of(NAME),)), "repeated-digest token.disclosures[1]"),
        (of(digests=("x", "x")), "repeated-digest payload._sd"),
        (of(a=[{"...": "x"}, {"...": "x"}]), "repeated-digest payload.a[0]"),
        (of(disclosure("iss", "x")), "overriding-disclosure token.disclosures[0]"),
        (of(NAME, disclosure("given_name", "Max")), "overriding-disclosure token.disclosures[1]"),
        (of(_sd={}), "malformed-digest payload._sd"),
        (of(_sd=[None]), "malformed-digest payload._sd"),
        (of(a=[{"...": 7}]), "malformed-digest payload.a[0]"),
        (of(a={"...": "x"}), 'malformed-digest payload.a["..."]'),
    ],
)
def test_what_is_wrong_is_named_at_its_place(token, expected):
    assert faults(token) == [expected]


def test_what_overrides_is_not_believed():
    assert of(disclosure("iss", "https://evil.example"))["processed"]["iss"] == PAYLOAD["iss"]


def test_the_tilde_at_the_end_is_missed():
    assert "missing-tilde token.key_binding" in faults(judged(disclosing(NAME).paste.rstrip("~")))


def test_a_token_with_digests_and_no_tilde_is_processed_too():
    token = judged(signed({"alg": "ES256"}, {**PAYLOAD, "_sd": ["x"]}))
    assert (token["form"], token["processed"], token["digests"]["undisclosed"]) == ("jws", PAYLOAD, 1)


def test_another_token_is_none():
    token = judged(signed({"alg": "ES256"}))
    assert (token["processed"], token["disclosures"], token["digests"]) == (None, None, None)


def test_the_holder_proves_to_have_the_key():
    token = judged(bound(holder=w.ED25519, jwk=w.public_jwk(w.ED25519)))
    [proof] = token["nested"]
    assert (proof["signature"]["status"], faults(token)) == ("verified", [])


def bound(holder, jwk, **changes):
    """An SD-JWT whose proof is signed by `holder`."""
    payload = {**PAYLOAD, "_sd": [digest_of(NAME)], "cnf": {"jwk": dict(jwk)}}
    issued = f"{signed({'alg': 'ES256'}, payload)}~{NAME}~"
    claims = {"iat": NOW, "aud": "https://a.example", "nonce": "n", "sd_hash": digest_of(issued), **changes}
    message = f"{segment({'alg': 'EdDSA', 'typ': 'kb+jwt'})}.{segment(claims)}"
    return f"{issued}{message}.{encode(holder.sign(message.encode()))}"


def test_another_key_does_not_prove_it_nor_does_a_key_that_was_given():
    stranger = w.ed25519.Ed25519PrivateKey.generate()
    text = bound(holder=stranger, jwk=w.public_jwk(w.ED25519))
    token = judged(text, w.pem(w.P256), w.pem(stranger, "stranger.pem"))
    assert token["signature"]["status"] == "verified"
    assert token["nested"][0]["signature"]["status"] == "invalid"


def test_without_a_key_in_cnf_nothing_is_checked():
    token = judged(presenting(cnf={"kid": "a"}).paste)
    assert token["nested"][0]["signature"]["status"] == "unchecked"
    assert "unnamed-holder payload.cnf" in faults(judged(presenting(cnf=None).paste))


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (presenting({"typ": "JWT"}), "key-binding-type token.key_binding.header.typ"),
        (presenting({"typ": None}), "key-binding-type token.key_binding.header.typ"),
        (presenting(sd_hash="x"), "key-binding-hash token.key_binding.payload.sd_hash"),
        (presenting(sd_hash=None), "key-binding-hash token.key_binding.payload.sd_hash"),
        (presenting(nonce=None), "key-binding-claim token.key_binding.payload.nonce"),
        (presenting(nonce=7), "key-binding-claim token.key_binding.payload.nonce"),
        (presenting(aud=["https://a.example"]), "key-binding-claim token.key_binding.payload.aud"),
        (presenting(iat=None), "key-binding-claim token.key_binding.payload.iat"),
    ],
)
def test_what_a_proof_lacks_is_named(token, expected):
    assert faults(judged(token.paste)) == [expected]


def test_leaving_a_disclosure_out_breaks_the_binding():
    text = presenting().paste
    issued, _, proof = text.split("~")
    assert faults(judged(text)) == []
    assert faults(judged(f"{issued}~{proof}")) == ["key-binding-hash token.key_binding.payload.sd_hash"]


def test_the_json_form_holds_disclosures_and_proof_in_its_header():
    claims = segment({**PAYLOAD, "_sd": [digest_of(NAME)]})
    made = signature(claims, {"alg": "ES256"})
    token = judged({"payload": claims, **made, "header": {"disclosures": [NAME, 7]}})
    assert token["processed"]["given_name"] == "Erika"
    assert (token["form"], token["signature"]["status"]) == ("jws-json", "verified")
    assert "malformed-disclosure token.disclosures[1]" in faults(token)


def test_a_thousand_disclosures_are_opened_and_the_rest_is_said():
    many = [disclosure(f"claim{number}", number) for number in range(1005)]
    token = of(*many)
    assert len(token["disclosures"]) == 1000
    assert "too-deep token" in faults(token)


def test_disclosures_within_disclosures_are_bounded():
    inner = disclosure("a", 1)
    chain = [inner]
    for _ in range(900):
        inner = disclosure("a", {"_sd": [digest_of(inner)]})
        chain.append(inner)
    tracemalloc.start()
    try:
        token = of(*chain, digests=(digest_of(inner),))
        assert "too-deep" in {it["rule"] for it in token["findings"]}
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
