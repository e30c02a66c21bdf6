"""Lists of pages: addresses that any name fits into, counts, and days as one writes them."""

from datetime import date
from urllib.parse import unquote

import pytest

from webapp.inspector import registry
from webapp.inspector.reference.index import Group, Index, Row, address, day, listed

NAMES = {
    "exp": "exp",
    "x5t#S256": "x5t%23S256",
    "https://a.example/b?c=d&e": "https%3A%2F%2Fa.example%2Fb%3Fc%3Dd%26e",
    "a/b//c": "a%2Fb%2F%2Fc",
    "50 % off": "50%20%25%20off",
    "ECDH-ES+A128KW": "ECDH-ES%2BA128KW",
    "naïve": "na%C3%AFve",
    "\U0001f600": "%F0%9F%98%80",
    '"><script>': "%22%3E%3Cscript%3E",
    "line\nbreak": "line%0Abreak",
}


@pytest.mark.parametrize(("name", "written"), NAMES.items(), ids=[*map(ascii, NAMES)])
def test_name_is_one_step_of_an_address_and_can_be_read_from_it(name, written):
    assert address("claims", name) == f"/claims/{written}"
    assert unquote(written) == name


def test_half_a_character_costs_itself_alone():
    assert address("claims", "a\ud800b") == "/claims/a%3Fb"


@pytest.mark.parametrize(
    ("given", "written"),
    [(date(2026, 7, 20), "20 July 2026"), (date(2026, 12, 1), "1 December 2026")],
    ids=str,
)
def test_day_is_written_as_people_do(given, written):
    assert day(given) == written


@pytest.mark.parametrize("sizes", [(), (0,), (3,), (2, 0, 5)], ids=str)
def test_count_is_that_of_all_groups(sizes):
    rows = (Row("exp", "Expiry", "/claims/exp"),)
    groups = tuple(Group(str(size), "Title", "", rows * size) for size in sizes)
    assert Index("claims", "Claims", "", "", groups).count == sum(sizes)


def test_registry_is_named_with_its_day():
    source = listed(registry.CLAIMS)
    assert (source.title, source.date) == ("JSON Web Token Claims", registry.CLAIMS.date)
    assert source.url.startswith("https://www.iana.org/")
