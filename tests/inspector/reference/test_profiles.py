"""The pages of the profiles: what a file of facts says, in the words of whoever makes such tokens."""

import pytest

from tests.inspector.cases import own
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.profiles import groups, judged_sample, known, page
from webapp.inspector.rules import ALL_RULES

A, B = ":".join(["AA"] * 32), ":".join(["BB"] * 32)


def door(facts):
    return page("door", own(facts))


def test_team_stands_first_then_the_makers_the_general_ones_and_the_rest():
    found = groups("", own(""))
    assert [it.id for it in found][:2] == ["your-own", "adobe"]
    assert [it.id for it in found][-3:] == ["standards", "frameworks", "others"]
    assert found[0].title == "Your own"
    assert [row.name for row in found[0].entries] == ["door"]
    assert {row.name for it in found for row in it.entries} == {"door", *BUILT_IN} == set(known(own("")))
    for group in found:
        titles = [row.title for row in group.entries]
        assert titles == sorted(titles, key=str.casefold)


@pytest.mark.parametrize(("family", "title"), [("github", "GitHub"), ("okta", "Okta"), ("others", "Others")])
def test_family_is_called_as_its_profiles_write_it(family, title):
    assert {it.id: it.title for it in groups("", BUILT_IN)}[family] == title


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("opener", True),
        ("DOOR intranet", True),
        ("gate", True),
        ("badge", True),
        ("not recognised", True),
        ("E-17", True),
        ("window", False),
    ],
)
def test_search_looks_at_names_fields_and_answers(query, found):
    facts = 'maker = "a badge reader"\n[payload.gate]\n'
    facts += '[[answers]]\ntext = "E-17"\nmeaning = "x"\n'
    facts += '[[answers]]\npattern = "not recognised"\nmeaning = "y"'
    assert ("door" in {row.name for it in groups(query, own(facts)) for row in it.entries}) is found


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("max = 60", "at most 1 minute after the date of issue"),
        ("min = 60", "at least 1 minute after the date of issue"),
        ('max = 3600\nmin = 60\nfrom = "nbf"', "at least 1 minute and at most 1 hour after nbf"),
        ('max = 172800\nfrom = "now"', "at most 172,800 seconds (2 days) after now"),
        ("max = 61", "at most 61 seconds after the date of issue"),
    ],
)
def test_lifetime_is_said_to_the_second(facts, words):
    [life] = door(f"[lifetime]\n{facts}").lifetime
    assert (life.condition, life.words) == ("", words)


def test_lifetimes_have_their_conditions():
    facts = (
        '[[lifetime]]\nmax = 60\nwhen = { place = "payload.gate" }\n[[lifetime]]\nmax = 90\nnote = "No gate."'
    )
    first, second = door(facts).lifetime
    assert (first.condition, first.max, first.note) == ("if there is `gate`", 60, "")
    assert (second.condition, second.max, second.note) == ("", 90, "No gate.")


@pytest.mark.parametrize(
    ("facts", "demands"),
    [
        ("length = 1", ["1 certificate, the signer's first."]),
        ("length = 3", ["3 certificates, the signer's first."]),
        (f'[chain.roots]\nA = "{A}"', [f"Its root is A (SHA-256 fingerprint {A})."]),
        (
            f'[chain.roots]\nA = "{A}"\nB = "{B}"',
            [f"Its root is A (SHA-256 fingerprint {A}) or B (SHA-256 fingerprint {B})."],
        ),
        (
            'leaf = "1.2.3"\nintermediate = "1.2.4"\nnote = "They are ours."\nat = "payload.made"',
            [
                "The first certificate has the extension 1.2.3.",
                "The second certificate has the extension 1.2.4.",
                "They are ours.",
                "The certificates are judged as of the moment in payload.made, not as of now.",
            ],
        ),
    ],
    ids=["one", "three", "root", "either root", "extensions"],
)
def test_chain_is_said_in_sentences(facts, demands):
    [chain] = door(f"[chain]\n{facts}").chain
    assert list(chain.demands) == demands


def test_signs_stand_with_the_heaviest_first_and_by_the_receiver_s_names():
    facts = (
        'recognise = [{ place = "payload.iss", pattern = "D[0-9]+", weight = 3 },'
        '{ place = "payload.kind", equals = "door", weight = 10 },'
        '{ place = "payload.iss.x", pattern = "X[0-9]+", weight = 2 },'
        '{ place = "payload.iss", pattern = "W[0-9]+", weight = -5 }]\n'
        '[payload.iss]\nlabel = "Door ID"\n'
    )
    assert [(it.place, it.words, it.weight) for it in door(facts).recognised] == [
        ("payload.kind", "`kind` is “door”", 10),
        ("payload.iss", "`iss` has the form of a Door ID", 3),
        ("payload.iss.x", "`iss.x` has the form `X[0-9]+`", 2),
        ("payload.iss", "`iss` has the form `W[0-9]+`", -5),
    ]


@pytest.mark.parametrize(
    ("facts", "texts", "meaning"),
    [
        ('pattern = "E-1"\nmeaning = "x"', ["E-1"], "x"),
        ('text = "E-17 (x)"\nmeaning = "x"', ["E-17 (x)"], "x"),
        (
            "pattern = 'door (\\w+) is shut'\nmeaning = 'The door \\1 is shut.'",
            ["door … is shut"],
            "The door … is shut.",
        ),
    ],
    ids=["plain", "its very words", "quoting"],
)
def test_answer_is_shown_as_people_read_it(facts, texts, meaning):
    [answer] = door(f"[[answers]]\n{facts}").answers
    assert (list(answer.texts), answer.meaning) == (texts, meaning)


def test_request_is_shown_with_its_addresses_and_parameters():
    facts = (
        '[request]\nmethod = "POST"\nparameter = "badge"\nurls = ["https://door.example/*"]\n'
        'wrong = [{ url = "https://window.example/*", says = "is the window",'
        ' instead = "https://door.example/" }]\n[request.parameters.floor]\nrequired = true'
    )
    request = door(facts).request
    assert (request.method, request.parameter, request.bearer) == (("POST",), "badge", False)
    assert [it.url for it in request.urls] == ["https://door.example/*"]
    [wrong] = request.wrong
    assert (wrong.url, wrong.says, wrong.instead) == (
        "https://window.example/*",
        "is the window",
        "https://door.example/",
    )
    assert [(it.place, it.demands[0].need) for it in request.parameters] == [("request.floor", "required")]
    assert door("").request is None


def test_rule_that_is_judged_otherwise_is_shown_by_its_title():
    [row] = door('[soften.text-date]\nseverity = "notice"\nbecause = "It reads both."').softened
    assert (row.rule, row.title) == ("text-date", ALL_RULES["text-date"].title)
    assert (row.severity, row.because) == ("notice", "It reads both.")


def test_places_of_which_one_must_be_filled():
    [either] = door('[[either]]\nof = ["payload.a", "header.b"]\none = true').either
    assert (either.of, either.one) == (("payload.a", "header.b"), True)


SAMPLE = """
[payload]
gate = { required = true }
[sample]
header = { alg = "ES256" }
payload = { gate = 1, iat = { now = 0 } }
[[broken]]
title = "Without a gate"
without = ["payload.gate"]
draws = ["missing-field payload.gate"]
answer = "E-17"
"""


def test_samples_are_judged_by_the_profile_that_they_are_of():
    found = door(SAMPLE)
    assert (found.own, found.family, found.sample.profile) == (True, "your-own", "door")
    assert [it for it in found.sample.findings if it.severity != "notice"] == []
    [broken] = found.broken
    assert (broken.title, broken.draws, broken.answer) == (
        "Without a gate",
        ("missing-field payload.gate",),
        "E-17",
    )
    drawn = [it for it in broken.example.findings if it.severity != "notice"]
    assert [(it.rule, it.place) for it in drawn] == [("missing-field", "payload.gate")]


def test_profile_without_a_sample_shows_none():
    known_ = own("")
    assert judged_sample(known_["door"], known_) is None
    assert (door("").sample, door("").broken) == (None, ())


def test_general_kinds_and_forms_lead_to_each_other():
    for id_ in BUILT_IN:
        for form in page(id_, BUILT_IN).variants:
            assert page(form.name, BUILT_IN).kinds[0].name == id_
    forms = page("oidc-id-token", BUILT_IN).variants
    assert len(forms) > 3
    assert [it.title for it in forms] == sorted((it.title for it in forms), key=str.casefold)


@pytest.mark.parametrize("name", ["", "door", "Apple-Client-Secret", "x" * 100_000])
def test_what_is_no_profile_here_has_no_page(name):
    assert page(name, BUILT_IN) is None
