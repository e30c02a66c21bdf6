"""Halves of one key are told among the keys given together."""

from webapp.inspector.keys import pairs, read_secret

from .samples import key, text, unusable

PRIVATE = key(text("p256.p8"), "AuthKey_7XK4Q2M9RT.p8")
PUBLIC = key(text("p256.public.pem"), "public.pem")
CERTIFICATE = key(text("p256.crt"), "server.crt")
COMPRESSED = key(text("p256-compressed.public.pem"), "compressed.pem")
OTHER = key(text("p384.pem"), "other.p8")
OTHER_PUBLIC = key(text("ed25519.public.pem"), "ed25519.pem")
NAMELESS, NAMELESS_PUBLIC = key(text("p224.pem"), "p224.pem"), None


def test_two_halves_are_said_to_be_one_key():
    [pair] = pairs([PRIVATE, PUBLIC])
    assert (pair.private, pair.publics) == ("AuthKey_7XK4Q2M9RT.p8", ("public.pem",))
    assert pair.message == "“AuthKey_7XK4Q2M9RT.p8” and “public.pem” are the two halves of one key."


def test_strangers_are_said_to_be_two_keys():
    [pair] = pairs([OTHER, PUBLIC])
    assert pair.publics == ()
    assert "are not halves of one key" in pair.message


def test_none_of_several_is_said_so():
    [pair] = pairs([OTHER, PUBLIC, COMPRESSED, OTHER_PUBLIC])
    assert pair.message == "None of the 2 EC public keys given is the public half of “other.p8”."


def test_certificate_and_other_forms_count():
    [pair] = pairs([COMPRESSED, CERTIFICATE, PRIVATE])
    assert pair.publics == ("compressed.pem", "server.crt")


def test_every_private_key_has_its_line():
    assert [(pair.private, bool(pair.publics)) for pair in pairs([PRIVATE, OTHER, PUBLIC])] == [
        ("AuthKey_7XK4Q2M9RT.p8", True),
        ("other.p8", False),
    ]


def test_keys_without_a_name_in_jose_are_told_by_their_pem():
    again = key(NAMELESS.public_pem, "p224.public.pem")
    [pair] = pairs([NAMELESS, again])
    assert pair.publics == ("p224.public.pem",)


def test_nothing_to_pair_says_nothing():
    for given in (
        [],
        [PRIVATE],
        [PUBLIC, CERTIFICATE],
        [PRIVATE, OTHER],
        [PRIVATE, unusable("x")],
        [PRIVATE, OTHER_PUBLIC],
    ):
        assert pairs(given) == []
    assert pairs([PRIVATE, read_secret("s")]) == []


def test_long_lists_are_cut_short():
    [pair] = pairs([PRIVATE, *[PUBLIC] * 200])
    assert len(pair.message) < 200
    assert "197 more" in pair.message
