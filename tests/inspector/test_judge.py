"""Which keys, which request and which profile a token is judged by, and what its further signatures add."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from webapp.inspector import Submission, examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, PAYLOAD
from webapp.inspector.example_forms import presenting
from webapp.inspector.rule import Rules
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.signature import Status, explain

from .cases import own
from .chain import maker
from .forms import KEY, found, judged, segment, signature, signed, statuses
from .signature import workshop as w

CLAIMS = segment(PAYLOAD)
ES256 = {"alg": "ES256"}
WEAK = maker.rsa_key(1024)
WEAK_FILE = w.pem(WEAK, "weak.pem")
SHORT = "too short a secret"
APPLE = "apple-client-secret"


def by_weak_key(**header):
    protected = segment({"alg": "RS256", **header})
    made = WEAK.sign(f"{protected}.{CLAIMS}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return {"protected": protected, "signature": encode(made)}


def by_short_secret(alg="HS256"):
    protected = segment({"alg": alg})
    return {
        "protected": protected,
        "signature": encode(w.hs256(SHORT.encode(), f"{protected}.{CLAIMS}".encode())),
    }


def several(*signatures):
    return {"payload": CLAIMS, "signatures": list(signatures)}


SOUND = signature(CLAIMS, ES256)


@pytest.mark.parametrize(
    ("token", "keys", "drawn"),
    [
        (several(SOUND, by_weak_key()), (KEY, WEAK_FILE), ["weak-key key[1]"]),
        (several(by_weak_key(), SOUND), (KEY, WEAK_FILE), ["weak-key key[1]"]),
        (several(by_weak_key(), by_weak_key(kid="b")), (WEAK_FILE,), ["weak-key key"]),
        (several(SOUND, SOUND, SOUND), (KEY,), []),
        (several(SOUND, by_weak_key()), (KEY,), []),
    ],
    ids=["of the second", "of the first", "of both", "of none", "not tried"],
)
def test_what_is_wrong_with_a_key_is_said_once_whichever_signature_it_made(token, keys, drawn):
    assert found(judged(token, *keys)) == drawn


def test_secret_that_is_too_short_for_a_further_signature_is_said():
    token = judged(several(SOUND, by_short_secret()), secret=SHORT)
    assert statuses(token) == ["verified", "verified"]
    assert found(token) == ["weak-secret key[1]"]


def test_rule_that_breaks_over_a_further_signature_is_said_to_be_broken(monkeypatch):
    def check(claim, _):
        if claim.value != "ES256":
            raise LookupError

    broken = replace(ALL_RULES["unknown-algorithm"], check=check)
    monkeypatch.setattr("webapp.inspector.judge.ALL_RULES", Rules([broken]))
    paste = json.dumps(several(SOUND, by_weak_key(), by_short_secret()))
    [report] = examine(Submission(paste, (KEY,)), NOW).tokens
    assert [(it.rule.id, it.broke) for it in report.broke] == [("unknown-algorithm", "LookupError")]


def test_what_a_profile_asks_depends_on_the_header_of_each_signature():
    known = own('[header.kid]\nrequired = true\nwhen = { place = "header.typ", equals = "key" }')
    with_key = signature(CLAIMS, {**ES256, "typ": "key"})
    token = json.dumps(several(SOUND, with_key, signature(CLAIMS, {**ES256, "typ": "es"})))
    [report] = examine(Submission(token, profile="door"), NOW, known).tokens
    missing = [it for it in report.findings if it.rule.id == "missing-field"]
    assert [str(it.place) for it in missing] == ["signature[1].kid"]


def test_signature_may_be_that_of_another_token_of_the_paste():
    one, other = signed(ES256), signed(ES256, {**PAYLOAD, "sub": "another"})
    mixed = other.rpartition(".")[0] + "." + one.rpartition(".")[2]
    for paste, causes in ((f"{mixed}\n{one}", ["msg.other_tokens_signature"]), (mixed, [])):
        assert [it["id"] for it in judged(paste)["signature"]["causes"]] == causes


def around(inner, **claims):
    return signed(ES256, {**PAYLOAD, "inner": inner, **claims})


def test_profile_that_was_chosen_is_that_of_the_paste_and_not_of_what_is_inside():
    token = judged(around(signed(ES256)), profile=APPLE)
    assert (token["profile"]["id"], token["profile"]["pinned"]) == (APPLE, True)
    [inner] = token["nested"]
    assert (inner["profile"]["id"], inner["profile"]["pinned"]) == ("jwt", False)


def test_request_is_that_of_the_outermost_token():
    body = f"client_id=com.example.app&client_secret={around(signed(ES256))}"
    report = examine(Submission(f"curl https://appleid.apple.com/auth/token -d '{body}'"), NOW)
    [outer] = report.tokens
    [inner] = outer.inner
    assert (outer.case.request, outer.case.client_id) == (report.request, "com.example.app")
    assert (inner.report.case.request, inner.report.case.client_id) == (None, None)


@pytest.mark.parametrize(
    ("given", "sent", "meant"),
    [
        ("com.example.given", "client_id=com.example.sent&", "com.example.given"),
        (None, "client_id=com.example.sent&", "com.example.sent"),
        (None, "client_id=a&client_id=b&", "a"),
        ("com.example.given", "", "com.example.given"),
        (None, "", None),
    ],
    ids=["both", "sent", "sent twice", "given", "neither"],
)
def test_client_id_is_the_one_given_or_else_the_one_sent(given, sent, meant):
    paste = f"curl https://appleid.apple.com/auth/token -d '{sent}client_secret={signed(ES256)}'"
    [report] = examine(Submission(paste, client_id=given), NOW).tokens
    assert report.case.client_id == meant


def test_holder_alone_verifies_the_key_binding():
    """Whoever knows the issuer's key must not pass for the holder, nor the holder for the issuer."""
    own = w.ec.generate_private_key(w.ec.SECP256R1())
    text = presenting({"typ": "kb+jwt"}, cnf={"jwk": w.public_jwk(own)}).paste
    message = text.rpartition("~")[2].rpartition(".")[0]
    by_holder = text.replace(text.rpartition(".")[2], encode(w.es256(message.encode(), own)))
    by_issuer = text.replace(text.rpartition(".")[2], encode(w.es256(message.encode())))
    for paste, status in ((by_holder, "verified"), (by_issuer, "invalid")):
        [binding] = judged(paste, KEY, w.pem(own, "holder.pem"))["nested"]
        assert binding["signature"]["status"] == status
        assert not binding["signature"]["key"] or binding["signature"]["key"]["name"] == "cnf.jwk"


def test_root_certifies_and_signs_no_token():
    """A root given beside a chain is not held against the token as the wrong key."""
    root, authority, leaf = maker.three()
    text = maker.token(leaf.key, [leaf.text, authority.text])
    [report] = examine(Submission(text, (root.file(),)), NOW).tokens
    assert (report.verification.status, report.case.keys) == (Status.VERIFIED, ())
    [report] = examine(Submission(text, (root.file(), KEY)), NOW).tokens
    assert [key.name for key in report.case.keys] == [KEY.name]


@pytest.mark.parametrize(
    ("beside", "searched"),
    [("a signer", ["both.pem"]), ("an authority", []), ("nothing", [])],
)
def test_file_with_a_root_and_more_is_still_a_key_file(beside, searched):
    root, authority, leaf = maker.three()
    more = {"a signer": (maker.signer(authority),), "an authority": (authority,), "nothing": ()}[beside]
    seen = []

    def searcher(evidence, budget):
        seen.append([file.name for file in evidence.files])
        return explain(evidence, budget)

    cut = maker.token(leaf.key, [leaf.text, authority.text])[:-2]
    examine(Submission(cut, (maker.bundle(root, *more, name="both.pem"),)), NOW, searcher=searcher)
    assert seen == [searched]
