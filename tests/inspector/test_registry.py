"""The registries: complete, consistent with each other and with what verifies, and said in sentences."""

import pytest

from webapp.inspector import algorithms, registry
from webapp.inspector.profiles.sign import Type
from webapp.inspector.registry import ALGORITHMS, CLAIM_GROUPS, CLAIMS, CURVES, HEADERS, KEY_TYPES, Use

ENTRIES = [*CLAIMS.entries.values(), *HEADERS.entries.values(), *ALGORITHMS.entries.values()]


def test_counts_are_those_of_the_registries():
    rows = sum(len(it.references) if it.jws != it.jwe else 1 for it in HEADERS.entries.values())
    assert (len(CLAIMS.entries), rows, len(ALGORITHMS.entries), len(KEY_TYPES), len(CURVES)) == (
        163,
        44,
        53,
        5,
        8,
    )


def test_it_is_said_which_registry_and_of_when():
    assert [it.date.isoformat() for it in (CLAIMS, HEADERS, ALGORITHMS)] == [
        "2026-07-20",
        "2026-05-22",
        "2026-05-22",
    ]
    assert all(it.url.startswith("https://www.iana.org/assignments/") for it in (CLAIMS, HEADERS, ALGORITHMS))


@pytest.mark.parametrize(
    ("name", "document", "section"),
    [("exp", "RFC 7519", "4.1.4"), ("_sd", "RFC 9901", "4.2.4.1"), ("jwks", "OpenID Federation 1.0", "13.1")],
)
def test_claim_says_where_it_is_defined(name, document, section):
    entry = registry.claim(name)
    assert entry
    assert (entry.references[0].document, entry.references[0].section) == (document, section)


def test_claim_with_two_documents_names_both():
    entry = registry.claim("nonce")
    assert entry
    assert [str(it) for it in entry.references] == ["OpenID Connect Core 1.0, section 2", "RFC 9449"]


def test_dates_are_those_that_the_documents_mean():
    dates = {name for name, it in CLAIMS.entries.items() if Type.DATE in it.type}
    assert dates == {"exp", "nbf", "iat", "updated_at", "auth_time", "sip_date", "toe"}


def test_header_parameter_says_for_which_tokens_it_is():
    alg, enc, b64 = (registry.header(name) for name in ("alg", "enc", "b64"))
    assert None not in (alg, enc, b64)
    assert (alg.jws and alg.jws.section, alg.jwe and alg.jwe.section) == ("4.1.1", "4.1.1")
    assert (enc.jws, b64.jwe) == (None, None)


@pytest.mark.parametrize("look_up", [registry.claim, registry.header, registry.algorithm])
@pytest.mark.parametrize("name", ["", "no such name", "EXP", "es256"])
def test_what_is_not_registered_is_none(look_up, name):
    assert look_up(name) is None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda it: f"{type(it).__name__}-{it.name}")
def test_entry_is_explained_in_a_phrase_and_cited(entry):
    assert entry.meaning[0].isupper() or entry.meaning[0].isdigit()
    assert not entry.meaning.endswith(".")
    assert entry.references
    assert all(it.url.startswith("https://") or not it.url for it in entry.references)
    assert not getattr(entry, "note", "") or entry.note.endswith(".")


def test_claims_belong_to_groups_and_every_group_has_some():
    assert {it.group for it in CLAIMS.entries.values()} == set(CLAIM_GROUPS)


def test_what_is_seen_elsewhere_is_not_registered_and_is_said_in_sentences():
    for source in (CLAIMS, HEADERS, ALGORITHMS):
        assert not source.seen.keys() & source.entries.keys()
        assert all(it.endswith(".") for it in source.seen.values())


def test_every_algorithm_that_is_verified_is_registered_alike():
    for name, known in algorithms.ALGORITHMS.items():
        entry = ALGORITHMS.entries[name]
        assert entry.use is Use.SIGNATURE
        assert entry.key_types == (known.key_type,)
        assert known.hash.replace("sha", "SHA-") in entry.hash
        assert known.length is None or f"{known.length:,} bytes" in entry.sizes["signature"]
        assert all(curve in entry.key for curve in known.curves)


def test_types_of_keys_and_curves_are_those_there_are():
    for entry in ALGORITHMS.entries.values():
        assert set(entry.key_types) <= set(KEY_TYPES)
        assert set(entry.replaced_by) <= set(ALGORITHMS.entries)
        assert set(entry.header) <= set(HEADERS.entries)
    assert {curve for it in KEY_TYPES.values() for curve in it.curves} == set(CURVES)


@pytest.mark.parametrize("name", ["ESP256", "ESP384", "ESP512"])
def test_names_of_cose_are_none_of_jose(name):
    assert registry.algorithm(name) is None
    assert "COSE only" in ALGORITHMS.seen[name]


def test_prohibited_algorithms_are_for_no_token():
    assert {it.name for it in ALGORITHMS.entries.values() if it.prohibited} == {
        it.name for it in ALGORITHMS.entries.values() if it.use is Use.JWK
    }
