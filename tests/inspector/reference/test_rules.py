"""The pages of the rules: by subject, with the gates of their findings, and who judges otherwise."""

import pytest

from tests.inspector.cases import own
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.rules import groups, known, page, row, subject
from webapp.inspector.rules import ALL_RULES


@pytest.mark.parametrize(
    ("id_", "of", "gates"),
    [
        ("text-date", "dates", ["payload"]),
        ("key-id-mismatch", "identifiers", ["header"]),
        ("client-id-mismatch", "identifiers", ["request"]),
        ("weak-key", "keys", ["signature"]),
        ("missing-field", "profile", ["header", "payload"]),
        ("no-algorithm", "header", ["header"]),
    ],
)
def test_subject_is_the_module_and_gates_are_where_its_findings_stand(id_, of, gates):
    found = page(id_, BUILT_IN)
    assert (subject(ALL_RULES[id_]), found.subject) == (of, of)
    assert list(found.gates) == gates


@pytest.mark.parametrize("id_", ALL_RULES)
def test_page_is_the_rule_and_its_neighbours_those_of_its_subject(id_):
    found, rule = page(id_, BUILT_IN), ALL_RULES[id_]
    assert (found.id, found.title, found.severity, found.why) == (id_, rule.title, rule.severity, rule.why)
    assert (found.passes, found.citation) == (rule.passes, rule.cites)
    assert (len(found.bad), len(found.good)) == (len(rule.bad), len(rule.good))
    same = [it for it in ALL_RULES if subject(ALL_RULES[it]) == subject(rule)]
    assert [it.name for it in found.neighbours] == [it for it in same if it != id_]


def test_subjects_stand_in_the_order_in_which_the_rules_are_run():
    listed = [row.name for it in groups("", BUILT_IN) for row in it.entries]
    assert sorted(listed) == sorted(ALL_RULES)
    subjects = [it.id for it in groups("", BUILT_IN)]
    assert subjects == list(dict.fromkeys(map(subject, ALL_RULES.values())))
    first, *_ = groups("", BUILT_IN)
    assert first.title == "Request"
    assert first.about.startswith("The request that carries the token: where it goes, ")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("text-date", {"dates": ["text-date"]}),
        ("ROCA", {"keys": ["weak-key"]}),
        ("qwertz", {}),
    ],
)
def test_search_looks_at_id_title_and_reason(query, found):
    assert {it.id: [row.name for row in it.entries] for it in groups(query, BUILT_IN)} == found


def test_line_of_a_list_bears_the_severity():
    line = row(ALL_RULES["text-date"])
    assert line == known(BUILT_IN)["text-date"]
    assert (line.title, line.help, line.severity) == (
        "A date is text, not a number",
        "/rules/text-date",
        "error",
    )
    assert line.line.endswith(".")


def test_profiles_that_judge_otherwise_are_named_with_their_reason():
    known = own('[soften.text-date]\nseverity = "warning"\nbecause = "The door reads both."')
    softened = {it.profile: it for it in page("text-date", known).softened}
    assert (softened["door"].title, softened["door"].severity) == ("Door opener", "warning")
    assert softened["door"].because == "The door reads both."
    assert "door" not in {it.profile for it in page("far-expiry", known).softened}
    assert "apple-apns" in {it.profile for it in page("der-signature", BUILT_IN).softened}


@pytest.mark.parametrize("name", ["", "text_date", "TEXT-DATE", "x" * 100_000])
def test_what_is_no_rule_has_no_page(name):
    assert page(name, BUILT_IN) is None
