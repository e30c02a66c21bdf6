"""An error text explained, by the profile that is at hand first."""

from dataclasses import replace

import pytest

from webapp.inspector import Submission, examine
from webapp.inspector.example import NOW, Example
from webapp.inspector.profiles import BUILT_IN, Profiles, explain
from webapp.inspector.profiles.load import parse

HEAD = 'title = "Door opener"\naudience = "the door"\nurl = "https://intranet.example/doors"\n'
DOOR = parse(
    (
        HEAD
        + r"""
[[answers]]
pattern = 'door (\d+) closed'
meaning = 'Door \1 is closed.'
look_at = ["payload.door"]
[[answers]]
pattern = 'closed|invalid_client'
meaning = "Something is closed."
"""
    ).encode(),
    "door.toml",
)
KNOWN = Profiles([*BUILT_IN.values(), DOOR])


def test_most_specific_answer_of_a_profile_is_given_alone():
    (answer,) = explain("401: DOOR 12 CLOSED", KNOWN)
    assert answer.meaning == "Door 12 is closed."
    assert answer.look_at == ("payload.door",)


def test_less_specific_answer():
    assert [it.meaning for it in explain("closed", KNOWN)] == ["Something is closed."]


def test_profile_at_hand_comes_first():
    assert explain("invalid_client", KNOWN, "door")[0].profile.id == "door"
    assert explain("invalid_client", KNOWN, "apple-client-secret")[0].profile.id == "apple-client-secret"


def test_nothing_known():
    assert explain("teapot", KNOWN) == []
    assert explain("", KNOWN, "door") == []


def test_text_is_bounded():
    assert explain("x" * 10_000 + "closed", KNOWN) == []


def test_answers_are_bounded():
    many = Profiles(replace(DOOR, id=f"door-{number}") for number in range(20))
    assert len(explain("closed", many)) == 5


def test_quoted_text_stays_text():
    (answer, *_) = explain('"client_id mismatch. The code was not issued to <b>."', BUILT_IN)
    assert "<b>" in answer.meaning


def knowing(id_, text, mark="verified", like=""):
    facts = f'{like}[[answers]]\ntext = "{text}"\nmeaning = "{id_} says so."\nmark = "{mark}"\n'
    return parse((HEAD + facts).encode(), f"{id_}.toml")


CODE, SENTENCE = "invalid_client", "The client secret has expired, says the door"


def ids(text, *known, first=None):
    return [it.profile.id for it in explain(text, Profiles(known), first)]


def test_sentence_that_one_knows_outweighs_a_code_that_everybody_answers():
    codes = [knowing(f"code-{number}", CODE) for number in range(60)]
    assert ids(f"{CODE}: {SENTENCE}", *codes, knowing("door", SENTENCE)) == ["door"]
    assert len(ids(CODE, *codes)) == 5


def test_profile_of_the_token_is_heard_though_it_knows_but_the_code():
    found = ids(f"{CODE}: {SENTENCE}", knowing("code", CODE), knowing("door", SENTENCE), first="code")
    assert found == ["code", "door"]


def test_of_equals_the_kind_of_the_token_comes_first_and_then_what_is_surer():
    base, sure, unsure = knowing("base", CODE), knowing("b", CODE), knowing("a", CODE, "remembered")
    token = replace(knowing("token", "something else"), like=("base",))
    assert ids(CODE, unsure, sure, base, token, first="token") == ["base", "b", "a"]


def test_numbered_code_outweighs_a_sentence_that_others_know():
    sentence = "contains an invalid signature"
    numbered = knowing("numbered", "AADSTS700027")
    assert ids(f"AADSTS700027: {sentence}", knowing("other", sentence), numbered) == ["numbered"]


def test_of_equals_whoever_explains_more_texts_comes_first():
    more = HEAD + "".join(f'[[answers]]\ntext = "{it}"\nmeaning = "x"\n' for it in (CODE, "another"))
    assert ids(CODE, knowing("few", CODE), parse(more.encode(), "many.toml")) == ["many", "few"]


def test_kind_built_on_that_of_the_token_comes_before_strangers():
    built = replace(knowing("built", CODE, "reported"), like=("base",))
    assert ids(CODE, knowing("a", CODE), built, knowing("base", "x"), first="base") == ["built", "a"]


def test_first_to_explain_invalid_client_is_sign_in_with_apple():
    assert explain('{"error":"invalid_client"}', BUILT_IN)[0].profile.id == "apple-client-secret"
    (answer,) = explain("AADSTS700027: Client assertion contains an invalid signature.", BUILT_IN)
    assert answer.profile.id == "entra-client-assertion"


# What libraries say, word for word, who says so, and where to look first.
LIBRARIES = [
    ("JsonWebTokenError: invalid signature", "jsonwebtoken", "signature"),
    ("TokenExpiredError: jwt expired", "jsonwebtoken", "payload.exp"),
    ("jwt malformed", "jsonwebtoken", "request"),
    ("JsonWebTokenError: jwt audience invalid. expected: https://api", "jsonwebtoken", "payload.aud"),
    ("secretOrPrivateKey must be an asymmetric key when using ES256", "jsonwebtoken", "key"),
    ("secretOrPrivateKey must have a value", "jsonwebtoken", "key"),
    ("SigningKeyNotFoundError: Unable to find a signing key that matches 'k1'", "jwks-rsa", "header.kid"),
    ("UnauthorizedError: No authorization token was found", "express-jwt", "request"),
    ('JWTExpired: "exp" claim timestamp check failed', "panva/jose", "payload.exp"),
    ('JWTClaimValidationFailed: unexpected "aud" claim value', "panva/jose", "payload.aud"),
    ('{"code":"ERR_JWKS_NO_MATCHING_KEY"}', "panva/jose", "header.kid"),
    ('TypeError: "pkcs8" must be PKCS#8 formatted string', "panva/jose", "key"),
    ("jwt.exceptions.InvalidSignatureError: Signature verification failed", "the library", "signature"),
    ("JWSSignatureVerificationFailed: signature verification failed", "the library", "signature"),
    ("Firebase\\JWT\\SignatureInvalidException: Signature verification failed", "the library", "signature"),
    ("jwt.exceptions.DecodeError: Not enough segments", "PyJWT", "request"),
    ("jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)", "PyJWT", "payload.iat"),
    ("jwt.exceptions.InvalidAudienceError: Audience doesn't match", "PyJWT", "payload.aud"),
    ("ValueError: Could not deserialize key data. The data may be in an ...", "cryptography", "key"),
    ("Unable to load PEM file. See https://... for more details. InvalidByte(0, 92)", "cryptography", "key"),
    ("JWT::DecodeError: Not enough or too many segments", "ruby-jwt", "request"),
    ("JWT::InvalidAudError: Invalid audience. Expected a, received b", "ruby-jwt", "payload.aud"),
    ('"kid" empty, unable to lookup correct key', "firebase/php-jwt", "header.kid"),
    ("Cannot handle token with iat prior to 2026-11-23T01:02:03+0000", "firebase/php-jwt", "payload.iat"),
    (
        "The token violates some mandatory constraints, details:\n- The token was issued in the future",
        "lcobucci/jwt",
        "payload",
    ),
    ("JWT signature does not match locally computed signature.", "JJWT", "signature"),
    ("JWT strings must contain exactly 2 period characters. Found: 0", "JJWT", "request"),
    ("The signing key's size is 48 bits which is not secure enough for the HS256 algorithm.", "JJWT", "key"),
    (
        "JWT expired at 2026-11-23T01:02:03Z. Current time: 2026-11-23T02:02:03Z",
        "Spring or JJWT",
        "payload.exp",
    ),
    (
        "The Token's Signature resulted invalid when verified using the Algorithm: HmacSHA256",
        "java-jwt",
        "signature",
    ),
    (
        "An error occurred while attempting to decode the Jwt: Signed JWT rejected: Another algorithm "
        "expected, or no matching key(s) found",
        "Nimbus, as in Spring",
        "header.alg",
    ),
    ("java.lang.IllegalArgumentException: Illegal base64 character 5f", "Java", "key"),
    ("InvalidKeyException: IOException : algid parse error, not a sequence", "Java", "key"),
    ("token is malformed: token contains an invalid number of segments", "golang-jwt", "request"),
    ("token signature is invalid: crypto/rsa: verification error", "golang-jwt", "signature"),
    ("token has invalid claims: token is expired", "golang-jwt", "payload.exp"),
    (
        "x509: failed to parse private key (use ParseECPrivateKey instead for this private key type)",
        "Go",
        "key",
    ),
    ('oidc: expected audience "app" got ["other"]', "Go", "payload.aud"),
    ("Error: Wrong number of segments in token: abc", "the Google library", "request"),
    (
        "Token used too early, 1700000000 < 1700000005. Check that your ...",
        "the Google library",
        "payload.iat",
    ),
    (
        'WWW-Authenticate: Bearer error="invalid_token", error_description="The signature is invalid"',
        ".NET",
        "signature",
    ),
    (
        'Bearer error="invalid_token", error_description="The audience \'x\' is invalid"',
        ".NET",
        "payload.aud",
    ),
    ("IDX12741: JWT must have three segments (JWS) or five segments (JWE).", ".NET", "request"),
    ("error:1E08010C:DECODER routines::unsupported", "OpenSSL", "key"),
    ("error:0909006C:PEM routines:get_name:no start line", "OpenSSL", "key"),
    ('Bearer error="invalid_token"', "the receiver", "payload.exp"),
    ('{"message":"Unauthorized"}', "the receiver", "request"),
    ("HTTP/1.1 401 Unauthorized", "the receiver", "request"),
]


@pytest.mark.parametrize(("text", "by", "place"), LIBRARIES, ids=[text[:40] for text, _, _ in LIBRARIES])
def test_what_libraries_say_is_explained(text, by, place):
    answer = explain(text, BUILT_IN)[0]
    assert (answer.profile.id, answer.by, answer.look_at[0]) == ("jwt", by, place)


def test_what_a_library_says_of_the_token_of_a_vendor_is_explained_too():
    """The vendor has words of its own, and knows none of the library's."""
    answers = explain("TokenExpiredError: jwt expired", BUILT_IN, "auth0-access-token")
    assert [(it.profile.id, it.by) for it in answers] == [("jwt", "jsonwebtoken")]


def test_of_one_profile_that_is_heard_which_finds_most():
    facts = HEAD + "".join(
        f'[[answers]]\ntext = "{text}"\nmeaning = "{text}"\n' for text in ("expired", "has expired", "token")
    )
    (answer,) = explain("The token has expired", Profiles([parse(facts.encode(), "door.toml")]))
    assert (answer.meaning, answer.by) == ("has expired", "the door")


@pytest.mark.parametrize(
    ("text", "found"),
    [("DOOR-1: closed", True), ("DOOR-12: closed", False), ("XDOOR-1", False), ("“door-1”", True)],
)
def test_words_are_found_whole(text, found):
    known = parse((HEAD + '[[answers]]\ntext = "DOOR-1"\nmeaning = "x"\n').encode(), "door.toml")
    assert bool(explain(text, Profiles([known]))) == found


TOKEN = Example().paste
SAID = "JsonWebTokenError: secretOrPublicKey must be an asymmetric key when using ES256"


def said(paste):
    report = examine(Submission(paste), NOW)
    return report.paste.form.value, [it.by for it in report.answers], len(report.tokens)


@pytest.mark.parametrize(
    ("paste", "form", "by", "tokens"),
    [
        (SAID, "error", ["jsonwebtoken"], 0),
        ('{"code":"ERR_JWKS_NO_MATCHING_KEY"}', "error", ["panva/jose"], 0),
        ("HTTP/1.1 401 Unauthorized", "error", ["the receiver"], 0),
        (f"{TOKEN}\n\n{SAID}", "log", ["jsonwebtoken"], 1),
        (f"2026-11-23 ERROR {SAID} token={TOKEN}", "log", ["jsonwebtoken"], 1),
        (f"{TOKEN} a note of mine", "log", [], 1),
        ("a note of mine", "opaque", [], 0),
        ('{"kty":"oct","k":"AAAA"}', "json", [], 0),
        (SAID + " " * 10_000, "opaque", [], 0),
    ],
)
def test_words_of_a_receiver_are_heard_around_tokens_and_alone(paste, form, by, tokens):
    assert said(paste) == (form, by, tokens)


def test_what_is_said_to_be_the_answer_goes_before_what_stands_in_the_paste():
    report = examine(Submission(f"{TOKEN} {SAID}", error_text="jwt expired"), NOW)
    assert [it.meaning for it in report.answers] == ["exp is past, by the clock of the server."]
