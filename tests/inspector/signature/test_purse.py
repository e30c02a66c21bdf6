"""Searches take turns, and none does what the purse cannot pay."""

from itertools import count, repeat

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature.cause import Evidence
from webapp.inspector.signature.message import unhashed
from webapp.inspector.signature.purse import SKIPPED, Going, Purse, in_turns, of_message

from . import workshop as w


def finding(what, after):
    yield from repeat(10, after)
    yield what


def test_a_search_that_never_ends_starves_no_other():
    searches = [Going(repeat(10)), Going(finding("found", after=5000))]
    assert in_turns(searches, Purse(1_000_000)) == "found"


def test_what_cannot_be_paid_is_not_done():
    done = []

    def steps():
        for number in count():
            yield 100
            done.append(number)

    purse = Purse(1050)
    assert in_turns([Going(steps())], purse) is None
    assert (len(done), purse.tried) == (10, 10)


def test_what_is_skipped_is_not_counted_as_tried():
    purse = Purse(1000)
    assert in_turns([Going(iter((SKIPPED, 100, SKIPPED, 100)))], purse) is None
    assert purse.tried == 2


def test_a_search_that_waits_has_small_turns_that_grow_fast():
    turns = []

    def noting(name):
        while True:
            turns.append(name)
            yield 1000

    in_turns([Going(noting("main")), Going(noting("slips"), turn=250, growth=5)], Purse(100_000))
    assert turns[:12] == [*["main"] * 10, "slips", "main"]
    assert turns.count("main") > turns.count("slips")


def test_long_contents_and_those_written_anew_cost_more():
    token = decode(Found(w.token(w.signing_input("ES256"), "x")))
    plain = next(unhashed(Evidence(token, ALGORITHMS["ES256"], ()))).value
    anew = plain._replace(content=plain.content._replace(written=10_000))
    long = plain._replace(content=plain.content._replace(payload="p" * 100_000))
    hashed = plain._replace(hash="sha1")  # whose content has come and was paid for
    assert of_message(hashed) < of_message(plain) < of_message(long) < of_message(anew)
