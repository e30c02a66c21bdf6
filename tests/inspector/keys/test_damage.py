"""What the notes say of other programs is true of these programs."""

import pytest

from webapp.inspector.keys import damage
from webapp.inspector.keys.overlooked import EVERYBODY, JAVA, NOBODY, Program, sentence

from . import damages
from .programs import ASKED, reading
from .samples import text

FILES = ("p256.p8", "AuthKey_7XK4Q2M9RT.p8")
KINDS = {
    name: kind for name, kind in vars(damage).items() if isinstance(kind, damage.Damage) and name.isupper()
}

# Java's three lines know no BEGIN line; whatever else stands in the file gets into the base64.
OTHER_LINES = {
    "other lines around it",
    "quotation marks on other lines",
    "in a Markdown fence",
    "in YAML",
    "body only, in the environment",
}


def overlooked(note, program):
    """Whether a note says that `program` overlooks what it is about."""
    said = [kind for kind in KINDS.values() if sentence(kind.overlooked) in note.message]
    assert said, note.message
    return program in said[0].overlooked


@pytest.mark.parametrize("program", ASKED)
@pytest.mark.parametrize("file", FILES)
def test_programs_read_what_they_are_said_to_read(program, file):
    made = dict(damages.all_of(damages.pem(text(file))))
    reads = reading(program, tuple(it.content for it in made.values()))
    for (name, damaged), read in zip(made.items(), reads, strict=True):
        expected = all(overlooked(note, program) for note in damaged.notes)
        assert read == (expected and not (program in JAVA and name in OTHER_LINES)), name


@pytest.mark.parametrize("name", damages.DAMAGES)
def test_every_damage_that_is_refused_comes_with_its_repair(name):
    for note in damages.DAMAGES[name](damages.pem(text("p256.p8"))).notes:
        assert note.id == "key.damaged_pem"
        assert "{" not in note.message
        assert sentence(EVERYBODY) in note.message or not note.message.endswith("for it.")


@pytest.mark.parametrize("name", KINDS)
def test_every_program_is_named_once(name):
    said = sentence(KINDS[name].overlooked)
    if KINDS[name].overlooked != EVERYBODY:
        assert all(said.count(program) == 1 for program in EVERYBODY - {Program.COMMAND})


def test_sentences_agree_with_their_subjects():
    assert sentence(NOBODY) == ("OpenSSL, Node, PHP, Ruby, Python, Java and Go all refuse the file for it.")
    assert sentence(JAVA).startswith("Java overlooks this; OpenSSL, ")
    assert sentence(EVERYBODY - JAVA).endswith("overlook this; Java refuses the file for it.")
