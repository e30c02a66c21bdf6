"""Fields within fields, values made of others, sizes, and one of several that must be there."""

import pytest

from tests.inspector.cases import finding, findings, own
from webapp.inspector.example import NOW, Example


def door(payload, **header):
    return Example(payload, {"alg": "RS256", **header}, bytes(range(256)), profile="door")


def drawn(facts, payload, **header):
    return findings(door(payload, **header), own(facts))


POD = """
[payload."kubernetes.io"]
required = true
type = "object"
[payload."kubernetes.io".members]
namespace = { required = true, type = "text" }
pod = { type = "object", members = { name = { required = true, type = "text" } } }
"""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"namespace": "x"}, set()),
        ({"namespace": "x", "pod": {"name": "y"}}, set()),
        ({}, {'missing-field payload["kubernetes.io"].namespace'}),
        ({"namespace": 7}, {'mistyped-field payload["kubernetes.io"].namespace'}),
        ({"namespace": "x", "pod": {}}, {'missing-field payload["kubernetes.io"].pod.name'}),
        ({"namespace": "x", "pod": "y"}, {'mistyped-field payload["kubernetes.io"].pod'}),
        ("x", {'mistyped-field payload["kubernetes.io"]'}),
    ],
)
def test_members_are_judged_where_they_stand(value, found):
    assert drawn(POD, {"kubernetes.io": value}) == found


def test_member_is_named_with_what_it_is_in_and_has_a_span():
    example = door({"kubernetes.io": {"namespace": "x", "pod": {"name": 7}}})
    found = finding(example, "mistyped-field", 'payload["kubernetes.io"].pod.name', own(POD))
    assert found.message.startswith("kubernetes.io.pod.name is the number 7;")
    assert found.span is not None


def test_duplicated_member_counts_by_its_last():
    example = door('{"kubernetes.io":{"namespace":7,"namespace":"x"}}')
    assert findings(example, own(POD)) == {'duplicate-member payload["kubernetes.io"].namespace'}


LIST = """
[payload.access]
type = "list"
items = { type = "object", members = { name = { required = true, type = "text", pattern = '[a-z]+' } } }
"""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([], set()),
        ([{"name": "a"}, {"name": "b"}], set()),
        ([{"name": "a"}, {}], {"missing-field payload.access[1].name"}),
        ([{"name": "a"}, 7], {"mistyped-field payload.access[1]"}),
        ([{"name": "A"}], {"malformed-value payload.access[0].name"}),
    ],
)
def test_items_are_judged_one_by_one(value, found):
    assert drawn(LIST, {"access": value}) == found


STARS = """
[payload.events]
type = "object"
members = { known = { type = "text" }, "http*" = { required = true, type = "object" } }
"""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"http://a": {}, "https://b": {}, "known": "x"}, set()),
        ({"known": "x"}, {'missing-field payload.events["http*"]'}),
        ({"http://a": 7}, {'mistyped-field payload.events["http://a"]'}),
    ],
)
def test_star_stands_for_every_other_member(value, found):
    assert drawn(STARS, {"events": value}) == found


def test_star_among_claims():
    facts = '[payload."x-*"]\ntype = "text"'
    assert drawn(facts, {"x-a": "1", "x-b": 2, "y": 3}) == {"mistyped-field payload.x-b"}


EITHER = '[[either]]\nof = ["payload.sub", "payload.sid"]\n'
ONE = '[[either]]\nof = ["header.kid", "header.jwk"]\none = true\nmark = "reported"\n'


@pytest.mark.parametrize(
    ("facts", "payload", "header", "found"),
    [
        (EITHER, {"sub": "x"}, {}, set()),
        (EITHER, {"sid": "x", "sub": "y"}, {}, set()),
        (EITHER, {"x": "y"}, {}, {"missing-field payload.sub"}),
        (ONE, {}, {"kid": "x"}, set()),
        (ONE, {}, {}, {"missing-field header.kid"}),
        (ONE, {}, {"kid": "x", "jwk": {}}, {"foreign-field header.jwk"}),
        (EITHER + 'when = { place = "payload.kind", equals = "a" }', {"kind": "b"}, {}, set()),
        (
            EITHER + 'when = { place = "payload.kind", equals = "a" }',
            {"kind": "a"},
            {},
            {"missing-field payload.sub"},
        ),
    ],
)
def test_either(facts, payload, header, found):
    assert {it for it in drawn(facts, payload, **header) if "embedded-key" not in it} == found


def test_either_says_which():
    found = finding(door({}), "missing-field", "payload.sub", own(EITHER))
    assert found.message == "sub is missing. One of sub and sid must be there."


TWINS = {
    "the same": ("{payload.iss}", {"iss": "a", "x": "a"}, {"iss": "a", "x": "b"}),
    "made of two": ("{payload.iss}.{header.kid}", {"iss": "a", "x": "a.k"}, {"iss": "a", "x": "a-k"}),
    "a number": ("{payload.exp}", {"exp": NOW + 9, "x": NOW + 9}, {"exp": NOW + 9, "x": NOW + 8}),
    "anything behind": ("repo:{payload.iss}:*", {"iss": "a", "x": "repo:a:b"}, {"iss": "a", "x": "repo:b:a"}),
    "anything between": (
        "{payload.iss}*{payload.iss}",
        {"iss": "ab", "x": "ab-ab"},
        {"iss": "ab", "x": "ab"},
    ),
    "a star in a value": ("{payload.iss}", {"iss": "a*", "x": "a*"}, {"iss": "a*", "x": "ab"}),
    "one of a list": ("{payload.aud}", {"aud": ["a"], "x": "a"}, {"aud": ["a"], "x": "b"}),
    "within an object": ("s:{payload.o.n}", {"o": {"n": "a"}, "x": "s:a"}, {"o": {"n": "a"}, "x": "s:b"}),
}


@pytest.mark.parametrize(("template", "right", "wrong"), TWINS.values(), ids=TWINS)
def test_twin(template, right, wrong):
    facts = f'[payload.x]\nsame_as = "{template}"'
    assert drawn(facts, right, kid="k") == set()
    assert drawn(facts, wrong, kid="k") == {"wrong-value payload.x"}


def test_twin_of_what_is_not_there_or_is_no_text_is_not_judged():
    facts = '[payload.x]\nsame_as = "{payload.iss}"'
    assert drawn(facts, {"x": "a"}) == set()
    assert drawn(facts, {"x": "a", "iss": {}}) == set()


def test_twin_is_told_with_its_repair():
    found = finding(
        door({"iss": "a", "x": "b"}),
        "wrong-value",
        "payload.x",
        own('[payload.x]\nsame_as = "{payload.iss}"'),
    )
    assert (found.message, found.instead) == ("x is “b”; it must be “a”, the same as iss.", "a")
    facts = '[payload.x]\nsame_as = "{payload.iss}.{payload.sub}:*"'
    found = finding(door({"iss": "a", "sub": "s", "x": "b"}), "wrong-value", "payload.x", own(facts))
    assert (found.message, found.instead) == ("x is “b”; it must be “a.s:…”, made of iss and sub.", None)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        *(("ab", True), ("abc", False), ("abcd", False), ("abcde", True), ([1], True), ([1, 2, 3], False)),
        *((2, True), (3, False), (4.5, True), ({}, True), ({"a": 1, "b": 2, "c": 3}, False), (True, False)),
    ],
)
def test_size(value, found):
    assert drawn("[payload.x]\nleast = 3\nmost = 4", {"x": value}) == (
        {"malformed-value payload.x"} if found else set()
    )


def test_size_in_words():
    known = own("[payload.x]\nleast = 3\nmost = 4")
    assert finding(door({"x": "a"}), "malformed-value", "payload.x", known).message == (
        "x has 1 character; it must have at least 3 and at most 4."
    )
    assert finding(door({"x": 7}), "malformed-value", "payload.x", known).message == (
        "x is 7; it must be at least 3 and at most 4."
    )


@pytest.mark.parametrize(
    ("type_", "value", "fits"),
    [
        ("JSON text", '{"a":1}', True),
        ("JSON text", " [1]", True),
        ("JSON text", "a", False),
        ("JSON text", '{"a":', False),
        ("JSON text", {"a": 1}, False),
        ("token", "eyJhbGciOiJub25lIn0.e30.", True),
        ("token", "abc", False),
    ],
)
def test_texts_that_hold_something(type_, value, fits):
    found = drawn(f'[payload.x]\ntype = "{type_}"', {"x": value})
    assert found == (set() if fits else {"mistyped-field payload.x"})


FORMATS = {
    "uuid": ("123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000"),
    "https url": ("https://login.example.com/a?b=c", "http://login.example.com/a?b=c"),
    "origin": ("https://push.example.com", "https://push.example.com/x"),
    "sha256": ("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU="),
    "base64url": ("ab-_", "ab-_=="),
    "digits": ("0123", "x"),
    "email": ("a@example.com", "a"),
    "uri": ("urn:x:y", "x"),
    "url": ("ftp://x.example/y", "x"),
    "hex sha256": ("ab" * 32, "ab" * 31),
    "sha1": ("A" * 27, "ab" * 20),
}


@pytest.mark.parametrize("name", FORMATS)
def test_format(name):
    right, wrong = FORMATS[name]
    facts = f'[payload.x]\nformat = "{name}"'
    assert drawn(facts, {"x": right}) == set()
    assert drawn(facts, {"x": wrong}) == {"malformed-value payload.x"}


def test_format_repairs_what_it_can():
    def instead(name, value):
        return finding(
            door({"x": value}), "malformed-value", "payload.x", own(f'[payload.x]\nformat = "{name}"')
        ).instead

    assert instead("uuid", FORMATS["uuid"][1]) == FORMATS["uuid"][0]
    assert instead("sha256", FORMATS["sha256"][1]) == FORMATS["sha256"][0]
    assert instead("origin", "push.example.com") == "https://push.example.com"


MS = '[payload.at]\ntype = "date"\nunit = "milliseconds"\nmeans = "exp"'


@pytest.mark.parametrize(
    ("facts", "value", "found"),
    [
        ('[payload.at]\ntype = "date"', str(NOW), {"text-date payload.at"}),
        ('[payload.at]\ntype = "date"', NOW * 1000, {"millisecond-date payload.at"}),
        ('[payload.at]\ntype = "date"', 3600, {"misread-date payload.at"}),
        ('[payload.at]\ntype = "date"', NOW + 0.5, {"fractional-date payload.at"}),
        ('[payload.at]\ntype = ["date", "text"]', "x", set()),
        ('[payload.at]\ntype = "date"\nmeans = "exp"', NOW - 1, {"expired payload.at"}),
        ('[payload.at]\ntype = "date"\nmeans = "nbf"', NOW + 9, {"not-yet-valid payload.at"}),
        ('[payload.at]\ntype = "date"\nmeans = "iat"', NOW + 90, {"future-issue payload.at"}),
        ('[payload.at]\ntype = "integer"', NOW * 1000, set()),
        (MS, (NOW + 9) * 1000, set()),
        (MS, NOW * 1000 + 999, {"expired payload.at"}),
        (MS, NOW + 9, {"misread-date payload.at"}),
        (MS, str((NOW + 9) * 1000), {"text-date payload.at"}),
        (MS, (NOW + 9) * 1000 + 0.5, set()),
        (MS, -62135769600000, {"expired payload.at"}),
        ('[payload.o]\nmembers = { at = { type = "date" } }', None, {"text-date payload.o.at"}),
    ],
)
def test_date_by_any_name(facts, value, found):
    payload = {"o": {"at": "soon"}} if value is None else {"at": value}
    assert drawn(facts, payload) == found


def test_date_in_milliseconds_is_repaired_in_milliseconds():
    found = finding(door({"at": NOW + 9}), "misread-date", "payload.at", own(MS))
    assert found.instead == (NOW + 9) * 1000
    assert "in seconds" in found.message


def test_date_in_the_header():
    facts = '[header.exp]\ntype = "date"\nmeans = "exp"'
    assert drawn(facts, {}, exp=NOW - 9) == {"expired header.exp"}


LIFE = '[[lifetime]]\nmin = 60\nmax = 120\nfrom = "nbf"'


@pytest.mark.parametrize(
    ("life", "found"),
    [(59, {"near-expiry payload.exp"}), (60, set()), (120, set()), (121, {"far-expiry payload.exp"})],
)
def test_lifetime_from_another_date(life, found):
    assert drawn(LIFE, {"nbf": NOW - 9, "exp": NOW - 9 + life}) == found


def test_media_types_are_compared_without_case_and_application():
    facts = '[header.typ]\nequals = "at+jwt"'
    assert drawn(facts, {}, typ="application/AT+JWT") == set()
    assert drawn(facts, {}, typ="jwt") >= {"wrong-value header.typ"}


def test_only_so_many_members_are_judged():
    many = {f"x{i}": 7 for i in range(20_000)}
    found = drawn('[payload.o]\nmembers = { "x*" = { type = "text" } }', {"o": many})
    assert len([it for it in found if it.startswith("mistyped-field")]) == 100
