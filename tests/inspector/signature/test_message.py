"""What may have been signed: the content as it was sent first, then ever odder things."""

from itertools import islice, pairwise, takewhile

import pytest

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature.cause import Content, Evidence
from webapp.inspector.signature.message import messages, unhashed

from . import workshop as w

ES256, RS512 = ALGORITHMS["ES256"], ALGORITHMS["RS512"]
SIGNED = w.signing_input("ES256")
HEADER, PAYLOAD = SIGNED.split(".")


def evidence(signed=SIGNED):
    return Evidence(decode(Found(w.token(signed, bytes(64)))), ES256, ())


def assumed(variant):
    return [cause.id for cause, _ in variant.assumed]


def first_with(*causes):
    """The first message that assumes just these."""
    return next(it.value for it in messages(evidence()) if assumed(it) == list(causes))


def test_first_comes_what_was_sent_then_with_other_hashes():
    sent, *others = takewhile(lambda it: it.cost <= 8, messages(evidence()))
    assert (sent.assumed, sent.cost, sent.value.hash) == ((), 0, "")
    assert sent.value.bytes == SIGNED.encode()
    assert sent.value.is_plain
    hashes = [it.value.hash for it in others if assumed(it) == ["digest.wrong_hash"]]
    assert hashes[:3] == ["sha1", "sha384", "sha512"]


def test_they_come_with_rising_costs():
    costs = [it.cost for it in islice(messages(evidence()), 3000)]
    assert all(one <= other for one, other in pairwise(costs))
    assert len(costs) == 3000


OTHERS = {
    "msg.newline": f"{SIGNED}\n".encode(),
    "msg.no_dot": f"{HEADER}{PAYLOAD}".encode(),
    "msg.payload_only": PAYLOAD.encode(),
    "digest.double_raw": w.sha256(SIGNED.encode()).digest(),
    "digest.double_hex": w.sha256(SIGNED.encode()).hexdigest().encode(),
}


@pytest.mark.parametrize("cause", OTHERS)
def test_what_was_taken_of_the_content_and_how_it_was_prepared(cause):
    message = first_with(cause)
    assert message.bytes == OTHERS[cause]
    assert message.content == Content(HEADER, PAYLOAD)
    assert not message.is_plain


def test_what_was_taken_is_then_prepared_and_hashed():
    message = first_with("digest.wrong_hash", "digest.double_raw", "msg.newline")
    assert message.bytes == w.sha256(f"{SIGNED}\n".encode()).digest()
    assert message.hash == "sha1"


def test_plain_is_only_what_the_algorithm_itself_hashes():
    sent = next(unhashed(evidence())).value
    assert sent.is_plain
    assert not sent._replace(hash="sha256").is_plain
    assert sent._replace(content=Content("other", "content")).is_plain


def test_before_they_are_hashed_no_hash_is_assumed():
    found = list(islice(unhashed(evidence()), 500))
    assert not any(it.value.hash or "digest.wrong_hash" in assumed(it) for it in found)


@pytest.mark.parametrize(
    "signed", [f"{SIGNED}==", f"{HEADER}=.{PAYLOAD}", f"{HEADER}+.{PAYLOAD}", f"{SIGNED}é"]
)
def test_what_is_badly_encoded_was_not_signed_as_it_is_sent(signed):
    assert all(it.assumed for it in islice(unhashed(evidence(signed)), 200))


def test_the_header_names_the_algorithm_that_signed_unless_it_was_another():
    sent = next(unhashed(evidence())).value
    edited = sent._replace(content=sent.content._replace(algorithm=RS512))
    assert sent.hashed_by(ES256) is ES256
    assert edited.hashed_by(ES256) is RS512
    for message, name in ((sent, "ES256"), (edited, "RS512")):
        used = message._replace(hash="sha1").hashed_by(ES256)
        assert (used.name, used.hash) == (name, "sha1")
