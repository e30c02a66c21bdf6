"""The header parameters: what a name means that cannot stand there, and what is silent though odd."""

import pytest

from tests.inspector.cases import finding, findings, judge, own
from webapp.inspector.example import Example
from webapp.inspector.example import header as with_header
from webapp.inspector.example_forms import encrypted

AUTHENTIC = "nothing protects this token, and anyone could have written it."
NO_JOSE, NO_JWE = "which is no algorithm of JOSE.", "which is no algorithm of JWE."
FOR_JWE = "which is for encrypted tokens (JWE) and does not sign."
NO_TOKEN = "which is for keys of the Web Cryptography API and for no token."


def message(example, rule, place):
    return finding(example, rule, place).message


def alg(name):
    return Example(header={"alg": name, "typ": "JWT"})


@pytest.mark.parametrize("name", ["none", "None", "nOnE", " none", "none\n"])
def test_no_algorithm(name):
    shown = name.replace("\n", "‹U+000A›")
    assert message(alg(name), "no-algorithm", "header.alg") == f"alg is “{shown}”: {AUTHENTIC}"
    assert "unknown-algorithm header.alg" not in findings(alg(name))


def test_a_blank_megabyte_around_none_is_not_repeated():
    assert len(message(alg("none" + " " * 300_000), "no-algorithm", "header.alg")) < 200


@pytest.mark.parametrize("name", ["nonee", "non", "", 0, None, False, ["none"]])
def test_what_is_not_none(name):
    assert "no-algorithm header.alg" not in findings(alg(name))


@pytest.mark.parametrize(
    ("name", "says", "instead"),
    [
        ("es256", f"{NO_JOSE} ES256 is written exactly so.", "ES256"),
        ("SHA256withRSA", f"{NO_JOSE} RS256 is written exactly so.", "RS256"),
        ("rsa-sha512", f"{NO_JOSE} RS512 is written exactly so.", "RS512"),
        ("espresso", NO_JOSE, None),
        ("ESPRESSO", NO_JOSE, None),
        ("A" * 101, NO_JOSE, None),
        ("dir", FOR_JWE, None),
        ("RSA-OAEP-384", FOR_JWE, None),
        ("ECDH-ES+A256KW", FOR_JWE, None),
        ("PBES2-HS256+A128KW", FOR_JWE, None),
        ("A256GCM", "which encrypts the content of a JWE and stands in enc.", None),
        ("RS1", NO_TOKEN, None),
        ("A128CTR", NO_TOKEN, None),
        ("HS256 ", "with a blank at its end. HS256 is written exactly so.", "HS256"),
        ('"RS256"', "with quotation marks around it. RS256 is written exactly so.", "RS256"),
        (
            "ES256\u200b",
            "with a zero-width space (U+200B). ES256 is written exactly so.",
            "ES256",
        ),
        (
            "\u0415S256",
            "with cyrillic capital letter ie (U+0415) for E. ES256 is written exactly so.",
            "ES256",
        ),
    ],
    ids=lambda it: str(it)[:20].encode("unicode_escape").decode(),
)
def test_unknown_algorithm(name, says, instead):
    found = finding(alg(name), "unknown-algorithm", "header.alg")
    shown = name[:100].replace("\u200b", "‹U+200B›") + ("…" if len(name) > 100 else "")
    assert (found.message, found.instead) == (f"alg is “{shown}”, {says}", instead)


@pytest.mark.parametrize(
    ("name", "says", "instead"),
    [
        ("ESP384", "Registered for COSE only (RFC 9864); a JWT says ES384.", "ES384"),
        ("ESB256", "Registered for COSE only (RFC 9864), for a Brainpool curve.", None),
    ],
)
def test_what_is_registered_elsewhere(name, says, instead):
    found = finding(alg(name), "unknown-algorithm", "header.alg")
    assert (found.message, found.instead) == (f"alg is “{name}”. {says}", instead)


@pytest.mark.parametrize(
    ("name", "says", "instead"),
    [
        ("HS256", "which signs and does not encrypt.", None),
        ("A256GCM", "which encrypts the content of a JWE and stands in enc.", None),
        ("RSA_OAEP", f"{NO_JWE} RSA-OAEP is written exactly so.", "RSA-OAEP"),
        ("dir\t", "with a blank at its end. dir is written exactly so.", "dir"),
        ("es257", NO_JWE, None),
    ],
)
def test_unknown_algorithm_of_an_encrypted_token(name, says, instead):
    found = finding(encrypted(alg=name), "unknown-algorithm", "header.alg")
    assert (found.message, found.instead) == (f"alg is “{name}”, {says}".replace("\t”", "‹U+0009›”"), instead)


@pytest.mark.parametrize(
    ("name", "demand", "told"),
    [
        ("rs256", 'equals = "ES256"', {"wrong-value"}),
        ("espresso", 'equals = "ES256"', {"wrong-value"}),
        ("es256", 'equals = "ES256"', {"unknown-algorithm"}),
        ("rs256", 'one_of = ["ES256", "RS256"]', {"unknown-algorithm"}),
        ("rs256", 'equals = "ES256", mark = "reported"', {"wrong-value", "unknown-algorithm"}),
        ("rs256", "required = true", {"unknown-algorithm"}),
    ],
)
def test_what_the_receiver_demands_is_told_by_one_rule(name, demand, told):
    example = Example({}, {"alg": name}, bytes(64) if name != "rs256" else bytes(256), profile="door")
    found = {it.rule.id for it in judge(example, own(f"[header]\nalg = {{ {demand} }}")).findings}
    assert found & {"wrong-value", "unknown-algorithm"} == told


@pytest.mark.parametrize(
    ("length", "instead"),
    [(64, "Ed25519"), (114, "Ed448"), (0, "Ed25519")],
)
def test_unspecified_curve(length, instead):
    found = finding(
        Example(header={"alg": "EdDSA"}, signature=bytes(length)), "unspecified-curve", "header.alg"
    )
    assert found.message == f"alg is “EdDSA”; once your receivers know it, write “{instead}”."
    assert (found.instead, found.severity) == (instead, "notice")


def test_no_curve_is_asked_of_an_algorithm_that_does_not_encrypt():
    assert "unspecified-curve header.alg" not in findings(encrypted(alg="EdDSA"))


WHAT = "it must be a list of names with at least one in it."


@pytest.mark.parametrize(
    ("members", "message", "instead", "remove"),
    [
        ({"crit": []}, f"crit is an empty list; {WHAT}", None, True),
        ({"crit": None}, f"crit is null; {WHAT}", None, True),
        ({"crit": {}}, f"crit is an object; {WHAT}", None, True),
        ({"crit": "exp", "exp": 1}, f"crit is a text; {WHAT}", None, True),
        ({"crit": "b64", "b64": True}, f"crit is a text; {WHAT}", ["b64"], False),
        (
            {"crit": ["b64", 7], "b64": True},
            "crit holds the number 7; it may hold nothing but names of header parameters.",
            None,
            False,
        ),
        (
            {"crit": ["zip"], "zip": "DEF"},
            "crit names “zip”, which every receiver knows; it may list only extensions.",
            None,
            False,
        ),
        ({"crit": ["b64"]}, "crit names “b64”, which the header does not have.", None, False),
        ({"crit": ["x" * 99]}, f"crit names “{'x' * 60}”, which the header does not have.", None, False),
        (
            {"crit": ["b64", "exp", "exp"], "b64": True, "exp": 1},
            "crit demands that the receiver understand “exp”; one that does not must refuse.",
            None,
            False,
        ),
        ({"crit": ["b64"] * 3, "b64": True}, "crit names “b64” more than once.", ["b64"], False),
    ],
    ids=lambda it: str(it)[:24] if isinstance(it, dict) else "",
)
def test_unknown_critical(members, message, instead, remove):
    example = Example(header={"alg": "ES256", **members})
    found = finding(example, "unknown-critical", "header.crit")
    assert (found.message, found.instead, found.remove) == (message, instead, remove)
    assert not {it for it in findings(example) if it.startswith("mistyped")}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("jwk", {"kty": "EC"}, "jwk carries the key itself; that the signature fits it proves nothing."),
        ("x5c", "MIIB", "x5c carries the key itself; that the signature fits it proves nothing."),
        ("jku", "x", "jku says where the key is; a receiver may fetch only from where it knows."),
        ("x5u", "x", "x5u says where the key is; a receiver may fetch only from where it knows."),
    ],
)
def test_embedded_key(name, value, says):
    assert message(with_header(**{name: value}), "embedded-key", f"header.{name}") == says


@pytest.mark.parametrize("name", ["jwk", "jku", "x5c", "x5u"])
@pytest.mark.parametrize("value", ["null", '""', '" "', "[]", "{}", "7", "true"])
def test_where_nothing_is_there_is_no_key(name, value):
    example = Example(header=f'{{"alg":"ES256","{name}":{value}}}')
    assert f"embedded-key header.{name}" not in findings(example)


def test_a_key_that_the_receiver_asks_for_is_none_of_its_faults():
    example = Example({}, {"alg": "ES256", "jku": "https://doors.example/keys"}, profile="door")
    for asked, drawn in (("required = true", set()), ("required = false", {"embedded-key header.jku"})):
        assert findings(example, own(f"[header]\njku = {{ {asked} }}")) == drawn


def test_the_key_that_was_encrypted_to_is_named_by_any_of_them():
    assert "embedded-key header.jku" not in findings(encrypted(jku="https://keys.example.com"))


PRIVATE = "that is the private key. Revoke it, and send only the public part."
SECRET = "that is the shared secret. Replace it, and send no key: a secret has no public part."


@pytest.mark.parametrize(
    ("jwk", "says"),
    [
        ({"kty": "EC", "d": "AA"}, f"jwk holds d: {PRIVATE}"),
        ({"kty": "RSA", "q": "", "p": [], "d": 1}, f"jwk holds d, p and q: {PRIVATE}"),
        ({"kty": "AKP", "priv": "AA"}, f"jwk holds priv: {PRIVATE}"),
        ({"kty": "oct", "k": "AA"}, f"jwk holds k: {SECRET}"),
    ],
    ids=["ec", "rsa", "akp", "oct"],
)
def test_leaked_private_key(jwk, says):
    assert message(with_header(jwk=jwk), "leaked-private-key", "header.jwk") == says


@pytest.mark.parametrize("jwk", [{"D": "AA", "kid": "d"}, {"x": {"d": 1}}, "d", ["d"], [{"d": 1}], None])
def test_no_private_member(jwk):
    assert "leaked-private-key header.jwk" not in findings(with_header(jwk=jwk))


@pytest.mark.parametrize("typ", ["jwt", "Jwt", "jWT"])
def test_unusual_type(typ):
    found = finding(with_header(typ=typ), "unusual-type", "header.typ")
    assert (found.message, found.instead) == (f"typ is “{typ}”; write it in capitals.", "JWT")


@pytest.mark.parametrize("typ", ["JWT", "at+jwt", "application/jwt", "jwt ", "", 7])
def test_other_types_are_written_as_they_like(typ):
    assert "unusual-type header.typ" not in findings(with_header(typ=typ))


def test_encryption_header_is_taken_out_member_by_member():
    for name in ("enc", "zip"):
        found = finding(with_header(**{name: ""}), "encryption-header", f"header.{name}")
        assert found.message == f"{name} belongs to encrypted tokens (JWE), which this is not."
        assert found.remove
