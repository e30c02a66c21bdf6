"""From clippings to tokens: how surely each is one, in what order, under which names, how many."""

import pytest

from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.note import Note
from webapp.inspector.paste import search
from webapp.inspector.paste.gather import Found, Harvest, stands_alone
from webapp.inspector.paste.reading import RUNNING_TEXT, Clipping, Sure

from .tokens import OTHER, SOUND, THIRD, UNSIGNED, repairs


def harvest(*clippings, limits=DEFAULTS):
    harvest = Harvest(limits)
    harvest.add(clippings)
    return harvest


def taken(*clippings, limits=DEFAULTS):
    return [(found.label, found.text) for found in harvest(*clippings, limits=limits).tokens]


SURENESS = {
    "nothing like it": ("anything at all", [Sure.IS]),
    "three parts": ("a.b.c", [Sure.MEANT, Sure.IS]),
    "a header and one part": (SOUND.partition(".")[0] + ".abc", [Sure.MAYBE, Sure.MEANT, Sure.IS]),
    "a token": (SOUND, list(Sure)),
}


@pytest.mark.parametrize(("text", "places"), SURENESS.values(), ids=SURENESS)
def test_the_surer_the_place_the_less_is_asked_of_the_text(text, places):
    assert [sure for sure in Sure if taken(Clipping(text, sure=sure)) == [("", text)]] == places


def test_what_is_a_token_as_it_stands_is_not_mended():
    already = (Note("transport.quotes", "…"),)
    assert harvest(Clipping(f'"{SOUND}"', sure=Sure.IS, repairs=already)).tokens == (
        Found(f'"{SOUND}"', "", already),
    )


def test_a_token_is_mended_and_told_to_be_taken_out_first():
    (found,) = harvest(Clipping(f'"{SOUND}"', "jwt", "the cookie jwt")).tokens
    assert (found.text, found.label, repairs(found)) == (SOUND, "jwt", ["embedded", "quotes"])
    assert found.repairs[0].message == "Taken out of the cookie jwt."


@pytest.mark.parametrize("sure", [Sure.HOLDS, Sure.MAYBE])
def test_several_tokens_of_one_clipping(sure):
    assert taken(Clipping(f"{SOUND} and id_token={OTHER}", "log", sure=sure)) == [
        ("log", SOUND),
        ("id_token", OTHER),
    ]


LINES = {
    "the only line": (f"a {SOUND} b", 1, "the text around it"),
    "the first line": (f"a {SOUND}\nb", 1, "line 1 of the text"),
    "the second line": (f"a {SOUND}", 2, "line 2 of the text"),
    "the third line": (f"a\nb\nc {SOUND}", 1, "line 3 of the text"),
    "a text that begins further down": (f"\na {SOUND} b", 1999, "line 2,000 of the text"),
    "the last line of one": (f"a {SOUND} b", 7, "line 7 of the text"),
}


@pytest.mark.parametrize(("text", "line", "where"), LINES.values(), ids=LINES)
def test_the_line_is_that_of_the_paste(text, line, where):
    (found,) = harvest(Clipping(text, "", RUNNING_TEXT, Sure.HOLDS, line=line)).tokens
    assert found.repairs[0].message == f"Taken out of {where}."


def test_the_names_of_a_token_are_five_at_most_and_none_twice():
    names = ["a", "", "b", "a", "c", "d", "e", "f"]
    assert taken(*(Clipping(SOUND, name) for name in names)) == [("a, b, c, d, e", SOUND)]


def test_a_name_that_comes_later_is_taken():
    assert taken(Clipping(SOUND), Clipping(OTHER), Clipping(SOUND, "late")) == [("late", SOUND), ("", OTHER)]


@pytest.mark.parametrize(
    ("most", "notes"),
    [
        (1, ("3 tokens; the first is judged.",)),
        (2, ("3 tokens; the first 2 are judged.",)),
        (3, ()),
    ],
)
def test_tokens_beyond_the_limit_are_counted(most, notes):
    found = harvest(*map(Clipping, (SOUND, OTHER, THIRD)), limits=Limits(tokens=most))
    assert [it.text for it in found.tokens] == [SOUND, OTHER, THIRD][:most]
    assert found.notes == notes


def test_a_token_that_is_judged_is_not_counted_once_more_whatever_it_stands_in():
    again = [Clipping(SOUND, "again", sure=sure) for sure in (Sure.MAYBE, Sure.MEANT, Sure.HOLDS)]
    found = harvest(Clipping(SOUND, "first", sure=Sure.IS), *again, limits=Limits(tokens=1))
    assert found.notes == ()
    assert [it.label for it in found.tokens] == ["first, again"]


def test_what_is_beyond_the_limit_and_no_token_is_not_counted():
    clippings = [Clipping(SOUND), Clipping("a.b.c", sure=Sure.MEANT), Clipping("x")]
    assert harvest(*clippings, limits=Limits(tokens=1)).notes == ()


@pytest.mark.parametrize("over", [0, 1])
def test_a_token_is_read_as_far_as_the_limit(over):
    found = harvest(Clipping(SOUND + "A" * over), limits=Limits(token_characters=len(SOUND)))
    assert [it.text for it in found.tokens] == [SOUND]
    said = f"A token is {len(SOUND) + 1:,} characters long; the first {len(SOUND):,} are read."
    assert found.notes == (said,) * over


def test_fifty_clippings_without_a_token_are_kept():
    found = harvest(*(Clipping(str(index)) for index in range(60)), Clipping(SOUND))
    assert [it.text for it in found.without_token] == [str(index) for index in range(50)]


def test_after_a_thousand_that_were_looked_at_only_sound_tokens_are_taken():
    noise = [Clipping(f"eyJ{index}", sure=Sure.MAYBE) for index in range(1000)]
    assert taken(*noise, Clipping(f"({SOUND})"), Clipping(OTHER)) == [("", SOUND), ("", OTHER)]
    assert taken(*noise, Clipping(SOUND.replace(".", "%2E"))) == []


ALONE = {
    "a token": (SOUND, True),
    "a token and a mark": (f"{SOUND} \\", True),
    "a token and a word": (f"{SOUND} is", False),
    "a token and a comment": (f"{SOUND} // see", False),
    "a token that goes on": (f"{SOUND[:-9]} {SOUND[-9:]}", True),
    "a token of unknown length": (f"{UNSIGNED} is", True),
    "the same twice": (f"{SOUND}\n{SOUND}", True),
    "the same twice and a word": (f"{SOUND} and {SOUND}", False),
    "two": (f"{SOUND}\n{OTHER}", False),
    "none that can be seen": ("a b", True),
}


@pytest.mark.parametrize(("text", "alone"), ALONE.values(), ids=ALONE)
def test_a_text_may_be_one_damaged_token_if_nothing_else_stands_in_it(text, alone):
    assert stands_alone(text, list(search.spans(text))) is alone
