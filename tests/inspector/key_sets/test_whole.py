"""A key set as a whole: its JSON, and whether its keys can be told apart."""

import pytest

from webapp.inspector.example_keys import OCT, OTHER_P256, P256, RSA_2048
from webapp.inspector.fault import Fault
from webapp.inspector.key_sets.whole import remarks

from .workshop import entries, entry

ONE, TWO, RSA = {**P256, "kid": "one"}, {**OTHER_P256, "kid": "two"}, {**RSA_2048, "kid": "rsa"}
SECRET, OTHER_SECRET = {**OCT, "kid": "hs"}, {"kty": "oct", "k": "A" * 43, "kid": "other"}


def told(*jwks, faults=(), bare=False):
    return [
        (it.id, it.severity.value, it.place, it.message) for it in remarks(entries(*jwks), faults, bare=bare)
    ]


def same(kid, count):
    """So many keys of one name; all but the first are no keys, so that they are not the same one."""
    return [
        {**P256, "kid": kid},
        *({"kty": "EC", "kid": kid, "crv": str(number)} for number in range(1, count)),
    ]


@pytest.mark.parametrize(
    "jwks",
    [
        (ONE,),
        (ONE, TWO, RSA),
        (P256, OTHER_P256),
        ({**P256, "kid": ""}, {**OTHER_P256, "kid": ""}),
        ({**P256, "kid": 1}, {**OTHER_P256, "kid": 1}),
        (ONE, {**TWO, "kid": "One"}),
        (ONE, 7, None),
    ],
    ids=["one", "three", "no kid", "empty kid", "kid no text", "kid in capitals", "no keys among them"],
)
def test_sound_as_a_whole(jwks):
    assert told(*jwks) == []


DOUBLED = "a receiver takes whichever comes first, and refuses the tokens of the other."


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (2, "keys[0] and keys[1]"),
        (3, "keys[0], keys[1] and keys[2]"),
        (5, "keys[0], keys[1], keys[2], keys[3] and keys[4]"),
        (6, "keys[0], keys[1], keys[2], keys[3] and 2 others"),
        (150, "keys[0], keys[1], keys[2], keys[3] and 146 others"),
    ],
)
def test_keys_of_the_same_name(count, places):
    assert told(*same("a", count)) == [
        ("duplicate-key-id", "error", "keys[1].kid", f"{places} have the same kid, “a”: {DOUBLED}")
    ]


def test_two_names_are_told_of_apart_and_long_ones_are_cut():
    found = told(ONE, {**TWO, "kid": "x" * 90}, {**RSA, "kid": "one"}, {"kty": "EC", "kid": "x" * 90})
    assert [(id_, place) for id_, _, place, _ in found] == [
        ("duplicate-key-id", "keys[2].kid"),
        ("duplicate-key-id", "keys[3].kid"),
    ]
    assert f"the same kid, “{'x' * 60}”: " in found[1][3]


def test_same_key_is_told_of_each_copy():
    copies = [ONE, TWO, {**ONE, "kid": "b", "use": "sig"}, {**ONE, "kid": "c"}]
    assert told(*copies) == [
        ("same-key", "notice", "keys[2]", "It is the same key as keys[0]."),
        ("same-key", "notice", "keys[3]", "It is the same key as keys[0]."),
    ]


def test_same_secret_is_not_told_of_by_its_thumbprint():
    assert [id_ for id_, *_ in told(SECRET, {**SECRET, "kid": "b"})] == ["secret-key-set"]


@pytest.mark.parametrize(
    ("jwks", "counts"),
    [
        ((ONE, SECRET), "the 2 keys (1 of them)"),
        ((SECRET, OTHER_SECRET, RSA), "the 3 keys (2 of them)"),
        ((SECRET, {**ONE, "y": "AAAA"}), "the 2 keys (1 of them)"),
        (({"kty": "oct"}, ONE), "the 2 keys (1 of them)"),
        ((SECRET, ONE, 7), "the 2 keys (1 of them)"),
    ],
    ids=["one each", "two secrets", "damaged key", "damaged secret", "no key besides"],
)
def test_secrets_among_keys(jwks, counts):
    [(id_, severity, place, message)] = told(*jwks)
    assert (id_, severity, place) == ("mixed-key-set", "error", "keys")
    assert message == (
        f"Secrets stand among {counts}. A set with a secret must be kept secret, one with public keys is "
        "there to be shared; and a receiver that takes any key of such a set can be made to use a public key "
        "as an HMAC secret. Keep them apart."
    )


@pytest.mark.parametrize(
    "jwks", [(SECRET,), (SECRET, OTHER_SECRET), (SECRET, 7)], ids=["one", "two", "no key"]
)
def test_secrets_alone(jwks):
    message = "Every key is a secret: whoever reads this set can sign and decrypt with it. "
    assert told(*jwks) == [("secret-key-set", "warning", "keys", f"{message}It must not be published.")]


def test_secret_in_no_set_is_not_published():
    assert [*remarks([entry(SECRET, alone=True)], (), bare=False)] == []


def test_empty_set():
    message = "There is no key in it, so no signature can be checked with it."
    assert told() == [("empty-set", "warning", "keys", message)]


def test_bare_list():
    message = "This is a bare list of keys; a set is an object that has the list as its member “keys”."
    assert told(ONE, bare=True) == [("bare-list", "error", "keys", message)]


def test_first_five_faults_of_the_json_are_told():
    faults = [Fault("not-json", f"fault {number}", 0, 1) for number in range(7)]
    assert [(id_, severity, place) for id_, severity, place, _ in told(ONE, faults=faults)] == [
        ("damaged-json", "error", "keys")
    ] * 5
    assert told(ONE, faults=faults)[4][3] == "As JSON it is damaged: fault 4."
