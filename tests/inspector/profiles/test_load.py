"""A profile that cannot be used stops the start, with file, line and the nearest right word."""

import re
import tomllib
from pathlib import Path

import pytest

from webapp.inspector import profiles
from webapp.inspector.place import Place
from webapp.inspector.profiles import (
    BUILT_IN,
    Mark,
    ProfileError,
    field_words,
    load_folder,
    sample_words,
    words,
)
from webapp.inspector.profiles.load import parse
from webapp.inspector.profiles.reading import Table
from webapp.inspector.profiles.sign import CERTAIN, Type
from webapp.inspector.profiles.vocabulary import Start, Unit
from webapp.inspector.rule import Severity
from webapp.inspector.rules import ALL_RULES

HERE = Path(profiles.__file__).parent
HEAD = 'title = "Door opener"\naudience = "the door"\nurl = "https://intranet.example/doors"\n'

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


def read(text, name="door.toml", rules=ALL_RULES):
    return parse(text.encode(), name, rules)


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


MISTAKES = {
    "a misspelt word": (
        "[payload]\nexp = { requird = true }",
        5,
        "“requird” is no word of a field; did you mean “required”?",
    ),
    "a misspelt word of the whole": ("nuon = 'x'", 4, "“nuon” is no word of a profile; did you mean “noun”?"),
    "a word that is like none": ("qqq = 1", 4, "“qqq” is no word of a profile; there are answers,"),
    "an unknown type": (
        '[payload]\nexp = { type = "dat" }',
        5,
        "payload.exp.type is “dat”; did you mean “date”?",
    ),
    "an unknown mark": ('[payload]\nexp = { mark = "verifyed" }', 5, "did you mean “verified”?"),
    "a bad pattern": ('[header]\nkid = { pattern = "[A-Z" }', 5, "“[A-Z”, which is no regular expression"),
    "text for a number": ('[payload]\nexp = { within = "1 h" }', 5, "a whole number, not the text “1 h”"),
    "a number for text": ("[payload]\nexp = { label = 7 }", 5, "payload.exp.label must be a text, not 7"),
    "text for true": (
        '[payload]\nexp = { required = "yes" }',
        5,
        "must be true or false, not the text “yes”",
    ),
    "a negative time": ("[payload]\nexp = { within = -1 }", 5, "must be a number of seconds, not -1"),
    "a list for a table": ("payload = [1]", 4, "payload must be a table, not a list"),
    "a text for a field": ('[payload]\nexp = "date"', 5, "must be a table, not the text “date”"),
    "a place that is none": (
        'recognise = [{ place = "payload..x", weight = 1 }]',
        4,
        "“payload..x”, which is no place",
    ),
    "a part that is none": (
        'recognise = [\n  { place = "payload.x", weight = 1 },\n  { place = "body.x", weight = 1 },\n]',
        6,
        "“body” is no part; there are header, label, payload, request, token.",
    ),
    "a sign that outweighs all": (
        'recognise = [{ place = "payload.x", weight = 1000 }]',
        4,
        "recognise.weight must be a number from -100 to 100, not 1000",
    ),
    "a sign without a weight": ('recognise = [{ place = "payload.x" }]', 4, "a sign needs “weight”"),
    "an empty text": ('[ask]\nx = " "', 5, "ask.x is empty"),
    "both required and forbidden": (
        "[payload]\nexp = { required = true, forbidden = true }",
        5,
        "payload.exp is both required and forbidden",
    ),
    "equals beside one_of": (
        '[payload]\ntyp = { equals = "a", one_of = ["b"] }',
        5,
        "payload.typ has both “equals” and “one_of”",
    ),
    "a margin without a limit": ("[payload]\nexp = { margin = 60 }", 5, "a “margin” without a “within”"),
    "a mistake without a mark to tell it by": (
        '[payload]\nsub = { mistakes = [{ says = "x" }] }',
        5,
        "needs “pattern” or “type”",
    ),
    "a repair for another pattern": (
        "[payload]\nsub = { mistakes = [{ pattern = 'x', says = 'x', instead = '\\1' }] }",
        5,
        "does not go with its pattern",
    ),
    "an answer for another pattern": (
        "[[answers]]\npattern = 'x'\nmeaning = 'see \\2'",
        6,
        "answers.meaning is “see \\2”, which does not go with its pattern",
    ),
    "an answer that looks nowhere": (
        "[[answers]]\npattern = 'x'\nmeaning = 'x'\nlook_at = ['here']",
        7,
        "“here” is no part",
    ),
    "a source that is none": (
        "[payload]\nexp = { source = 'manul' }\n[sources.manual]\ndocument = 'M'\nurl = 'https://m.example'",
        5,
        "there is no source “manul”; did you mean “manual”?",
    ),
    "an unknown rule": (
        "[soften.der-signatur]\nseverity = 'warning'\nbecause = 'x'",
        4,
        "there is no rule “der-signatur”; did you mean “der-signature”?",
    ),
    "an unknown severity": (
        "[soften.der-signature]\nseverity = 'warn'\nbecause = 'x'",
        5,
        "soften.der-signature.severity is “warn”; did you mean “warning”?",
    ),
    "an unknown rule beside a known one": (
        "[stricter]\nexpired = { severity = 'warning', because = 'x' }\n\n"
        "expird = { severity = 'error', because = 'x' }",
        7,
        "there is no rule “expird”; did you mean “expired”?",
    ),
    "an unknown rule that is drawn": (
        "[[broken]]\ntitle = 'x'\ndraws = [\n'expired payload.exp',\n'expierd payload.exp']",
        8,
        "there is no rule “expierd”; did you mean “expired”?",
    ),
    "no reason": ("[soften.der-signature]\nseverity = 'warning'", 4, "a softened rule needs “because”"),
    "a second table of several": (
        "[[broken]]\ntitle = 'a'\ndraws = 'x'\n[[broken]]\ntitle = 'b'\ndrows = 'x'",
        9,
        "“drows” is no word of a broken sample; did you mean “draws”?",
    ),
    "a star too many": ('[payload]\n"a*b*" = {}', 5, "“a*b*” has more than one *"),
    "an unknown form": (
        '[payload]\nx = { format = "uid" }',
        5,
        "payload.x.format is “uid”; did you mean “uuid”?",
    ),
    "a misspelt word deep within": (
        "[payload.a.members.b.items]\nrequird = true",
        5,
        "“requird” is no word of a field; did you mean “required”?",
    ),
    "a template without a place": ('[payload]\nx = { same_as = "iss" }', 5, "names no place in braces"),
    "a template with a place that is none": ('[payload]\nx = { same_as = "{iss}" }', 5, "“iss” is no part"),
    "sizes the wrong way round": (
        "[payload]\nx = { least = 2, most = 1 }",
        5,
        "a “least” that is more than its “most”",
    ),
    "a date that means nothing known": (
        '[payload]\nx = { means = "expiry" }',
        5,
        "payload.x.means is “expiry”;",
    ),
    "a lifetime without a limit": ('[lifetime]\nfrom = "nbf"', 4, "a lifetime needs “max”, “min” or both"),
    "a lifetime from nowhere": ('[lifetime]\nmax = 1\nfrom = "auth"', 6, "lifetime.from is “auth”;"),
    "either of one": ('[[either]]\nof = ["payload.x"]', 4, "either needs two places or more in “of”"),
    "an answer told by two things": (
        "[[answers]]\ntext = 'x'\npattern = 'x'\nmeaning = 'x'",
        4,
        "either “text” or “pattern”",
    ),
    "a sample of no form": ("[sample]\nform = 'jwss'", 5, "sample.form is “jwss”; did you mean “jws”?"),
    "like nothing known": ("like = 'oidc-id-tokn'", 4, "did you mean “oidc-id-token”?"),
    "not TOML": ("[payload\nexp = 1", 4, "this is not TOML"),
    "a value that never ends": ('note = """', 4, "this is not TOML"),
    "a number without end": (f"note = {'9' * 5000}", 4, "this is not TOML: exceeds the limit (4300 digits)"),
    "a key that is there twice": ("[ask]\na = 'x'\na = 'y'", 6, "this is not TOML"),
}


@pytest.mark.parametrize(("text", "line", "says"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_with_file_and_line(text, line, says):
    with pytest.raises(ProfileError) as caught:
        read(HEAD + text)
    message = str(caught.value)
    assert message.startswith(f"door.toml, line {line}: ")
    assert says in message
    assert message.endswith((".", "?"))
    assert "\n" not in message


@pytest.mark.parametrize("word", ["title", "audience", "url"])
def test_mistake_of_leaving_out(word):
    text = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(word))
    with pytest.raises(ProfileError, match=f"door.toml, line 1: a profile needs “{word}”"):
        read(text)


@pytest.mark.parametrize("name", ["Door.toml", "my door.toml", "tür.toml", ".toml"])
def test_mistake_in_the_name_of_the_file(name):
    with pytest.raises(ProfileError, match="named in lower case with hyphens"):
        read(HEAD, name)


def test_not_utf8():
    with pytest.raises(ProfileError, match=r"door\.toml, line 3: this is not UTF-8"):
        parse(b'title = "x"\naudience = "y"\nurl = "\xff"\n', "door.toml")


def test_a_byte_order_mark_does_no_harm():
    assert parse(b"\xef\xbb\xbf" + HEAD.encode(), "door.toml").title == "Door opener"


def test_folder_of_a_team(tmp_path):
    (tmp_path / "door-opener.toml").write_text(HEAD, "utf-8")
    (tmp_path / "notes.txt").write_text("not a profile", "utf-8")
    known = load_folder(tmp_path, BUILT_IN)
    assert set(known) == {*BUILT_IN, "door-opener"}
    assert known["door-opener"].audience == "the door"


def test_folder_may_not_shadow_a_built_in_profile(tmp_path):
    (tmp_path / "apple-apns.toml").write_text(HEAD, "utf-8")
    with pytest.raises(ProfileError, match=r"apple-apns\.toml, line 1: “apple-apns” is a built-in profile"):
        load_folder(tmp_path, BUILT_IN)


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(ProfileError, match="cannot be read"):
        load_folder(tmp_path / "missing", BUILT_IN)


def test_file_that_cannot_be_read(tmp_path):
    (tmp_path / "door.toml").mkdir()
    with pytest.raises(ProfileError, match=r"door\.toml: the file cannot be read"):
        load_folder(tmp_path, BUILT_IN)


def test_folder_names_the_rules_there_are(tmp_path):
    (tmp_path / "door.toml").write_text(
        HEAD + "[soften.expird]\nseverity = 'notice'\nbecause = 'x'", encoding="utf-8"
    )
    with pytest.raises(ProfileError, match="did you mean “expired”"):
        load_folder(tmp_path, BUILT_IN)


def file_of(id_):
    (path,) = HERE.rglob(f"{id_}.toml")
    return path


@pytest.mark.parametrize("id_", BUILT_IN)
def test_built_in_profile_softens_rules_that_exist(id_):
    assert parse(file_of(id_).read_bytes(), f"{id_}.toml", ALL_RULES).id == id_


@pytest.mark.parametrize("id_", BUILT_IN)
def test_built_in_profile_says_all_that_is_shown_of_it(id_):
    profile = BUILT_IN[id_]
    assert profile.url.startswith("https://")
    assert profile.document
    assert profile.ask
    assert profile.sample
    assert profile.broken
    assert all(question.endswith(("?", ".")) for question in profile.ask.values())


@pytest.mark.parametrize("id_", BUILT_IN)
def test_built_in_profile_uses_all_its_sources(id_):
    text = file_of(id_).read_text("utf-8")
    assert {
        name for name in tomllib.loads(text).get("sources", {}) if f'source = "{name}"' not in text
    } == set()


FOUND = [it for module in (words, field_words, sample_words) for it in vars(module).values()]
TABLES = {it.name: it for it in FOUND if isinstance(it, Table)}.values()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_word_says_what_it_means(table):
    names = [word.name for word in table.words]
    assert len(names) == len(set(names))
    for word in table.words:
        assert len(word.meaning) > 5
        assert not word.meaning.endswith(".")
