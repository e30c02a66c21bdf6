"""One slip in one part: only parts that it may be in are mended, and only with the keys that are likely.

Which slips are found is in test_slips.
"""

from itertools import islice

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from webapp.inspector import keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature.by_letter import by_letter
from webapp.inspector.signature.cause import Evidence
from webapp.inspector.signature.purse import SKIPPED

from . import workshop as w

SOME = 3000  # steps, after which a search has tried each character of a part for those that look like it


def key(private, name="key.pem"):
    [row] = keys.read(w.pem(private, name))
    return row


KEYS = {alg: (key(private),) for alg, private in w.SIGNERS.items()} | {"HS256": (keys.read_secret(w.SECRET),)}
each_alg = pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA", "HS256"])


def sound(alg, **header):
    signed = w.signing_input(alg, **header)
    return w.token(signed, w.signature(alg, signed.encode()))


def steps(alg, text, given=None, most=SOME):
    evidence = Evidence(decode(Found(text)), ALGORITHMS[alg], KEYS[alg] if given is None else given)
    return list(islice(by_letter(evidence), most))


def explained(found):
    """What the last step found; all before it are prices."""
    *prices, last = found
    assert all(isinstance(it, int) and it > 0 for it in prices)
    return last if not isinstance(last, int) else None


def mistyped(text, at):
    """The character at `at` taken for one that looks like it or is beside it on a keyboard."""
    return text[:at] + text[at].swapcase() + text[at + 1 :]


def at_letter(text, least):
    """The first letter from there on."""
    return next(index for index in range(least, len(text)) if text[index].isalpha())


def slip_in(part, text):
    parts = text.split(".")
    parts[part] = mistyped(parts[part], at_letter(parts[part], len(parts[part]) // 2))
    return ".".join(parts)


@each_alg
@pytest.mark.parametrize("part", [0, 1], ids=["header", "payload"])
def test_content_is_mended_and_the_signature_left_as_it_is(alg, part):
    text = sound(alg, typ="JWT", kid="a-key-of-some-length")
    found = explained(steps(alg, slip_in(part, text)))
    header, payload, signature = text.split(".")
    assert [cause.id for cause, _ in found.assumed] == ["transport.typo"]
    assert (found.content.header, found.content.payload) == (header, payload)
    assert encode(found.signature) == signature


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_the_signature_is_mended_and_the_content_left_as_it_is(alg):
    text = sound(alg)
    found = explained(steps(alg, slip_in(2, text)))
    assert f"{found.content.header}.{found.content.payload}.{encode(found.signature)}" == text


def test_a_mac_is_computed_and_not_mended():
    assert explained(steps("HS256", slip_in(2, sound("HS256")))) is None


def test_an_rsa_signature_that_shows_its_digest_is_sound_itself():
    """Each guess is then a comparison, a small part of what a verification costs."""
    text = sound("RS256")
    opening, *rest = steps("RS256", slip_in(1, text))
    assert opening > 100
    assert max(it for it in rest if isinstance(it, int)) < 15


def test_an_rsa_signature_that_shows_nothing_has_the_slip_in_it():
    text = slip_in(1, slip_in(2, sound("RS256")))
    assert explained(steps("RS256", text)) is None


def test_the_keys_that_the_header_names_are_tried_alone():
    strangers = [key(ed25519.Ed25519PrivateKey.generate(), f"{it}.pem") for it in range(3)]
    [signer] = keys.read(w.pem(w.ED25519, "AuthKey_7XK4Q2M9RT.p8"))
    text = slip_in(1, sound("EdDSA", kid="7XK4Q2M9RT"))
    alone, among = steps("EdDSA", text, (signer,)), steps("EdDSA", text, (*strangers, signer))
    assert explained(alone) == explained(among) is not None
    assert len(alone) == len(among)
    other = slip_in(1, sound("EdDSA", kid="no key at hand"))
    assert len(steps("EdDSA", other, (*strangers, signer))) > len(steps("EdDSA", other, (signer,)))


def test_a_key_of_another_kind_is_not_tried():
    assert steps("ES256", sound("ES256"), KEYS["RS256"]) == []
    assert steps("ES256", sound("ES256"), ()) == []


def test_a_part_that_cannot_be_read_has_the_slip_in_it():
    text = sound("ES256")
    header, payload, signature = text.split(".")
    broken = f"{header}.{payload[:-9]}!{payload[-8:]}.{signature}"
    found = explained(steps("ES256", broken))
    assert (found.content.header, found.content.payload) == (header, payload)
    assert (
        found.assumed[0][1]
        == f"Character {len(payload) - 8} of the payload is “!”; it should be “{payload[-9]}”."
    )


def test_of_two_parts_that_cannot_be_read_one_slip_is_no_explanation():
    header, payload, signature = sound("ES256").split(".")
    assert explained(steps("ES256", f"{header}!.{payload}!.{signature}")) is None
    assert len(steps("ES256", f"{header}!.{payload}!.{signature}")) == 1


def test_of_a_der_signature_whose_end_is_cut_off_more_is_missing_than_a_character():
    signed = w.signing_input("ES256")
    cut = w.P256.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))[:64]
    assert steps("ES256", w.token(signed, cut)) == []


def test_a_signature_of_another_length_can_only_be_mended_itself():
    """With bytes missing no content makes it fit; three characters are as many as can be guessed."""
    header, payload, signature = sound("ES256").split(".")
    assert explained(steps("ES256", f"{header}.{payload}.{signature[:-1]}")).signature
    assert len(steps("ES256", f"{header}.{payload}.{signature[:-9]}")) == 1


def test_only_an_object_is_tried_where_a_trial_is_dear():
    """Most guesses at a payload give no JSON: they cost next to nothing."""
    prices = [it for it in steps("ES256", slip_in(1, sound("ES256"))) if isinstance(it, int)]
    cheap = [it for it in prices if it <= SKIPPED + 10]
    assert len(cheap) > len(prices) / 3


HOSTILE = {
    "deeply nested": b"[" * 60_000,
    "a number of many digits": b'{"a":' + b"9" * 9000 + b"}",
    "another encoding": '{"a":1}'.encode("utf-16"),
    "no text": bytes(range(256)),
    "nothing": b"",
}


@each_alg
@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE)
def test_no_payload_breaks_it(alg, payload):
    header = w.signing_input(alg).split(".")[0]
    signature = encode(b"\1" * 64)
    explained([*steps(alg, f"{header}.{encode(payload)}.{signature}", most=300), 1])
    explained([*steps(alg, f"{header}.{encode(payload)}!.{signature}", most=300), 1])
