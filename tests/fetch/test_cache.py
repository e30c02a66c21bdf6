"""Documents kept for as long as their servers let them be."""

from webapp.fetch.cache import DOCUMENTS, LONGEST_LIFETIME, Cache
from webapp.fetch.client import Document


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def document(lifetime, address="https://a/keys"):
    return Document(address, b"{}", {}, lifetime)


def test_document_is_kept_for_its_lifetime_and_no_longer():
    clock = Clock()
    cache = Cache(clock)
    cache.keep("https://a/keys", document(60))
    clock.now += 59
    assert cache.find("https://a/keys") == document(60)
    clock.now += 1
    assert cache.find("https://a/keys") is None


def test_document_without_a_lifetime_is_not_kept():
    cache = Cache(Clock())
    cache.keep("https://a/keys", document(0))
    assert cache.find("https://a/keys") is None


def test_no_document_is_kept_longer_than_a_day():
    clock = Clock()
    cache = Cache(clock)
    cache.keep("https://a/keys", document(10**9))
    clock.now += LONGEST_LIFETIME
    assert cache.find("https://a/keys") is None


def test_least_used_document_is_given_up_first():
    cache = Cache(Clock())
    for number in range(DOCUMENTS):
        cache.keep(f"https://a/{number}", document(60))
    assert cache.find("https://a/0")
    cache.keep("https://a/new", document(60))
    assert cache.find("https://a/0")
    assert cache.find("https://a/1") is None
    assert cache.find("https://a/new")
