"""A token is known for what it is, in spite of the faults it is to be judged for."""

import re
from dataclasses import replace

import pytest

from tests.inspector.cases import judge, own
from webapp.inspector import examine, paste
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.as_json import as_json
from webapp.inspector.decode import decode
from webapp.inspector.example import NOW, PAYLOAD, Example, claims
from webapp.inspector.place import Place
from webapp.inspector.profiles import BUILT_IN, PLAIN, Confidence, Profiles, recognise
from webapp.inspector.profiles.load import parse
from webapp.inspector.profiles.sample import sound
from webapp.inspector.profiles.sign import Sign
from webapp.inspector.submission import Submission

APPLE = [id_ for id_ in BUILT_IN if id_.startswith("apple-")]
LEFT_OUT = object()
WRONG = [
    LEFT_OUT,
    *(None, "", 0, 12345, True, [], {}, ["https://appleid.apple.com"], "x", "wrong value"),
    *("HS256", "RS256", "ES256", "none", "user", "1234567890", "a@b.com", "com.example.app"),
    *("8R4ZP2XK9T", "ABC123DEFG", "8R4ZP2XK9T.com.example.web", "AuthKey_7XK4Q2M9RT.p8", " 7xk4q2m9rt\n"),
    *("https://example.com", "https://appleid.apple.com", "https://appleid.apple.com/"),
    *("https://account.apple.com", "appstoreconnect-v1", "57246542-96fe-1a63-e053-0824d011072a"),
    *(NOW * 1000, str(NOW), str(NOW * 1000), "2026-11-23T02:13:20Z", NOW - 10**8, NOW + 10**8, 600),
]


def token(example):
    return decode(paste.read(example.paste).tokens[0])


def known(example, profiles=BUILT_IN):
    return recognise(token(example), None, profiles)


def single_faults(example):
    """The example with each member changed to each wrong value, and with a member more."""
    for part in ("header", "payload"):
        members = getattr(example, part)
        more = ["typ"] if part == "header" else ["nbf", "jti", "kid", "email", "role"]
        for name in dict.fromkeys([*members, *more]):
            for wrong in WRONG:
                changed = {**members, name: wrong}
                if wrong is LEFT_OUT:
                    changed.pop(name)
                yield f"{part}.{name} = {wrong!r}", replace(example, **{part: changed})


OWN_SIGNS = [id_ for id_ in APPLE if known(sound(BUILT_IN[id_])).confidence is not Confidence.HINT]


@pytest.mark.parametrize("id_", OWN_SIGNS)
def test_single_fault_seldom_hides_what_it_is(id_):
    """Where one member alone tells a token from its siblings, it may be taken for one of these without it."""
    seen = [known(example).profile.id for _, example in single_faults(sound(BUILT_IN[id_]))]
    assert seen.count(id_) / len(seen) > 0.85


def test_single_fault_hides_one_in_twenty_at_most():
    seen = [
        (id_, known(example).profile.id)
        for id_ in OWN_SIGNS
        for _, example in single_faults(sound(BUILT_IN[id_]))
    ]
    assert sum(it == meant for meant, it in seen) / len(seen) > 0.95


@pytest.mark.parametrize(
    ("id_", "confidence", "because"),
    [
        (
            "apple-client-secret",
            Confidence.CERTAIN,
            "aud is https://appleid.apple.com, iss has the form of a Team ID, "
            "and sub has the form of a bundle ID",
        ),
        (
            "apple-app-store-connect",
            Confidence.CERTAIN,
            "aud is appstoreconnect-v1, iss has the form of an Issuer ID, and alg is ES256",
        ),
        (
            "apple-apns",
            Confidence.STRONG,
            "iss has the form of a Team ID, the payload holds nothing but iss and iat, "
            "and kid has the form of a Key ID",
        ),
        (
            "apple-identity-token",
            Confidence.CERTAIN,
            "iss is https://appleid.apple.com, sub has the form of an Apple user ID, "
            "and email is a relay address of Apple",
        ),
        ("jwt", Confidence.HINT, "nothing in it speaks for a particular receiver"),
    ],
)
def test_says_how_sure_it_is_and_why(id_, confidence, because):
    recognition = known(sound(BUILT_IN[id_]))
    assert (recognition.profile.id, recognition.confidence) == (id_, confidence)
    assert recognition.because == because
    assert not recognition.pinned


@pytest.mark.parametrize(
    ("header", "payload"),
    [
        ({"alg": "HS256", "typ": "JWT"}, {"sub": "1234567890", "name": "John Doe", "iat": 1516239022}),
        ({"alg": "HS256"}, {"iat": 1}),
        (
            {"alg": "RS256", "kid": "k"},
            {"iss": "https://accounts.example.com", "sub": "110169484474386276334"},
        ),
        ({"alg": "RS256", "kid": "k"}, {"iss": "https://idp.example.com", "iat": NOW, "exp": NOW + 600}),
        ({"alg": "HS256"}, {"permissions": ["read"], "sub": "u", "exp": NOW + 600}),
        ({"alg": "HS256"}, {"type": "access", "sub": "u", "exp": NOW + 600}),
        ({"alg": "ES256"}, {"iss": "https://idp.example.com", "aud": "com.example", "exp": 1, "iat": 0}),
        ({"alg": "RS256", "kid": "ABCDEFGHIJ"}, {"iss": "11111111-1111-1111-1111-111111111111", "sub": "x"}),
        ({"alg": "ES256", "kid": "ABCDEFGHIJ"}, {}),
        ({}, {}),
    ],
)
def test_tokens_of_others_are_plain(header, payload):
    assert known(Example(payload, header)).profile.id == PLAIN


@pytest.mark.parametrize("name", ["userId", "username", "id", "role", "isAdmin"])
def test_token_a_program_makes_for_itself_is_only_hinted_at(name):
    recognition = known(Example({name: "7", "iat": 1}, {"alg": "HS256", "typ": "JWT"}))
    assert (recognition.profile.id, recognition.confidence) == ("session-token", Confidence.HINT)
    assert recognition.asks


@pytest.mark.parametrize(
    "text", ["eyJ", "eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJFUzI1NiJ9.e30.", "a.b.c", "..", "{}"]
)
def test_ruins_are_plain(text):
    found = paste.read(text).tokens
    assert all(recognise(decode(it), None, BUILT_IN).profile.id == PLAIN for it in found)


def test_pinned_profile_wins_and_the_recognised_one_is_offered():
    recognition = recognise(token(sound(BUILT_IN["apple-client-secret"])), None, BUILT_IN, "apple-apns")
    assert recognition.pinned
    assert recognition.profile.id == "apple-apns"
    assert recognition.candidates[0].profile.id == "apple-client-secret"
    assert "aud is https://appleid.apple.com" in recognition.candidates[0].because


def test_pin_of_the_recognised_profile_is_not_offered_again():
    recognition = recognise(
        token(sound(BUILT_IN["apple-client-secret"])), None, BUILT_IN, "apple-client-secret"
    )
    assert recognition.pinned
    assert "apple-client-secret" not in [it.profile.id for it in recognition.candidates]


def test_unknown_pin_is_overlooked():
    recognition = recognise(token(sound(BUILT_IN["apple-apns"])), None, BUILT_IN, "nonsense")
    assert (recognition.profile.id, recognition.pinned) == ("apple-apns", False)


def test_the_name_it_was_sent_under_speaks_for_it():
    odd = Example({"iss": "x"}, {"alg": "HS256"})
    assert known(odd).profile.id == PLAIN
    recognition = examine(Submission(f"client_secret={odd.paste}&client_id=x"), NOW).tokens[0].recognition
    assert recognition.profile.id == "apple-client-secret"
    assert recognition.because == "the name it was sent under is client_secret"


@pytest.mark.parametrize(
    ("url", "id_"),
    [
        ("https://appleid.apple.com/auth/token", "apple-client-secret"),
        ("https://api.appstoreconnect.apple.com/v1/apps", "apple-app-store-connect"),
        ("https://api.push.apple.com/3/device/00", "apple-apns"),
    ],
)
def test_the_address_it_was_sent_to_speaks_for_it(url, id_):
    odd = Example({"iss": "x"}, {"alg": "HS256"})
    command = f"curl -H 'Authorization: Bearer {odd.paste}' '{url}?x=1'"
    recognition = examine(Submission(command), NOW).tokens[0].recognition
    assert recognition.profile.id == id_
    assert "the address it was sent to" in recognition.because


def test_other_candidates_are_kept_in_order():
    claims = sound(BUILT_IN["apple-client-secret"]).payload
    recognition = known(Example({**claims, "aud": ["https://appleid.apple.com", "appstoreconnect-v1"]}))
    assert recognition.profile.id == "apple-client-secret"
    assert recognition.candidates[0].profile.id == "apple-app-store-connect"


@pytest.mark.parametrize(
    ("sign", "payload"),
    [
        ('{ place = "payload.door", equals = 1, weight = 6 }', {"door": True}),
        ('{ place = "payload.door", equals = true, weight = 6 }', {"door": 1}),
        ('{ place = "payload.door", equals = "1", weight = 6 }', {"door": 1}),
        ('{ place = "payload.door", pattern = "x+", weight = 6 }', {"door": "xy"}),
        ('{ place = "payload.door", each = "x+", weight = 6 }', {"door": ["x", "y"]}),
        ('{ place = "payload.door", each = "x+", weight = 6 }', {"door": []}),
        ('{ place = "payload.door", each = "x+", weight = 6 }', {"door": "x"}),
        ('{ place = "payload.door", type = "integer", weight = 6 }', {"door": 1.5}),
        ('{ place = "payload.door", type = "text", weight = 6 }', {"door": None}),
        ('{ place = "payload", only = ["door"], weight = 6 }', {"door": 1, "window": 1}),
        ('{ place = "payload", only = ["door"], weight = 6 }', {}),
        ('{ place = "payload.exp", absent = true, weight = 6 }', {"exp": 1}),
        ('{ place = "payload.exp", absent = true, weight = 6 }', {}),
        ('{ place = "request.exp", absent = true, weight = 6 }', {"door": 1}),
    ],
)
def test_sign_that_is_not_seen(sign, payload):
    profiles = own(f"recognise = [{sign}]")
    assert known(Example(payload), profiles).profile.id == PLAIN


def known_by(*signs):
    """The built-in profiles and one that is known by `signs`."""
    return Profiles((*BUILT_IN.values(), replace(BUILT_IN[PLAIN], id="door", recognise=signs)))


@pytest.mark.parametrize(
    ("weights", "confidence"),
    [
        ((3,), "hint"),
        ((2, 1), "hint"),
        ((6,), "strong"),
        ((5, 4), "strong"),
        ((10,), "certain"),
        ((7, 7, -4), "certain"),
    ],
)
def test_weights_add_up(weights, confidence):
    signs = tuple(
        Sign(Place("payload", (f"c{index}",)), weight=weight) for index, weight in enumerate(weights)
    )
    profiles = known_by(*signs)
    recognition = known(Example({f"c{index}": 1 for index in range(len(weights))}), profiles)
    assert (recognition.profile.id, recognition.confidence) == ("door", confidence)


def test_a_sign_counts_once_however_often_a_list_shows_it():
    sign = Sign(Place("payload", ("aud",)), equals="x", weight=2)
    profiles = known_by(sign)
    assert known(Example({"aud": ["x", "x", "x"]}), profiles).profile.id == PLAIN


def test_any_mapping_of_profiles_will_do():
    assert known(sound(BUILT_IN["apple-apns"]), dict(BUILT_IN)).profile.id == "apple-apns"


def test_a_hundred_alike_do_not_hide_the_right_one():
    copies = [replace(BUILT_IN[id_], id=f"{id_}-{number}") for number in range(25) for id_ in APPLE]
    profiles = Profiles([*BUILT_IN.values(), *copies])
    recognition = known(sound(BUILT_IN["apple-client-secret"]), profiles)
    assert recognition.profile.id == "apple-client-secret"
    assert len(recognition.candidates) == 4


def test_a_long_value_is_looked_at_no_further_than_its_beginning():
    sign = Sign(Place("payload", ("door",)), pattern=re.compile("x+"), weight=6)
    profiles = known_by(sign)
    assert known(Example({"door": "x" * 1000 + "y"}), profiles).profile.id == "door"


@pytest.mark.parametrize(
    ("sign", "payload", "header", "seen"),
    [
        ('place = "header.typ", equals = "door+jwt"', {}, {"typ": "application/Door+JWT"}, True),
        ('place = "header.typ", one_of = ["x", "door+jwt"]', {}, {"typ": "doors+jwt"}, False),
        ('place = "payload", names = "https://door/.*"', {"https://door/x": 1}, {}, True),
        ('place = "payload", names = "https://door/.*"', {"door": "https://door/x"}, {}, False),
        ('place = "payload", names = "(?i)HTTPS://DOOR/.*"', {"https://door/x": 1}, {}, True),
        ('place = "payload", only = ["a", "b"]', {"a": 1}, {}, True),
        ('place = "payload", only = ["a", "b"]', {"a": 1, "c": 1}, {}, False),
        ('place = "payload", only = ["a", "b"], least = 2', {"a": 1}, {}, False),
        ('place = "payload.o", only = ["a"]', {"o": {"a": 1}}, {}, True),
        ('place = "payload.o", names = "a.*"', {"o": {"ab": 1}}, {}, True),
        ('place = "payload.iss", same_as = "{payload.sub}"', {"iss": "a", "sub": "a"}, {}, True),
        ('place = "payload.iss", same_as = "{payload.sub}"', {"iss": "a", "sub": "b"}, {}, False),
        ('place = "payload.iss", same_as = "{payload.sub}"', {"iss": "a"}, {}, False),
        ('place = "payload.aud", least = 2', {"aud": ["a", "b"]}, {}, True),
        ('place = "payload.aud", least = 2, type = "list"', {"aud": "ab"}, {}, False),
        ('place = "payload.aud", most = 1, type = "list"', {"aud": ["a", "b"]}, {}, False),
        ('place = "payload.aud", pattern = "a.*", type = "text"', {"aud": "ab"}, {}, True),
        ('place = "payload.aud", pattern = "a.*", type = "text"', {"aud": ["ab"]}, {}, False),
        ('place = "payload.aud", equals = "ab", type = "text"', {"aud": ["ab"]}, {}, False),
        ('place = "token", equals = "jws"', {}, {}, True),
        ('place = "token", equals = "jwe"', {}, {}, False),
        ('place = "payload.a[0].b"', {"a": [{"b": 1}]}, {}, True),
    ],
)
def test_sign(sign, payload, header, seen):
    known = own(f"recognise = [{{ {sign}, weight = 6 }}]")
    found = judge(Example(payload, {"alg": "ES256", **header}), known).recognition
    assert (found.profile.id == "door") is seen
    if seen:
        assert found.because


HEAD = 'title = "Door ID token"\nurl = "https://doors.example/ids"\nissuer = "Doors"\n'
DOORS = 'recognise = [{ place = "payload.iss", equals = "https://d.example", weight = 6 }]\n'
VENDOR = HEAD + DOORS + 'like = "oidc-id-token"\n'


def with_doors(*texts):
    return Profiles(
        (*BUILT_IN.values(), *(parse(it.encode(), f"doors-{n}.toml") for n, it in enumerate(texts)))
    )


def test_kind_and_issuer():
    example = sound(BUILT_IN["oidc-id-token"])
    example = replace(example, payload={**example.payload, "iss": "https://d.example"})
    report = examine(example.submission, NOW, with_doors(VENDOR))
    found = report.tokens[0].recognition
    assert (found.profile.id, found.kind.id, found.issuer) == ("doors-0", "oidc-id-token", "Doors")
    shown = as_json(report)["tokens"][0]["profile"]
    assert shown["kind"] == {"id": "oidc-id-token", "title": "OpenID Connect ID token"}
    assert (shown["issuer"], shown["asks"]) == ("Doors", False)


def test_issuer_is_told_where_the_kind_alone_is_recognised():
    issuer = HEAD + DOORS + 'audience = "x"'
    example = sound(BUILT_IN["oauth-access-token"])
    found = judge(
        replace(example, payload={**example.payload, "iss": "https://d.example"}), with_doors(issuer)
    )
    assert (found.recognition.profile.id, found.recognition.kind) == ("oauth-access-token", None)
    assert found.recognition.issuer == "Doors"


def test_only_the_shape_speaks():
    known = own('recognise = [{ place = "payload.door", weight = 3 }]')
    example = Example({"door": 7}, {"alg": "ES256"})
    assert judge(example, known).recognition.asks
    assert not judge(replace(example, profile="door"), known).recognition.asks
    assert not judge(
        Example({"x": 7}, {"alg": "ES256"}), known
    ).recognition.asks  # a plain JWT is nothing to ask about


def plain_tokens():
    """Tokens that are like any other: of each algorithm, and with one claim left out or wrong."""
    for alg in ALGORITHMS:
        yield pytest.param(Example(header={"alg": alg, "typ": "JWT"}), id=alg)
    for name in PAYLOAD:
        for wrong in (None, "", 7, []):
            yield pytest.param(claims(**{name: wrong}), id=f"{name} {wrong!r}")


@pytest.mark.parametrize("example", list(plain_tokens()))
def test_plain_token_is_taken_for_nothing_in_particular(example):
    assert known(example).profile.id == PLAIN
