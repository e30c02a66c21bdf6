"""The kinds of pages: whatever there is has one, and whatever there is not has names near it."""

import json
import re

import pytest

from webapp.inspector import examine, registry
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.recipes import RECIPES
from webapp.inspector.reference.causes import ENTRIES
from webapp.inspector.reference.documents import SAID
from webapp.inspector.reference.index import address
from webapp.inspector.reference.kinds import KINDS
from webapp.inspector.reference.plain import plain
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.signature.cause import CAUSES

EVERYTHING = {
    "rules": ALL_RULES,
    "causes": ENTRIES,
    "remarks": SAID,
    "profiles": BUILT_IN,
    "claims": registry.CLAIMS.entries | registry.CLAIMS.seen,
    "headers": registry.HEADERS.entries | registry.HEADERS.seen,
    "algorithms": registry.ALGORITHMS.entries | registry.ALGORITHMS.seen,
    "recipes": RECIPES,
}
PAGES = [pytest.param(kind, name, id=f"{kind}-{name}") for kind in EVERYTHING for name in EVERYTHING[kind]]
every_page = pytest.mark.parametrize(("kind", "name"), PAGES)
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def listed(kind, query=""):
    return [row for group in kind.index(query, BUILT_IN).groups for row in group.entries]


@every_page
def test_everything_has_a_page_that_can_be_written_as_json(kind, name):
    page = KINDS[kind].page(name, BUILT_IN)
    assert name in {getattr(page, "id", None), getattr(page, "name", None)}
    json.dumps(plain(page))


@every_kind
def test_everything_is_listed_once(kind):
    names = [row.name for row in listed(kind) if row.help]
    assert set(EVERYTHING[kind.id]) <= set(names)
    assert len(names) == len(set(names))
    assert set(names) == set(kind.known(BUILT_IN))


@every_kind
def test_lists_are_said_in_sentences(kind):
    assert kind.about.endswith(".")
    assert kind.missing.endswith(".")
    for group in kind.index("", BUILT_IN).groups:
        assert re.fullmatch("[a-z0-9-]+", group.id)
        assert group.title[0].isupper() or group.title[0].isdigit()
        assert not group.about or group.about.endswith((".", "?"))


@pytest.mark.parametrize("kind", ["rules", "causes"])
def test_titles_are_sentences_without_a_final_stop(kind):
    for row in listed(KINDS[kind]):
        assert row.title[0].isupper()
        assert not row.title.endswith((".", "!", "?"))
        assert not row.line or row.line.endswith((".", "?"))


@pytest.mark.parametrize(
    ("kind", "query", "name"),
    [
        ("rules", "milliseconds seconds", "millisecond-date"),
        ("causes", "openssl hash", "digest.wrong_hash"),
        ("profiles", "client_secret apple", "apple-client-secret"),
        ("profiles", "bid", "apple-app-store-connect"),
        ("claims", "birthday", "birthdate"),
        ("claims", "THUMBPRINT nothing", None),
        ("headers", "thumbprint", "x5t#S256"),
        ("algorithms", "deprecated", "EdDSA"),
        ("algorithms", "cose only", "ESP256"),
    ],
)
def test_search_finds_by_any_words(kind, query, name):
    found = [row.name for row in listed(KINDS[kind], query)]
    assert name in found if name else found == []
    assert len(found) < len(listed(KINDS[kind]))


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        ("rules", "milliseconds-date", "millisecond-date"),
        ("causes", "ecdsa.DER", "ecdsa.der"),
        ("profiles", "apple-client-secrets", "apple-client-secret"),
        ("claims", "EXP", "exp"),
        ("headers", "x5t#s256", "x5t#S256"),
        ("algorithms", "es-256", "ES256"),
        ("algorithms", "SHA256withRSA", "RS256"),
    ],
)
def test_unknown_name_has_the_one_that_was_meant_first(kind, name, near):
    assert KINDS[kind].page(name, BUILT_IN) is None
    assert KINDS[kind].near(name, BUILT_IN)[0].name == near


@every_kind
@pytest.mark.parametrize("name", ["", "no such thing", "x" * 1_000_000, "\ud800", "\0"])
def test_no_name_is_too_strange(kind, name):
    assert kind.page(name, BUILT_IN) is None
    kind.near(name, BUILT_IN)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("x5t#S256", "/claims/x5t%23S256"),
        ("https://a.example/b?c", "/claims/https%3A%2F%2Fa.example%2Fb%3Fc"),
        ("...", "/claims/..."),
        ("\ud800", "/claims/%3F"),
    ],
)
def test_address_takes_any_name(name, path):
    assert address("claims", name) == path


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)
def test_rule_page_shows_what_the_engine_finds(rule):
    page = KINDS["rules"].page(rule.id, BUILT_IN)
    for shown, example in zip(page.bad, rule.bad, strict=True):
        report = examine(example.submission, example.now)
        found = [(it.rule.id, it.message) for token in report.tokens for it in token.findings]
        assert [(it.rule, it.message) for it in shown.findings] == found
        assert rule.id in {it.rule for it in shown.findings}
    assert all(not shown.findings for shown in page.good)
    assert page.gates


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_cause_page_says_how_one_knows(cause):
    page = KINDS["causes"].page(cause.id, BUILT_IN)
    assert page.proof.endswith(".")
    assert (page.fix, page.repairable, page.axis) == (cause.fix, cause.repairable, cause.axis)


@pytest.mark.parametrize("profile", BUILT_IN.values(), ids=BUILT_IN)
def test_profile_page_leaves_nothing_out(profile):
    page = KINDS["profiles"].page(profile.id, BUILT_IN)
    assert [it.name for it in page.header if not it.inner] == list(profile.header)
    assert [it.name for it in page.payload if not it.inner] == list(profile.payload)
    assert len(page.recognised) == len(profile.recognise)
    assert len(page.answers) == len(profile.answers)
    assert {it.rule for it in page.softened} == set(profile.soften)
    assert (page.ask, page.misuse, page.own) == (profile.ask, profile.misuse, False)
    assert {it.severity for it in page.sample.findings if it.rule != "retired-token"} <= {"notice"}
    for row, sample in zip(page.broken, profile.broken, strict=True):
        assert {it.partition(" ")[0] for it in sample.draws} <= {it.rule for it in row.example.findings}


def test_claim_page_says_which_profiles_use_it_and_as_what():
    page = KINDS["claims"].page("iss", BUILT_IN)
    assert {it.profile: it.field.label for it in page.profiles}["apple-client-secret"] == "Team ID"


def test_private_claim_that_a_profile_knows_has_a_page():
    page = KINDS["claims"].page("bid", BUILT_IN)
    assert page.registered is None
    assert "apple-app-store-connect" in [it.profile for it in page.profiles]


def test_algorithm_page_says_who_asks_for_it_and_what_key_fits():
    page = KINDS["algorithms"].page("ES256", BUILT_IN)
    assert "apple-client-secret" in {it.profile for it in page.profiles}
    assert [it.name for it in page.curves] == ["P-256"]
    assert [it.name for it in page.key_types] == ["EC"]
    assert KINDS["algorithms"].page("A128GCM", BUILT_IN).member == "enc"
