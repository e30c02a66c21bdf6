"""Identifiers that must agree with each other, with the key's file and with what is sent."""

from dataclasses import replace

import pytest

from tests.inspector.cases import KEY_ID, TEAM, finding, findings, key, own, sample
from webapp.inspector.example import NOW, Example, keyed
from webapp.inspector.example_keys import OTHER_P256, P256, RSA_2048

SECRET = sample("apple-client-secret")


def with_keys(example, *keys):
    return replace(example, keys=keys)


def test_no_key_no_mismatch():
    assert findings(SECRET) == set()


@pytest.mark.parametrize(
    "name", [f"AuthKey_{KEY_ID}.p8", f"AuthKey_{KEY_ID} (1).p8", "AuthKey_renamed.p8", "key.p8"]
)
def test_the_key_id_of_the_file_agrees_or_is_not_known(name):
    assert "key-id-mismatch header.kid" not in findings(with_keys(SECRET, key(name)))


def test_one_of_several_keys_agrees():
    example = with_keys(SECRET, key("AuthKey_ABC123DEFG.p8"), key(f"AuthKey_{KEY_ID}.p8"))
    assert "key-id-mismatch header.kid" not in findings(example)


def test_none_of_several_keys_agrees():
    example = with_keys(SECRET, key("AuthKey_ABC123DEFG.p8"), key("AuthKey_DEF123ABCG.p8"))
    found = finding(example, "key-id-mismatch", "header.kid")
    assert "“ABC123DEFG” or “DEF123ABCG”" in found.message
    assert found.instead is None


def test_a_key_set_without_the_key_that_is_named():
    example = keyed({**P256, "kid": "a"}, {**OTHER_P256, "kid": "b"}, kid="c")
    found = finding(example, "key-id-mismatch", "header.kid")
    assert "the keys that were given are “a” or “b”" in found.message
    assert str(found.citation) == "RFC 7515, section 4.1.4"


def test_a_kid_that_is_no_text_is_told_otherwise():
    example = with_keys(sample("apple-client-secret", {"kid": 7}), key(f"AuthKey_{KEY_ID}.p8"))
    assert "key-id-mismatch header.kid" not in findings(example)


def test_exchanged_ids_are_told_of_a_plain_token_too():
    example = Example({"iss": KEY_ID, "exp": NOW + 60}, {"alg": "ES256", "kid": TEAM}, profile="jwt")
    found = finding(with_keys(example, key(f"AuthKey_{KEY_ID}.p8")), "swapped-ids", "header.kid")
    assert "key ID and issuer are exchanged" in found.message


def test_exchanged_ids_need_names_for_both():
    example = with_keys(Example({"iss": KEY_ID}, {"alg": "ES256", "kid": TEAM}), key(f"AuthKey_{KEY_ID}.p8"))
    assert findings(replace(example, profile="door"), own("")) == set()


def test_equal_ids_are_not_exchanged():
    example = with_keys(sample("apple-client-secret", iss=KEY_ID), key(f"AuthKey_{KEY_ID}.p8"))
    assert "swapped-ids header.kid" not in findings(example)


FACTS = """
[key]
type = "EC"
curve = "P-256"
says = "Doors have P-256 keys."
mark = "verified"
[key.foreign]
Window_ = "a window key"
"""


def test_a_foreign_key_is_told_by_its_name():
    example = with_keys(Example({"sub": "x"}, {"alg": "ES256"}, profile="door"), key("Window_1.pem"))
    found = finding(example, "foreign-key", "key", own(FACTS))
    assert found.message == "“Window_1.pem” is a window key. Doors have P-256 keys."
    assert found.severity == "error"


@pytest.mark.parametrize("alg", [None, "unheard-of"])
def test_a_foreign_key_is_told_by_its_type_where_no_algorithm_tells_it(alg):
    example = replace(
        keyed(RSA_2048, alg="RS256"), header={"alg": alg} if alg else {"typ": "JWT"}, profile="door"
    )
    assert "an RSA key of 2048 bits" in finding(example, "foreign-key", "key", own(FACTS)).message


def test_no_key_is_foreign_by_its_type_where_any_type_will_do():
    example = replace(keyed(RSA_2048, alg="RS256"), header={"typ": "JWT"}, profile="door")
    assert "foreign-key key" not in findings(example, own('[key]\nsays = "It is with the doorkeeper."'))


@pytest.mark.parametrize(("alg", "drawn"), [("RS256", set()), ("ES256", {"key-type-mismatch key"})])
def test_a_key_of_another_type_is_told_once(alg, drawn):
    example = replace(keyed(RSA_2048, alg="RS256"), header={"alg": alg}, profile="door")
    assert findings(example, own(FACTS)) - {"signature-length signature"} == drawn


def test_several_keys_have_their_places():
    example = with_keys(
        Example({"sub": "x"}, {"alg": "ES256"}, profile="door"), key("a.pem"), key("Window_1.pem")
    )
    assert str(finding(example, "foreign-key", "key[1]", own(FACTS)).place) == "key[1]"


def test_a_secret_is_no_foreign_key():
    example = Example({"sub": "x"}, {"alg": "HS256"}, bytes(32), profile="door", secret="x" * 40)
    assert not {it for it in findings(example, own(FACTS)) if it.startswith("foreign-key")}


@pytest.mark.parametrize("client_id", [f"{TEAM}.com.example.web", "com.example.web"])
def test_a_prefix_alone_is_no_mismatch(client_id):
    assert "client-id-mismatch payload.sub" not in findings(replace(SECRET, client_id=client_id))


@pytest.mark.parametrize("sub", [7, None, ""])
def test_no_client_in_the_token_no_mismatch(sub):
    assert "client-id-mismatch payload.sub" not in findings(sample("apple-client-secret", sub=sub))


def test_the_claim_is_the_one_that_the_profile_names():
    known = own('[request]\nclient_id = "azp"')
    example = Example({"sub": "x", "azp": "y"}, {"alg": "ES256"}, profile="door", client_id="z")
    assert findings(example, known) == {"client-id-mismatch payload.azp"}


def test_receivers_without_client_ids_have_no_mismatch():
    assert findings(replace(sample("apple-apns"), client_id="com.example.app")) == set()
