"""A profile that cannot be used stops the start, with file, line and the nearest right word."""

import tomllib

import pytest

from tests.inspector.profiles.files import HEAD, HERE, read
from webapp.inspector.profiles import BUILT_IN, ProfileError, load_folder, parse
from webapp.inspector.rules import ALL_RULES

MISTAKES = {
    "a misspelt word": (
        "[payload]\nexp = { requird = true }",
        5,
        "“requird” is no word of a field; did you mean “required”?",
    ),
    "a list for a table": ("payload = [1]", 4, "payload must be a table, not a list"),
    "an unknown rule": (
        "[soften.der-signatur]\nseverity = 'warning'\nbecause = 'x'",
        4,
        "there is no rule “der-signatur”; did you mean “der-signature”?",
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
    "a second table of several": (
        "[[broken]]\ntitle = 'a'\ndraws = 'x'\n[[broken]]\ntitle = 'b'\ndrows = 'x'",
        9,
        "“drows” is no word of a broken sample; did you mean “draws”?",
    ),
    "a misspelt word deep within": (
        "[payload.a.members.b.items]\nrequird = true",
        5,
        "“requird” is no word of a field; did you mean “required”?",
    ),
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


@pytest.mark.parametrize(
    "text",
    [
        "payload = " + "{ a = " * 400 + "1" + " }" * 400,
        "[sample.payload]\na = " + "[" * 2000 + "]" * 2000,
        f"[payload.a{'.members.a' * 400}]\nrequired = true",
        f"[sample.payload]\na = {'[' * 49}{']' * 49}",
    ],
    ids=["inline", "list", "tables", "one too many"],
)
def test_file_that_is_nested_too_deeply(text):
    with pytest.raises(
        ProfileError, match=r"^deep\.toml, line 1: tables or lists stand within each other more"
    ):
        parse((HEAD + text).encode(), "deep.toml")


def test_file_that_is_nested_as_deeply_as_may_be():
    text = f"[sample.payload]\na = {'[' * 48}{']' * 48}"
    assert parse((HEAD + text).encode(), "deep.toml").sample
