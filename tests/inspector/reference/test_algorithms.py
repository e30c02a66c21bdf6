"""The pages of the algorithms: which header names each, which key fits, and what else goes by such names."""

import pytest

from tests.inspector.cases import own
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.algorithms import groups, known, page


@pytest.mark.parametrize(
    ("name", "member", "key_types", "curves"),
    [
        ("HS256", "alg", "oct", ""),
        ("RS256", "alg", "RSA", ""),
        ("ES512", "alg", "EC", "P-521"),
        ("ES256K", "alg", "EC", "secp256k1"),
        ("EdDSA", "alg", "OKP", "Ed25519 Ed448"),
        ("Ed448", "alg", "OKP", "Ed448"),
        ("ML-DSA-65", "alg", "AKP", ""),
        ("none", "alg", "", ""),
        ("dir", "alg", "oct", ""),
        ("ECDH-ES+A128KW", "alg", "EC OKP", ""),
        ("A128GCM", "enc", "", ""),
        ("RS1", "alg", "", ""),
    ],
)
def test_which_header_names_it_and_which_key_fits(name, member, key_types, curves):
    found = page(name, BUILT_IN)
    assert (found.name, found.registered.name, found.member) == (name, name, member)
    assert " ".join(it.name for it in found.key_types) == key_types
    assert " ".join(it.name for it in found.curves) == curves


def test_name_that_is_none_here_says_what_it_is_instead():
    found = page("ESP256", BUILT_IN)
    assert found.seen == "Registered for COSE only (RFC 9864); a JWT says ES256."
    assert (found.registered, found.key_types, found.curves, found.profiles) == (None, (), (), ())


@pytest.mark.parametrize("name", ["", "es256", "ES256 ", "SHA256withRSA", "x" * 1_000_000, "\ud800"])
def test_name_that_nobody_knows_has_no_page(name):
    assert page(name, BUILT_IN) is None


def test_page_is_that_of_the_registry_of_its_day():
    registry = page("ES256", BUILT_IN).registry
    assert (registry.title, registry.date.year) == ("JSON Web Signature and Encryption Algorithms", 2026)


def test_rules_look_at_the_header_that_names_it():
    signing, content = ({it.name for it in page(name, BUILT_IN).rules} for name in ("HS256", "A128GCM"))
    assert {"no-algorithm", "unknown-algorithm"} <= signing - content
    assert "unknown-encryption" in content - signing


@pytest.mark.parametrize(
    ("facts", "asking"),
    [
        ('[header]\nalg = { equals = "ES384" }', True),
        ('[header]\nalg = { one_of = ["RS256", "ES384"] }', True),
        ('[header]\nalg = { equals = "RS256" }', False),
        ('[header]\nenc = { equals = "ES384" }', False),
        ('[header]\nkid = { equals = "ES384" }', False),
        (
            '[[header.alg]]\nequals = "ES384"\nwhen = { place = "header.kid" }\n'
            '[[header.alg]]\nequals = "RS256"',
            True,
        ),
    ],
    ids=["this one", "one of several", "another", "for the content", "as a name of a key", "in some cases"],
)
def test_profile_that_asks_for_it_is_named(facts, asking):
    found = page("ES384", own(facts)).profiles
    assert ("door" in [it.profile for it in found]) is asking


def test_profiles_stand_in_the_order_of_their_titles():
    titles = [it.title for it in page("ES256", BUILT_IN).profiles]
    assert titles == sorted(titles, key=str.casefold)
    assert {it.field.place for it in page("ES256", BUILT_IN).profiles} == {"header.alg"}
    assert {it.field.place for it in page("A256GCM", BUILT_IN).profiles} == {"header.enc"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("es256k", "signature: ES256K; curves: secp256k1"),
        ("quantum 44", "signature: ML-DSA-44"),
        ("qi", "key-types: RSA"),
        ("recommended+ P-256", "signature: ES256"),
        ("SHA-512 P-521", "signature: ES512"),
        ("deprecated", "signature: EdDSA"),
        ("prohibited hmac", "jwk: HS1"),
        ("brainpool 512", "elsewhere: ESB512"),
        ("kty quantum", ""),
    ],
)
def test_search_looks_at_all_that_a_line_says(query, found):
    lines = (f"{it.id}: {', '.join(row.name for row in it.entries)}" for it in groups(query, BUILT_IN))
    assert "; ".join(lines) == found


def test_types_of_keys_and_curves_are_listed_and_have_no_page():
    lines = {row.name: row for it in groups("", {}) for row in it.entries if not row.help}
    assert lines["EC"].line == "public: crv, x, y; private: d"
    assert lines["oct"].line == "private: k"
    assert lines["P-256"].title == "For ES256, ECDH-ES"
    assert {"EC", "oct", "P-256"}.isdisjoint(known({}))


def test_line_of_a_list_warns_of_what_is_deprecated():
    assert {name for name, line in known({}).items() if line.note == "deprecated"} == {"EdDSA"}
    assert {line.note for line in known({}).values()} == {"", "deprecated"}


def test_address_takes_what_a_name_may_hold():
    assert known({})["ECDH-ES+A128KW"].help == "/algorithms/ECDH-ES%2BA128KW"
