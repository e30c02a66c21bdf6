"""Keys between two requests: public halves only."""

import json
from pathlib import Path

import pytest

from webapp.inspector import keys
from webapp.inspector.keys import Key
from webapp.inspector.note import Note
from webapp.inspector.submission import KeyFile, SecretEncoding
from webapp.kept import Kept, chips
from webapp.samples import KEY_NAME, PRIVATE_KEY

(PRIVATE,) = keys.read(KeyFile(KEY_NAME, PRIVATE_KEY.encode()))
SECRET = keys.read_secret("correct horse battery staple", SecretEncoding.TEXT)
(NOTHING,) = keys.read(KeyFile("notes.txt", b"nothing like a key"))
JWK = {**PRIVATE.public_jwk, "kid": "k1", "use": "sig", "alg": "ES256"}
(NAMED,) = keys.read(KeyFile("key.jwk", json.dumps(JWK).encode()))


def test_private_half_is_not_kept():
    kept = Kept.of(PRIVATE)
    secret_line = PRIVATE_KEY.splitlines()[1]
    assert "PRIVATE" not in kept.text
    assert secret_line[30:] not in kept.text
    assert kept.public == PRIVATE.public_pem


def test_what_is_kept_comes_back_as_the_same_key():
    kept = Kept.of(PRIVATE)
    again = Kept.read(kept.text)
    (key,) = keys.read(again.file)
    assert again == kept
    assert (key.name, key.thumbprint, key.private, key.key_id) == (
        PRIVATE.name,
        PRIVATE.thumbprint,
        True,
        PRIVATE.key_id,
    )


def test_notes_are_kept_once():
    (key,) = keys.read(Kept.of(PRIVATE).file)
    assert Kept.of(key) == Kept.of(PRIVATE)


def test_what_a_jwk_says_of_itself_is_kept():
    (key,) = keys.read(Kept.of(NAMED).file)
    assert (key.key_id, key.use, key.alg) == ("k1", "sig", "ES256")


def test_secret_is_not_kept():
    assert Kept.of(SECRET) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "[1,2,3]",
        "{}",
        '["a","b",true,[1]]',
        '["a","b",true,null]',
        "[" * 100_000,
        '["a","b",true,[["id"]]]',
    ],
)
def test_what_the_page_did_not_write_is_nothing(text):
    assert Kept.read(text) is None


def test_any_text_survives():
    kept = Kept('a"b<é>.p8', "PEM\n", private=True, notes=(Note("key.x", "“quoted” & <more>"),))
    assert Kept.read(kept.text) == kept


def test_chip_for_each_key():
    made = chips([PRIVATE, SECRET, NOTHING], new=["notes.txt"])
    assert [(chip.kept is not None, chip.again) for chip in made] == [
        (True, ""),
        (False, ""),
        (False, "notes.txt"),
    ]
    assert made[0].words == "P-256 private key · Key ID 7XK4Q2M9RT"
    assert made[2].words == NOTHING.message


def test_key_given_twice_has_one_chip():
    assert len(chips([PRIVATE, PRIVATE], new=[KEY_NAME])) == 1


def test_a_private_key_that_decrypts_is_asked_for_again_and_nothing_of_it_is_kept():
    (chip,) = chips([PRIVATE], new=[KEY_NAME], decrypting=True)
    assert chip.again == KEY_NAME
    assert chip.kept is None
    (kept,) = chips([PRIVATE], new=[], decrypting=True)
    assert kept.kept is not None


def test_file_that_holds_a_secret_too_is_asked_for_again_as_a_whole():
    content = json.dumps({"keys": [JWK, {"kty": "oct", "k": "c2VjcmV0"}]}).encode()
    made = chips(keys.read(KeyFile("set.json", content)), new=["set.json"])
    assert [(isinstance(chip.key, Key), chip.kept, chip.again) for chip in made] == [
        (True, None, "set.json"),
        (True, None, "set.json"),
    ]


def test_locked_file_is_known_by_its_code():
    content = (Path(__file__).parent / "data" / "keys" / "p256.encrypted.pem").read_bytes()
    (row,) = keys.read(KeyFile("p256.encrypted.pem", content))
    assert [chip.locked for chip in chips([row, NOTHING], new=[])] == [True, False]
