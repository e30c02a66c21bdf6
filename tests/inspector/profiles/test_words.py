"""What a profile's file says as a whole, and what is said of one that would mean nothing."""

import re

import pytest

from tests.inspector.profiles.files import HEAD, complaints, read
from webapp.inspector.place import Place
from webapp.inspector.profiles import Mark, ProfileError, field_words, sample_words, words
from webapp.inspector.profiles.reading import Table
from webapp.inspector.profiles.sign import CERTAIN, Type
from webapp.inspector.profiles.vocabulary import Start, Unit
from webapp.inspector.rule import Severity

SMALLEST = """
title = "Sign in with Apple client secret"
url = "https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret"
audience = "Apple"
[recognise]
aud = "https://appleid.apple.com"
[header]
alg = { required = true, equals = "ES256" }
kid = { required = true, pattern = "[A-Z0-9]{10}", label = "Key ID" }
[payload]
exp = { required = true, type = "date", within = 15777000 }
[ask]
revoked = "Is the key listed and not revoked under Certificates, Identifiers & Profiles > Keys?"
"""


def test_smallest_useful_profile():
    read_ = read(SMALLEST, "my-secret.toml")
    assert read_.id == "my-secret"
    assert read_.noun == "token"
    assert [(str(sign.place), sign.equals, sign.weight) for sign in read_.recognise] == [
        ("payload.aud", "https://appleid.apple.com", CERTAIN)
    ]
    assert read_.header["kid"].pattern == re.compile("[A-Z0-9]{10}")
    assert read_.payload["exp"].within == 15_777_000
    assert read_.payload["exp"].type == (Type.DATE,)
    assert read_.citation().document == read_.title
    assert list(read_.ask) == ["revoked"]


def test_all_words_at_once():
    whole = read(
        HEAD
        + r"""
document = "Doors"
noun = "opener"
maker = "the porter"
recognise = [
  { place = "payload.door", weight = 2 },
  { place = 'payload["door.x"].y[0]', one_of = ["a", 1], weight = 6, says = "names a door" },
]
[closed]
payload = "reported"
[header]
alg = { one_of = ["RS256", "ES256"] }
[[payload.door]]
when = { place = "payload.kind", equals = "user" }
forbidden = true
[[payload.door]]
required = true
type = ["text", "list of text"]
mistakes = [
  { pattern = '#(\d+)', says = "with a hash", instead = '\1', mark = "reported", source = "manual" },
  { type = "number", says = "a number" },
]
[payload.opened]
type = "date"
unit = "milliseconds"
age = 60
fresh = 30
[[lifetime]]
max = 60
from = "now"
when = [{ place = "payload.kind", absent = true }, { place = "header", only = ["alg", "typ"] }]
[[lifetime]]
max = 30
[request]
parameter = "opener"
method = ["GET", "POST"]
urls = ["https://doors.example/*"]
wrong = [{ url = "https://windows.example/", says = "a window" }]
[request.parameters]
opener = { required = true }
[key]
type = "EC"
[key.foreign]
Window_ = "a window's key"
[misuse]
ticket = "That is for trains."
[soften.der-signature]
severity = "warning"
because = "The door takes it."
[stricter.future-issue]
severity = "error"
because = "The door does not."
[[answers]]
pattern = 'door (\d+) closed'
meaning = 'Door \1 is closed.'
look_at = ["payload.door"]
[sources.manual]
document = "Manual"
section = "7"
url = "https://intranet.example/manual"
[sample]
payload = { door = "7" }
[[broken]]
title = "no door"
without = ["payload.door"]
draws = ["missing-field payload.door"]
"""
    )
    heavy, light = whole.recognise
    assert heavy.place == Place("payload", ("door.x", "y", 0))
    assert light.weight == 2
    door = whole.payload["door"]
    assert (door.required, door.cases[0].forbidden) == (True, True)
    assert whole.closed == {"payload": Mark.REPORTED}
    assert whole.payload["opened"].unit is Unit.MILLISECONDS
    assert [life.start for life in whole.lifetime] == [Start.NOW, Start.ISSUE]
    assert set(whole.soften) == {"der-signature", "future-issue"}
    assert whole.soften["future-issue"].severity is Severity.ERROR
    assert whole.citation("manual").section == "7"
    assert whole.request.urls[0].pattern.fullmatch("https://doors.example/12")
    assert whole.broken[0].draws == ("missing-field payload.door",)


ROOT = ":".join(["aB"] * 32)
SAID = {
    "signs, the heaviest first": (
        'recognise = [{ place = "label", weight = -1 }, { place = "token", weight = 100 }]',
        lambda it: [(str(sign.place), sign.weight) for sign in it.recognise],
        [("token", 100), ("label", -1)],
    ),
    "a sign by itself": (
        'recognise = { place = "payload.aud", equals = "x", weight = 6 }',
        lambda it: [(str(sign.place), sign.equals, sign.weight) for sign in it.recognise],
        [("payload.aud", "x", 6)],
    ),
    "claims and their values": (
        'recognise = { aud = "x", "a.b" = 1 }',
        lambda it: [(str(sign.place), sign.equals, sign.weight) for sign in it.recognise],
        [("payload.aud", "x", 10), ('payload["a.b"]', 1, 10)],
    ),
    "an address that is a text": (
        'request.urls = "https://door.example/*.html"',
        lambda it: [
            bool(it.request.urls[0].pattern.fullmatch(url))
            for url in (
                "https://door.example/a/b.html",
                "HTTPS://DOOR.example/.html",
                "https://door.example/ahtml",
            )
        ],
        [True, True, False],
    ),
    "an answer in its exact words": (
        "[[answers]]\ntext = 'no (door)'\nmeaning = 'x'",
        lambda it: [bool(it.answers[0].pattern.search(text)) for text in ("NO (DOOR)!", "no door")],
        [True, False],
    ),
    "an answer by its pattern": (
        "[[answers]]\npattern = 'no (door)'\nmeaning = '\\1'",
        lambda it: (
            it.answers[0].pattern.search("No Door!").expand(it.answers[0].meaning),
            it.answers[0].text,
        ),
        ("Door", ""),
    ),
    "a fingerprint in small letters": (
        f"[chain.roots]\nA = '{ROOT}'",
        lambda it: it.chain[0].roots,
        {"A": ROOT.upper()},
    ),
    "a lifetime that is its margin": (
        "[lifetime]\nmin = 60\nmax = 60\nmargin = 60\nsafe = 60",
        lambda it: (it.lifetime[0].min, it.lifetime[0].margin, it.lifetime[0].safe),
        (60, 60, 60),
    ),
    "a minimum alone": (
        "[lifetime]\nmin = 0",
        lambda it: (it.lifetime[0].min, it.lifetime[0].max),
        (0, None),
    ),
    "no lifetime": ("lifetime = []", lambda it: it.lifetime, ()),
    "a lifetime for each case": (
        "[[lifetime]]\nmax = 1\nwhen = { place = 'payload.x' }\n[[lifetime]]\nmax = 2",
        lambda it: [life.max for life in it.lifetime],
        [1, 2],
    ),
    "one of several places, or more of them": (
        "either = [{ of = ['payload.a', 'header.b'] }, { of = ['payload.a', 'payload.b'], one = true }]",
        lambda it: [either.one for either in it.either],
        [False, True],
    ),
    "softened and stricter": (
        "[soften.expired]\nseverity = 'notice'\nbecause = 'a'\n"
        "[stricter.expired]\nseverity = 'error'\nbecause = 'b'",
        lambda it: it.soften["expired"].because,
        "b",
    ),
    "a claim called source": ("[payload.source]\nrequired = true", lambda it: list(it.payload), ["source"]),
}


@pytest.mark.parametrize(("text", "look", "found"), SAID.values(), ids=SAID)
def test_said(text, look, found):
    assert look(read(HEAD + text)) == found


MISTAKES = {
    "a misspelt word": ("nuon = 'x'", "4: “nuon” is no word of a profile; did you mean “noun”?"),
    "a table for a text": ("noun = {}", "4: noun must be a text, not a table."),
    "a lifetime without a limit": ("[lifetime]\nfrom = 'nbf'", "4: a lifetime needs “max”, “min” or both."),
    "a lifetime from nowhere": (
        "[lifetime]\nmax = 1\nfrom = 'auth'",
        "6: lifetime.from is “auth”; there are iat, nbf, now.",
    ),
    "a lifetime that never is": (
        "[lifetime]\nmax = 1\nmin = 2",
        "4: lifetime has a “min” that is more than its “max”.",
    ),
    "a margin that is more than all": (
        "[lifetime]\nmax = 1\nmargin = 2",
        "4: lifetime has a “margin” that is more than its “max”.",
    ),
    "advice that is too much": (
        "[lifetime]\nmax = 1\nsafe = 2",
        "4: lifetime has a “safe” that is more than its “max”.",
    ),
    "a lifetime that is never reached": (
        "[[lifetime]]\nmax = 1\n[[lifetime]]\nmax = 2",
        "4: lifetime has a case without “when” before others, which are thus never reached.",
    ),
    "a chain that is never reached": (
        "[[chain]]\nlength = 1\nwhen = { place = 'payload.x' }\n[[chain]]\n[[chain]]",
        "7: chain has a case without “when” before others, which are thus never reached.",
    ),
    "either of one": ("[[either]]\nof = ['payload.x']", "4: either needs two places or more in “of”."),
    "either of a whole part": (
        "[[either]]\nof = ['payload.x',\n'payload']",
        "6: either.of is “payload”, a whole part; name what is meant in it, such as payload.x.",
    ),
    "an address that is empty": ("[request]\nurls = ['']", "5: request.urls.url is empty."),
    "a method in small letters": (
        "request.method = 'post'",
        "4: request.method is “post”; did you mean “POST”?",
    ),
    "a key of no type": (
        "[key]\ntype = 'ec'\ncurve = 'P256'",
        "5: key.type is “ec”; did you mean “EC”?",
        "6: key.curve is “P256”; did you mean “P-256”?",
    ),
    "a date in a whole part": (
        "chain.at = ['payload.iat', 'payload']",
        "4: chain.at is “payload”, a whole part; name what is meant in it, such as payload.x.",
    ),
    "no fingerprint": (
        "[chain.roots]\nA = '" + ROOT[:-1] + "g'",
        "5: chain.roots.A must be a SHA-256 fingerprint, 32 pairs of hexadecimal digits with colons.",
    ),
    "an answer told by two things": (
        "[[answers]]\ntext = 'x'\npattern = 'x'\nmeaning = 'x'",
        "4: an answer needs either “text” or “pattern”, to be told by.",
    ),
    "an answer told by nothing": (
        "[[answers]]\nmeaning = 'x'",
        "4: an answer needs either “text” or “pattern”, to be told by.",
    ),
    "an answer without a meaning": (
        "[[answers]]\ntext = 'x'",
        "4: an answer needs “meaning”: what it means, with \\1 for the first group.",
    ),
    "an answer that is a text": ("answers = ['x']", "4: answers must be a table, not the text “x”."),
    "an answer for another pattern": (
        "[[answers]]\npattern = 'x'\nmeaning = 'see \\2'",
        "6: answers.meaning is “see \\2”, which does not go with its pattern: "
        "invalid group reference 2 at position 5.",
    ),
    "an answer that looks nowhere": (
        "[[answers]]\ntext = 'x'\nmeaning = 'x'\nlook_at = [\n'signature',\n'here']",
        "9: answers.look_at is “here”: “here” is no part; did you mean “header”?",
    ),
    "an unknown severity": (
        "[soften.expired]\nseverity = 'warn'\nbecause = 'x'",
        "5: soften.expired.severity is “warn”; did you mean “warning”?",
    ),
    "no reason": (
        "[stricter.expired]\nseverity = 'warning'",
        "4: a softened rule needs “because”: a sentence that says why.",
    ),
    "a source that is none": (
        "[payload]\nexp = { source = 'manul' }\n[sources.manual]\ndocument = 'M'\nurl = 'x'",
        "5: there is no source “manul”; did you mean “manual”?",
    ),
    "a source deep within": (
        "[[payload.a.members.b]]\n[payload.a.members.b.items]\nsource = 'x'",
        "6: there is no source “x”; there is none at all.",
    ),
    "a source of a second lifetime": (
        "[[lifetime]]\nmax = 1\nwhen = []\nsource = 'b'\n[sources.b]\ndocument = 'x'\nurl = 'x'\n"
        "[request.parameters.x]\nsource = 'a'",
        "12: there is no source “a”; there is only b.",
    ),
    "a closed part that is none": (
        "[closed]\nheader = 'verified'\npaylod = 'reported'",
        "6: “paylod” is no part that can be closed; did you mean “payload”?",
    ),
    "closed, unsure": (
        "closed.payload = true",
        "4: closed.payload must be one of verified, reported, remembered, not true.",
    ),
    "a claim with several values": (
        "[recognise]\naud = ['x']",
        "5: recognise.aud must be a text, a number, true or false, not a list.",
    ),
    "signs that are a text": (
        "recognise = 'payload.aud'",
        "4: recognise must be a table, not the text “payload.aud”.",
    ),
}


@pytest.mark.parametrize("case", MISTAKES.values(), ids=MISTAKES)
def test_mistake(case):
    text, *said = case
    assert complaints(text) == said


def test_word_that_is_like_none_is_told_beside_all_there_are():
    (said,) = complaints("qqq = 1")
    assert said.startswith(
        "4: “qqq” is no word of a profile; there are answers, ask, audience, broken, chain,"
    )


def test_file_without_anything_is_told_what_it_needs():
    with pytest.raises(ProfileError) as caught:
        read("")
    assert caught.value.problems == (
        "door.toml, line 1: a profile needs “title”: its name.",
        "door.toml, line 1: a profile needs “audience”: who refuses it, as the subject of a sentence: Apple.",
        "door.toml, line 1: a profile needs “url”: where its documentation is.",
    )


FOUND = [it for module in (words, field_words, sample_words) for it in vars(module).values()]
TABLES = {it.name: it for it in FOUND if isinstance(it, Table)}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_word_says_what_it_means(table):
    names = [word.name for word in table.words]
    assert len(names) == len(set(names))
    for word in table.words:
        assert len(word.meaning) > 5
        assert not word.meaning.endswith(".")
