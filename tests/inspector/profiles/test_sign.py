"""What is seen of a token, and whether a sign is among it."""

import re

import pytest

from tests.inspector.cases import judge, own
from webapp.inspector import paste
from webapp.inspector.decode import decode
from webapp.inspector.example import Example
from webapp.inspector.json_tree import Number, read
from webapp.inspector.place import HEADER, PAYLOAD, REQUEST, Place
from webapp.inspector.profiles.sign import (
    ABSENT,
    LONGEST,
    Sign,
    Type,
    evidence,
    items,
    matches,
    media_type,
    same,
    size,
    within,
    without_query,
)
from webapp.inspector.profiles.template import Template
from webapp.inspector.request import Parameter, Request, Where

A = PAYLOAD / "a"
PAYLOAD_TEXT = '{"a": {"b": [1, {"c": null}], "b.c": true, "0": "zero", "x": 1, "x": 2}, "e": [], "é": ""}'
SENT = Request(url="https://door.example/a?b#c", parameters=(Parameter("code", "123", Where.BODY),))


def value(written):
    return read(written).node.value


def seen(payload, header='{"alg": "ES256"}', request=None):
    return evidence(decode(paste.read(Example(payload, header).paste).tokens[0]), request)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (A / "b" / 0, Number("1")),
        (A / "b" / 1 / "c", None),
        (A / "b" / 2, ABSENT),
        (A / "b" / "c", ABSENT),
        (A / "b.c", True),
        (A / 0, ABSENT),
        (A / "0", "zero"),
        (A / "0" / 0, ABSENT),
        (A / "x", Number("2")),
        (PAYLOAD / "é", ""),
        (PAYLOAD / "nowhere" / "b", ABSENT),
        (HEADER / "alg", "ES256"),
        (REQUEST / "code", "123"),
        (REQUEST / "state", ABSENT),
        (REQUEST, "https://door.example/a"),
        (Place("token"), "jws"),
        (Place("label"), ABSENT),
        (Place("signature"), ABSENT),
        (Place("signature", ("x",)), ABSENT),
    ],
    ids=lambda it: "absent" if it is ABSENT else str(it),
)
def test_evidence(place, found):
    assert seen(PAYLOAD_TEXT, request=SENT).at(place) == found


def test_evidence_of_a_whole_part_and_of_a_label():
    token = decode(paste.read(f"client_assertion={Example().paste}&x=1").tokens[0])
    assert [it.name for it in evidence(token, None).at(PAYLOAD).members] == [
        "iss",
        "sub",
        "aud",
        "iat",
        "exp",
    ]
    assert evidence(token, None).at(Place("label")) == "client_assertion"
    assert evidence(token, None).at(REQUEST) is ABSENT


TYPES = {
    '"a"': {Type.TEXT},
    '""': {Type.TEXT},
    '" {} "': {Type.TEXT, Type.JSON},
    '"[1]"': {Type.TEXT, Type.JSON},
    '"{"': {Type.TEXT},
    '"12"': {Type.TEXT},
    '"eyJhbGciOiJub25lIn0.e30."': {Type.TEXT, Type.TOKEN},
    '"eyJhbGciOiJub25lIn0.e30"': {Type.TEXT},
    '"xeyJhbGciOiJub25lIn0.e30."': {Type.TEXT},
    "1": {Type.DATE, Type.NUMBER, Type.INTEGER},
    "1.0": {Type.DATE, Type.NUMBER, Type.INTEGER},
    "1.5": {Type.DATE, Type.NUMBER},
    "1e400": {Type.DATE, Type.NUMBER},
    "true": {Type.BOOLEAN},
    "null": set(),
    "{}": {Type.OBJECT},
    "[]": {Type.LIST, Type.TEXTS},
    '["a"]': {Type.LIST, Type.TEXTS},
    '["a", 1]': {Type.LIST},
}


@pytest.mark.parametrize(("written", "types"), TYPES.items(), ids=TYPES)
def test_type(written, types):
    assert {it for it in Type if it.fits(value(written))} == types


BIG = "1" + "0" * 30
SIGNS = {  # a sign, what shows it, and what does not
    "there": (Sign(A), ["null", '""', "[]"], []),
    "equals": (Sign(A, equals="b"), ['"b"', '["a", "b"]'], ['"B"', '"b "', "{}", "[]", '[["b"]]', "null"]),
    "equals one": (Sign(A, equals=1), ["1", "1.0", "1e0", "[0, 1]"], ["true", '"1"', "1.5"]),
    "equals a fraction": (Sign(A, equals=1.1), ["1.1", "1.10", "11e-1"], ["1.11", '"1.1"', "1", "1e400"]),
    "equals zero": (Sign(A, equals=0), ["0", "-0.0"], ["false", "null", '""']),
    "equals true": (Sign(A, equals=True), ["true"], ["1", '"true"', "false"]),
    "equals a large one": (Sign(A, equals=10**30), [BIG], [BIG[:-1] + "1", "1e400"]),
    "one of": (Sign(A, one_of=("b", 2)), ['"b"', "2", '["c", 2]'], ['"2"', '"B"', "3"]),
    "pattern": (Sign(A, pattern=re.compile("[a-z]{2}")), ['"ab"', '[1, "ab"]'], ['"abc"', '"ab\\n"', "12"]),
    "pattern and value": (Sign(A, pattern=re.compile("a.*"), equals="ab"), ['"ab"'], ['"ac"', '"b"']),
    "each": (Sign(A, each=re.compile("[a-z]+")), ['["a", "b"]'], ['["a", "B"]', '["a", 1]', "[]", '"a"']),
    "names": (Sign(A, names=re.compile("[a-z]+")), ['{"B": 1, "a": 1}'], ['{"B": 1}', "{}", '["a"]', '"a"']),
    "only": (
        Sign(A, only=frozenset({"b", "c"})),
        ['{"b": 1}', '{"c": 1, "b": 1}'],
        ['{"b": 1, "d": 1}', "{}", '["b"]', '"b"'],
    ),
    "type": (Sign(A, type=Type.LIST), ["[]"], ['"[]"', "{}"]),
    "least": (Sign(A, least=2), ['"ab"', "[1, 2]", '{"b": 1, "c": 2}', "2", "2.5"], ['"a"', "1.5", "true"]),
    "most": (Sign(A, most=2), ['"ab"', '""', "[1, 2]", "2", "-3"], ['"abc"', "2.5", "null", "1e400"]),
    "both bounds": (Sign(A, least=1, most=1), ['"a"', "[0]", "1"], ['""', "[0, 0]", "0", "2"]),
    "same as": (
        Sign(A, same_as=Template("{header.alg}", (HEADER / "alg",))),
        ['"ES256"', '["x", "ES256"]'],
        ['"es256"', '"ES256 "', "256"],
    ),
    "absent": (Sign(A, absent=True), [], ["null", "1"]),
}


@pytest.mark.parametrize(("sign", "shown", "others"), SIGNS.values(), ids=SIGNS)
def test_sign(sign, shown, others):
    assert [it for it in (*shown, *others) if sign.holds(seen(f'{{"a": {it}}}'))] == shown
    assert sign.holds(seen('{"b": 1}')) == sign.absent


def test_absence_is_known_only_of_what_can_be_read():
    absent = Sign(A, absent=True)
    assert absent.holds(seen('{"b": 1}'))
    assert not absent.holds(seen("no JSON"))
    assert not Sign(REQUEST / "code", absent=True).holds(seen('{"b": 1}'))


@pytest.mark.parametrize("written", ["JWT", "jwt", "application/jwt", "APPLICATION/JWT"])
def test_media_type_in_any_spelling(written):
    sign = Sign(HEADER / "typ", one_of=("at+jwt", "JWT"))
    assert sign.holds(seen("{}", f'{{"typ": "{written}"}}'))
    assert not sign.holds(seen("{}", f'{{"typ": "x-{written}"}}'))
    assert Sign(HEADER / "alg", equals=written).holds(seen("{}", f'{{"alg": "{written.lower()}"}}')) == (
        written == written.lower()
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Application/JWT", "jwt"), ("at+JWT", "at+jwt"), ("text/application/jwt", "text/application/jwt")],
)
def test_media_type(text, bare):
    assert media_type(text) == bare


@pytest.mark.parametrize("url", ["https://a.example/b", "https://a.example/b?c=d#e", "https://a.example/b#?"])
def test_url_without_query(url):
    assert without_query(url) == "https://a.example/b"


def test_a_long_value_is_looked_at_as_far_as_its_beginning():
    assert matches(re.compile("a+"), "a" * LONGEST + "b")
    assert not matches(re.compile("a+"), "a" * (LONGEST - 1) + "b")
    assert len(items(value(f"[{'1,' * LONGEST}2]"))) == LONGEST


@pytest.mark.parametrize("written", ["null", "true", "1e400"])
def test_what_has_no_size_is_within_no_bound(written):
    assert size(value(written)) is None
    assert within(value(written), None, None)
    assert not within(value(written), 0, None)


@pytest.mark.parametrize("wanted", ["1", True, 1.5])
def test_same_tells_types_apart(wanted):
    assert not same(Number("1"), wanted)
    assert not same(None, wanted)


VERSIONED = own("""
recognise = { door = true }
[payload.version]
equals = 1.1
[payload.height]
least = 2
""")


@pytest.mark.parametrize(
    ("payload", "drawn"),
    [
        ('"version": 1.1', []),
        ('"version": 1.10', []),
        ('"version": 1.2', ["version is 1.2. It must be 1.1."]),
        ('"height": 2.0', []),
        ('"height": 1.5', ["height is 1.5; it must be at least 2."]),
        ('"height": 1e0', ["height is 1e0; it must be at least 2."]),
    ],
)
def test_fractions_in_a_token(payload, drawn):
    found = judge(Example('{"door": true, ' + payload + "}"), VERSIONED).findings
    assert [it.message for it in found if it.rule.id in {"wrong-value", "malformed-value"}] == drawn
