"""`flask profile`: what it says of a file."""

import pytest

from webapp.inspector import profiles
from webapp.inspector.example import NOW, Example

SOUND = """
title = "Door opener"
audience = "the door"
url = "https://intranet.example/doors"
recognise = [{ place = "payload.door", weight = 6 }]
[payload.door]
required = true
type = "integer"
[sample]
header = { alg = "RS256" }
payload = { door = 7 }
[[broken]]
title = "The door is text"
payload = { door = "7" }
draws = ["mistyped-field payload.door"]
"""


@pytest.fixture
def check(app, tmp_path):
    def run(text, name="door.toml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return app.test_cli_runner().invoke(args=["profile", "check", str(path)])

    return run


def test_sound_profile(check):
    result = check(SOUND)
    assert result.exit_code == 0
    assert result.output.startswith("Sound: ")


def test_every_mistake_is_told_with_its_line(check):
    result = check(
        SOUND.replace("required", "requierd").replace('"integer"', '"integr"').replace("weight", "wait")
    )
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "door.toml, line 5: “wait” is no word of a sign; did you mean “weight”?",
        "door.toml, line 5: a sign needs “weight”: "
        "what it counts: a sum of 10 is certain, 6 strong, 3 a hint.",
        "door.toml, line 7: “requierd” is no word of a field; did you mean “required”?",
        "door.toml, line 8: payload.door.type is “integr”; did you mean “integer”?",
    ]


def test_sample_that_is_not_judged_as_it_says(check):
    result = check(SOUND.replace("door = 7 }", "door = 7.5 }"))
    assert result.exit_code == 1
    assert (
        result.output == "door.toml: The sample ought to be sound, but draws mistyped-field payload.door.\n"
    )


def test_profile_may_be_like_a_built_in_one(check):
    assert check('like = "jwt"\n' + SOUND).exit_code == 0


def test_profile_may_be_like_another_of_its_folder(check):
    assert check('like = "house"\n' + SOUND).output == (
        "door.toml, line 1: there is no profile “house”; "
        f"none of the {len(profiles.BUILT_IN) + 1} there are is like it.\n"
    )
    assert check(SOUND, "house.toml").exit_code == 0
    assert check('like = "house"\n' + SOUND).exit_code == 0
    assert check('like = "door"\n' + SOUND, "house.toml").output == (
        "door.toml, line 1: “house” would be like itself.\n"
    )


def test_built_in_profile_can_be_checked_too(app):
    path = next(profiles.load._HERE.rglob("zoom-meeting-sdk.toml"))
    assert app.test_cli_runner().invoke(args=["profile", "check", str(path)]).exit_code == 0


def test_file_that_is_not_there(app, tmp_path):
    result = app.test_cli_runner().invoke(args=["profile", "check", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert "none.toml cannot be read: no such file or directory." in result.output


@pytest.fixture
def new(app, tmp_path):
    def run(name, text=None):
        (tmp_path / "token.txt").write_text("" if text is None else text, "utf-8")
        source = "-" if text is None else str(tmp_path / "token.txt")
        return app.test_cli_runner().invoke(args=["profile", "new", name, "--from", source], input=TOKEN)

    return run


TOKEN = Example({"iss": "https://ids.corp.example", "role": "admin-of-doors", "exp": NOW + 60}).paste


def test_new_profile_is_drafted_and_found_sound(new, check):
    drafted = new("doors", f"Authorization: Bearer {TOKEN}\n")
    assert drafted.exit_code == 0
    assert "admin-of-doors" not in drafted.output
    checked = check(drafted.output, "doors.toml")
    assert (checked.exit_code, checked.output[:6]) == (0, "Sound:")


def test_new_profile_from_standard_input(new):
    assert new("doors").output.startswith('title = "Doors"\n')


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Doors", TOKEN, "“Doors” is no name: write it as my-token."),
        ("jwt", TOKEN, "“jwt” is a profile already."),
        ("doors", "hello", "there is no token in"),
    ],
)
def test_new_profile_that_cannot_be_drafted(new, name, text, said):
    result = new(name, text)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_every_profile_is_listed(app):
    lines = app.test_cli_runner().invoke(args=["profile", "list"]).output.splitlines()
    assert [line.split()[0] for line in lines] == sorted(profiles.BUILT_IN)
    assert any(line.endswith(" APNs provider token") for line in lines)
