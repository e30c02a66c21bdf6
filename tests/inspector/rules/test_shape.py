"""How a token is written: what is said of each flaw, where, and what to write instead."""

import json

import pytest

from tests.inspector.cases import finding, findings, judge
from webapp.inspector.base64url import encode
from webapp.inspector.example import PAYLOAD, Example
from webapp.inspector.example_forms import disclosing, disclosure, encrypted, flattened, segment
from webapp.inspector.rule import Gate

HEAD, CLAIMS, MADE = Example().paste.split(".")
LETTERS = {"H": HEAD, "P": CLAIMS, "S": MADE, "N": segment({"alg": "none"}), "X": segment("text")}
DISCLOSED = disclosing(disclosure("given_name", "Erika")).paste
JWE = encrypted(alg="A256KW", encrypted_key=bytes(40)).paste.split(".")


def pasted(*parts):
    """A token of these parts; a letter stands for a sound one."""
    return Example(text=".".join(LETTERS.get(part, part) for part in parts))


def claims(members):
    """A payload with these members as they are written."""
    return Example(payload=f'{{"exp":1795400600,{members}}}')


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ("H~a.b", "The token is one part without a dot; a JWT is header.payload.signature."),
        ("H.P", "The token has two parts: the signature and the dot before it are missing."),
        ("N.P", "The token has two parts: the dot at its end is missing."),
        ("H.P.S.S", "The token has 4 parts; a signed token has three, an encrypted one five."),
        (
            "H.P.S.P.S",
            "The token has five parts, as an encrypted one has, but its header is that of a signed one.",
        ),
        ("X.P.S.P.S", "The token has five parts, as an encrypted one has, but its header is none."),
        ("H.P.S.P.S.S", "The token has 6 parts; a signed token has three, an encrypted one five."),
        ("H" + ".S" * 1199, "The token has 1,200 parts; a signed token has three, an encrypted one five."),
    ],
    ids=lambda it: it[:11],
)
def test_parts_are_counted(parts, message):
    example = pasted(*parts.replace("H~", f"{HEAD}~").split("."))
    found = finding(example, "segment-count", "token")
    assert (found.message, found.gate, found.span) == (message, Gate.SIGNATURE, (0, len(example.paste)))


@pytest.mark.parametrize(
    "example",
    [Example(text=DISCLOSED), flattened(), encrypted(), pasted("N", "P", ""), pasted("H", "", "S")],
    ids=["sd-jwt", "json", "jwe", "unsecured", "detached"],
)
def test_each_form_has_parts_of_its_own(example):
    assert "segment-count token" not in findings(example)


@pytest.mark.parametrize("surplus", [("a+b=",), ("c", "é"), ("S",) * 9], ids=["one", "two", "nine"])
def test_a_surplus_is_told_once_and_the_claims_are_shown(surplus):
    example = pasted("H", "P", "S", *surplus)
    assert findings(example) == {"segment-count token"}
    assert judge(example).case.token.payload.plain == PAYLOAD


@pytest.mark.parametrize(
    ("text", "message", "place", "span", "instead"),
    [
        (
            f"//{MADE[2:-1]}+",
            "The signature is not base64url: character 1 is “/” (standard base64 has / for _), "
            "and 2 more such.",
            "signature",
            (0, 1),
            f"__{MADE[2:-1]}-",
        ),
        (
            f"{MADE[:9]}!{MADE[10:]}",
            "The signature is not base64url: character 10 is “!” (U+0021).",
            "signature",
            (9, 10),
            None,
        ),
        (
            f"{MADE[:9]}é+{MADE[11:]}",
            "The signature is not base64url: character 10 is “é” (U+00E9), and 1 more such.",
            "signature",
            (9, 10),
            None,
        ),
        (
            MADE[:-1],
            "The signature is not base64url: no bytes give 85 characters of base64url: one is too many, "
            "or two or three are missing.",
            "signature",
            (84, 85),
            None,
        ),
    ],
    ids=["standard", "foreign", "both", "length"],
)
def test_not_base64url(text, message, place, span, instead):
    found = finding(pasted("H", "P", text), "not-base64url", place)
    start = len(HEAD) + len(CLAIMS) + 2
    assert (found.message, found.instead) == (message, instead)
    assert found.span == (start + span[0], start + span[1])


@pytest.mark.parametrize(("pad", "says"), [("=", "an = sign"), ("==", "2 = signs"), ("===", "3 = signs")])
def test_padding(pad, says):
    found = finding(pasted("H", "P", MADE + pad), "padded-base64url", "signature")
    assert found.message == f"The signature must not be padded: it ends in {says} of padding."
    end = len(HEAD) + len(CLAIMS) + 2 + len(MADE)
    assert (found.instead, found.span) == (MADE, (end, end + len(pad)))


@pytest.mark.parametrize(
    ("number", "place", "called"),
    [
        (0, "header", "header"),
        (1, "token.encrypted_key", "encrypted key"),
        (2, "token.iv", "IV"),
        (3, "token.ciphertext", "ciphertext"),
        (4, "token.tag", "tag"),
    ],
)
def test_each_part_of_an_encrypted_token_has_a_place_and_a_name(number, place, called):
    parts = [f"{part}=" if index == number else part for index, part in enumerate(JWE)]
    found = finding(pasted(*parts), "padded-base64url", place)
    assert found.message == f"The {called} must not be padded: it ends in an = sign of padding."


def test_in_json_they_have_the_same():
    names = ("protected", "encrypted_key", "iv", "ciphertext", "tag")
    token = dict(zip(names, JWE, strict=True), aad="AB")
    found = finding(Example(text=json.dumps(token)), "loose-bits", "token.aad")
    assert found.message == (
        "In the additional authenticated data, its last character is “B”, whose unused bits are not zero; "
        "“A” gives the same bytes."
    )
    padded = Example(text=json.dumps(token | {"iv": f"{token['iv']}="}))
    assert "padded-base64url token.iv" in findings(padded)


def test_a_disclosure_is_placed_among_the_others():
    found = finding(Example(text=f"{DISCLOSED[:-1]}=~"), "padded-base64url", "token.disclosures[0]")
    assert found.message == "The disclosure must not be padded: it ends in an = sign of padding."


def test_loose_bits_of_a_payload():
    payload = segment('{"exp": 1795400600}')
    found = finding(pasted("H", f"{payload[:-1]}R", "S"), "loose-bits", "payload")
    end = len(HEAD) + 1 + len(payload)
    assert (payload[-1], found.instead, found.span) == ("Q", payload, (end - 1, end))


@pytest.mark.parametrize(
    ("alg", "length", "told"),
    [
        ("ES256", 64, True),
        ("ES256", 65, True),
        ("ES256", 62, False),
        ("es256", 62, False),
        ("HS256", 32, True),
        ("HS256", 31, False),
        ("RS256", 256, True),
        ("RS256", 254, False),
        ("EdDSA", 64, True),
        ("EdDSA", 62, False),
        ("XX256", 62, True),
    ],
)
def test_the_last_character_of_a_signature_that_lost_its_end_is_not_blamed(alg, length, told):
    example = Example(header={"alg": alg}, signature=f"{encode(bytes(length))[:-1]}B")
    assert ("loose-bits signature" in findings(example)) is told


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (
            b'{"name":"Zo\xeb"}',
            "The payload must be UTF-8: at character 12 stands the byte EB, which is not.",
        ),
        (
            b'{"\xff":"\xfe\xfd"}',
            "The payload must be UTF-8: at character 3 stands the byte FF, which is not, and 2 more like it.",
        ),
        (
            '{"exp":1795400600}'.encode("utf-16"),
            "The payload must be UTF-8: it is written in UTF-16, two bytes a character.",
        ),
    ],
    ids=["latin-1", "several", "utf-16"],
)
def test_not_utf8(payload, message):
    assert finding(pasted("H", encode(payload), "S"), "not-utf8", "payload").message == message


@pytest.mark.parametrize("part", ["header", "payload"])
def test_byte_order_mark(part):
    found = finding(Example(**{part: '\ufeff{"alg":"ES256"}'}), "byte-order-mark", part)
    says = f"The {part} must begin with {{: it begins with a byte order mark (bytes EF BB BF)."
    assert (found.message, found.span.end - found.span.start) == (says, 4)


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        ("{", "the text ends before the closing } (line 1, column 2)"),
        ('{"a":1}\n{}', "after the end of the JSON there is “{” (line 2, column 1)"),
        ("{'a':1}", "' is not a quotation mark of JSON, which has only \" (line 1, column 2)"),
        ('{"a":None}', "None is no JSON value; JSON has null (line 1, column 6)"),
        ("   ", "it is empty (line 1, column 1)"),
        ('{"a":1\u200b}', "a comma is missing before U+200B (line 1, column 7)"),
        ('{"a":\x01}', "a value should stand where there is U+0001 (line 1, column 6)"),
        ('{"a":1\u202e}', "a comma is missing before U+202E (line 1, column 7)"),
    ],
    ids=["open", "two", "python", "none", "blank", "invisible", "control", "override"],
)
def test_not_json(payload, message):
    [found] = [it for it in judge(Example(payload=payload)).findings if it.rule.id == "not-json"]
    assert found.message == f"The payload is not JSON: {message}."


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("H", "~WyJh", "b"), False),
        (("H", "", "S", "S"), True),
        (("H", segment("{")), True),
        (("H", segment("{}")), False),
    ],
    ids=["missing", "empty", "broken", "sound"],
)
def test_a_part_that_is_missing_is_told_by_its_count_alone(parts, told):
    found = findings(pasted(*parts))
    assert "segment-count token" in found
    assert ("not-json payload" in found) is told


@pytest.mark.parametrize(
    ("value", "kind"),
    [("[]", "an array"), ('"{}"', "a text"), ("-7.0", "the number -7.0"), ("null", "null"), ("true", "true")],
)
@pytest.mark.parametrize("part", ["header", "payload"])
def test_not_an_object(part, value, kind):
    found = finding(Example(**{part: value}), "not-an-object", part)
    assert found.message == f"The {part} must be an object; it is {kind}."


@pytest.mark.parametrize(
    ("members", "place", "message"),
    [
        ('"a":1,"a":1', "payload.a", "“a” stands there twice; {}"),
        ('"a":1,"\\u0061":1', "payload.a", "“a” stands there twice; {}"),
        ('"a":1,"a":2,"a":3', "payload.a", "“a” stands there 3 times; {}"),
        ('"a":[0,{"b c":1,"b c":2}]', 'payload.a[1]["b c"]', "“b c” stands there twice; {}"),
        ('"":1,"":2', 'payload[""]', "“” stands there twice; {}"),
    ],
    ids=["same", "escaped", "thrice", "inside", "nameless"],
)
def test_duplicate_member(members, place, message):
    differ = "most parsers take the last, others the first, some refuse."
    assert finding(claims(members), "duplicate-member", place).message == message.format(differ)


def test_names_that_differ_in_case_alone_or_stand_in_two_objects_are_no_duplicates():
    assert findings(claims('"a":1,"A":1,"b":{"a":1},"c":{"a":1}')) == set()


@pytest.mark.parametrize(("depth", "drawn"), [(63, []), (64, ["too-deep"])])
def test_depth(depth, drawn):
    example = claims(f'"a":{"[" * depth}{"]" * depth}')
    assert [it.rule.id for it in judge(example).findings] == drawn


@pytest.mark.parametrize(
    ("number", "drawn"),
    [
        ("1.7976931348623157e308", []),
        ("1.7976931348623158e308", []),  # rounded to the one before
        ("1.7976931348623159e308", ["unbounded-number"]),
        ("-1.8e308", ["unbounded-number"]),
        ("9" * 308, []),
        ("9" * 309, ["unbounded-number"]),
        ("1e-400", []),
        ("1e" + "9" * 30, ["unbounded-number"]),
        ("9" * 1000, ["unbounded-number"]),
        ("9" * 1001, ["long-number"]),
        ("-0." + "9" * 999, []),
        ("-0." + "9" * 1000, ["long-number"]),
    ],
    ids=lambda it: it[:22] + f"-{len(it)}" if isinstance(it, str) else "",
)
def test_numbers_that_parsers_bear(number, drawn):
    found = [it.rule.id for it in judge(claims(f'"n":{number}')).findings]
    assert [it for it in found if it.endswith("-number")] == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("\\ud83d\\ude00", set()),
        ("\\ufffd", set()),
        ("\\ud83d", {"lone-surrogate payload.n"}),
        ("\\ude00\\ud83d", {"lone-surrogate payload.n"}),
        ("\\ud83dx\\ude00", {"lone-surrogate payload.n"}),
    ],
    ids=["pair", "replacement", "high", "swapped", "parted"],
)
def test_lone_surrogate(text, drawn):
    assert findings(claims(f'"n":"{text}"')) == drawn


@pytest.mark.parametrize("part", ["header", "payload"])
def test_messages_name_the_part(part):
    """Each of the flaws that either part may have."""
    flaws = f'"a":{"9" * 1001},"b":"\\ud800","c":{"[" * 70}'
    found = judge(Example(**{part: "{" + flaws})).findings
    said = {it.rule.id: it.message for it in found}
    assert said["long-number"] == f"The {part} holds a number of 1,001 digits; few parsers read that."
    assert said["lone-surrogate"] == (
        f"In the {part}, half of a surrogate pair stands alone in a text; receivers refuse or replace it."
    )
    assert said["too-deep"] == (
        f"The {part} was not read to its end: it is nested more than 64 levels deep, "
        "and the rest was not read."
    )
