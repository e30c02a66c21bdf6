"""Whatever is raised while a key is read becomes a row, and what is known of a file is said once."""

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector.keys.key import UnusableKey
from webapp.inspector.keys.source import Refusal, Source, attempt, each
from webapp.inspector.keys.vault import Vault
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.note import Note

from .samples import PASSWORD, data, key, text

NOTE, OTHER = Note("key.other_format", "It came by pigeon."), Note("key.damaged_pem", "It is wet.")
UNREADABLE = "This looks like a key, but neither OpenSSL nor a reading by hand makes sense of its numbers."
SOUND = key(text("p256.p8"))


def source(name="key.pem", notes=(), limits=DEFAULTS, vault=None):
    return Source(name, limits, PASSWORD, notes=notes, vault=vault)


def raising(error):
    def read(*_):
        raise error

    return read


class PanicException(BaseException):
    """As the library's Rust calls its own."""


def test_rows_come_as_they_are():
    assert attempt(source(), lambda _: [SOUND]) == [SOUND]


@pytest.mark.parametrize(
    ("error", "row"),
    [
        (Refusal("damaged", "Why."), UnusableKey("key.pem", "damaged", "Why.", (NOTE,))),
        (
            Refusal("truncated", "Why.", "key.truncated"),
            UnusableKey("key.pem", "truncated", "Why.", (NOTE, Note("key.truncated", "Why."))),
        ),
        *(
            (error, UnusableKey("key.pem", "unreadable", UNREADABLE, (NOTE,)))
            for error in (ValueError("x"), IndexError(), RecursionError(), MemoryError(), PanicException())
        ),
    ],
    ids=lambda it: type(it).__name__,
)
def test_whatever_is_raised_is_a_row(error, row):
    assert attempt(source(notes=(NOTE,)), raising(error)) == [row]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_who_stops_the_program_stops_it(error):
    with pytest.raises(error):
        attempt(source(), raising(error()))


def test_a_refusal_is_told_once_where_it_was_told_before():
    told = Note("key.truncated", "Why.")
    [row] = attempt(source(notes=(told, NOTE)), raising(Refusal("truncated", "Why.", "key.truncated")))
    assert row.notes == (told, NOTE)


def test_notes_are_added_in_order_and_once():
    noted = source(notes=(NOTE,)).noting(OTHER, NOTE, OTHER)
    assert noted.notes == (NOTE, OTHER)
    assert noted.noted(NOTE) == (NOTE, OTHER)
    assert noted.noting() is noted


def named(piece, part):
    return [UnusableKey(part.name, "damaged", piece)]


@pytest.mark.parametrize(
    ("pieces", "names"),
    [([], []), (["a"], ["key.pem"]), (["a", "b"], ["key.pem[0]", "key.pem[1]"])],
)
def test_pieces_are_numbered_if_there_are_several(pieces, names):
    found = each(source(), pieces, named)
    assert [(row.name, row.message) for row in found] == list(zip(names, pieces, strict=True))


def test_a_piece_that_fails_costs_no_other():
    def read(piece, part):
        return named(piece, part) if piece != "b" else raising(ValueError())()

    assert [row.code for row in each(source(), ["a", "b", "c"], read)] == ["damaged", "unreadable", "damaged"]


@pytest.mark.parametrize(("count", "read"), [(2, 2), (3, 3)])
def test_as_many_as_are_allowed_are_read(count, read):
    assert len(each(source(limits=Limits(keys=3)), "x" * count, named)) == read


def test_one_more_is_counted():
    found = each(source(limits=Limits(keys=3)), "abcd", named)
    assert [row.message for row in found[:3]] == ["a", "b", "c"]
    assert found[3] == UnusableKey(
        "key.pem", "too-many", "4 keys are in this file; the first 3 were read and the rest only counted."
    )


def half(name="rsa.pem"):
    return load_pem_private_key(data(name), None)


def test_without_a_vault_nothing_is_kept():
    private = half()
    assert source().public_half(private, pytest.fail) == private.public_key()
    source().without_private(private.public_key(), "It is sealed.")


def test_a_vault_gets_the_private_half_or_why_there_is_none():
    vault, private, row = Vault(), half(), key(text("rsa.pem"))
    keeping = source(vault=vault)
    keeping.without_private(private.public_key(), "It is sealed.")
    assert (vault.private_half(row), vault.why_not(row)) == (None, "It is sealed.")
    assert keeping.noting(NOTE).public_half(private) == private.public_key()
    assert vault.private_half(row) is private


def test_no_password_shows():
    assert PASSWORD not in repr(source())
