"""One character of a token lost, mistyped, doubled or exchanged: found, and the token given back."""

import random
import re

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from webapp.inspector.base64url import ALPHABET, encode
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.signature import Status
from webapp.inspector.signature.cause import Axis, Evidence, on
from webapp.inspector.signature.slips import Written, char_lost, is_canonical, truncated, typo

from . import workshop as w

DEEP = Limits(search_seconds=DEFAULTS.deep_search_seconds)
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "ES512", "ES256K", "EdDSA", "HS256"]
CHEAP = ["RS256", "PS256", "ES256", "EdDSA", "HS256"]  # where every letter can be tried for every other
PARTS = ["header", "payload", "signature"]
ANY = random.Random(7)  # the same slips in each run; the keys are new


def sound(alg, **header):
    signed = w.signing_input(alg, **header)
    if alg == "PS256":
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        return w.token(signed, w.RSA.sign(signed.encode(), pss, hashes.SHA256()))
    return w.token(signed, w.signature(alg, signed.encode()))


def verified(alg, text, limits=DEEP):
    if alg == "HS256":
        return w.verified(text, secret=w.SECRET, limits=limits)
    return w.verified(text, w.pem(w.RSA if alg == "PS256" else w.SIGNERS[alg]), limits=limits)


def slipped(text, part, slip):
    """`text` with a slip at some place inside a part; not where it would stay the same."""
    parts = text.split(".")
    index = PARTS.index(part)
    before = parts[index]
    least = 40 if part == "header" and len(before) > 60 else 22  # behind “alg”, which says what to try
    while parts[index] == before:
        parts[index] = slip(before, ANY.randrange(min(least, len(before) // 2), len(before) - 2))
    return ".".join(parts)


def mistyped(text, at):
    return text[:at] + ANY.choice(ALPHABET) + text[at + 1 :]


def lost(text, at):
    return text[:at] + text[at + 1 :]


def exchanged(text, at):
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def doubled(text, at):
    return text[:at] + text[at] + text[at:]


SLIPS = {
    "mistyped": (mistyped, "transport.typo"),
    "lost": (lost, "transport.char_lost"),
    "exchanged": (exchanged, "transport.typo"),
    "doubled": (doubled, "transport.typo"),
}


def assert_restored(alg, faulty, cause, text):
    verification = verified(alg, faulty)
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved) for it in verification.causes] == [(cause, True)]
    assert verification.causes[0].repaired == text
    assert verified(alg, text).status is Status.VERIFIED


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("alg", CHEAP)
def test_any_slip_in_a_signature(alg, slip):
    make, cause = SLIPS[slip]
    text = sound(alg)
    assert_restored(alg, slipped(text, "signature", make), cause, text)


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("alg", CHEAP)
def test_any_slip_in_a_payload(alg, slip):
    make, cause = SLIPS[slip]
    text = sound(alg)
    assert_restored(alg, slipped(text, "payload", make), cause, text)


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("alg", CHEAP)
def test_any_slip_in_a_header_behind_its_algorithm(alg, slip):
    make, cause = SLIPS[slip]
    text = sound(alg, typ="JWT", kid="a-key-of-some-length")
    assert_restored(alg, slipped(text, "header", make), cause, text)


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_letters_that_look_alike(alg):
    text = sound(alg)
    head, _, signature = text.rpartition(".")
    place = next(at for at in range(10, len(signature)) if signature[at] in "lIO0S5")
    wrong = {"l": "I", "I": "l", "O": "0", "0": "O", "S": "5", "5": "S"}[signature[place]]
    faulty = f"{head}.{signature[:place]}{wrong}{signature[place + 1 :]}"
    assert_restored(alg, faulty, "transport.typo", text)
    assert f"“{wrong}”" in verified(alg, faulty).causes[0].message


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_lost_end(alg):
    text = sound(alg)
    assert_restored(alg, text[:-1], "transport.truncated", text)


@pytest.mark.parametrize("alg", CHEAP)
def test_two_lost_characters_at_the_end(alg):
    text = next(it for it in iter(lambda: with_id(alg), None) if not it.endswith("AA"))  # a zero byte
    assert_restored(alg, text[:-2], "transport.truncated", text)


@pytest.mark.parametrize("alg", ["ES256", "EdDSA", "HS256"])
def test_underscores_that_were_taken_for_emphasis(alg):
    """With something between them: of two side by side Markdown makes nothing."""
    apart = re.compile(r"[^_]*_[^_]+_.*")
    text = next(it for it in iter(lambda: with_id(alg), None) if apart.fullmatch(it.rpartition(".")[2]))
    head, _, signature = text.rpartition(".")
    first = signature.index("_")
    second = signature.index("_", first + 1)
    faulty = f"{head}.{signature[:first]}{signature[first + 1 : second]}{signature[second + 1 :]}"
    ended = second == len(signature) - 1
    verification = verified(alg, faulty)
    assert verification.causes[0].id in {"transport.char_lost", *(["transport.truncated"] if ended else [])}
    assert verification.causes[0].repaired == text


def with_id(alg):
    return sound(alg, jti=str(ANY.random()))


def test_likely_slips_are_found_at_once():
    text = sound("ES256")
    for faulty in (text[:-1], slipped(text, "signature", exchanged)):
        verification = verified("ES256", faulty, DEFAULTS)
        assert verification.causes[0].proved
        assert verification.tried.count < 6000


def test_a_character_of_no_alphabet_is_where_the_slip_is():
    text = sound("ES256")
    assert_restored("ES256", text[:-20] + "ö" + text[-19:], "transport.typo", text)


@pytest.mark.parametrize("alg", CHEAP)
def test_two_slips_prove_nothing(alg):
    faulty = slipped(slipped(sound(alg), "payload", mistyped), "payload", mistyped)
    verification = verified(alg, faulty, Limits(search_seconds=0.2))
    assert [it.id for it in verification.causes if it.proved] == []


def test_the_key_that_the_header_names_is_tried_alone():
    text = sound("RS256", kid="7XK4Q2M9RT")
    strangers = [w.pem(rsa.generate_private_key(65537, 2048), f"key {number}") for number in range(2)]
    right = w.pem(w.RSA, "AuthKey_7XK4Q2M9RT.p8")
    verification = w.verified(text[:-40] + ("A" if text[-40] != "A" else "B") + text[-39:], *strangers, right,
                              limits=DEEP)  # fmt: skip
    assert [it.id for it in verification.causes] == ["transport.typo"]


@pytest.mark.parametrize("undo", [typo, char_lost, truncated])
@pytest.mark.parametrize("text", ["", "A", "AAAAA", "ö", "öö", "A" * 70_000, "\ud800"])
@pytest.mark.parametrize("proper", [None, 0, 1, 5, 86])
def test_nothing_breaks_a_guess(undo, text, proper):
    for number, guess in enumerate(undo(Written("signature", text, proper), None)):
        assert guess.value != text
        if number > 2000:
            break


def test_only_what_an_encoder_can_have_written_is_canonical():
    for size in range(1, 8):
        text = encode(bytes([255]) * size)
        assert is_canonical(text)
        assert is_canonical(text[:-1] + "B") is (size % 3 == 0)


def test_guesses_come_in_the_order_of_their_cost():
    written = Written("signature", encode(bytes(range(64)))[:-1], 86)
    for cause in on(Axis.TEXT):
        guesses = list(cause.undo(written, Evidence))
        assert [it.more for it in guesses] == sorted(it.more for it in guesses)
