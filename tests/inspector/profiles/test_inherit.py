"""A profile that is like another says only what differs."""

import pytest

from tests.inspector.cases import judge, recognised, sample
from webapp.inspector.profiles import BUILT_IN, Mark, ProfileError, Profiles, load_folder, parse
from webapp.inspector.profiles.sign import Type

HEAD = 'title = "House ID token"\nurl = "https://intranet.example/ids"\n'
LIKE = HEAD + 'like = "oidc-id-token"\n'
BASE = BUILT_IN["oidc-id-token"]


def read(text, file="house.toml"):
    return parse(text.encode(), file)


def test_everything_is_taken_over_that_is_not_said():
    house = read(LIKE)
    assert house.like == ("oidc-id-token", "jwt")
    assert house.payload.keys() == BASE.payload.keys()
    assert (house.noun, house.audience, house.maker) == (BASE.noun, BASE.audience, BASE.maker)
    assert (house.title, house.ask, house.request.client_id) == ("House ID token", BASE.ask, "aud")
    assert (house.recognise, house.answers, house.sample, house.broken) == ((), (), None, ())


def test_what_is_taken_over_cites_its_own_document():
    house = read(LIKE)
    assert house.citation(house.payload["sub"].source).document == BASE.document
    assert house.citation(house.payload["exp"].source).document == "OpenID Connect Core 1.0"
    assert house.citation(house.payload["jti"].source).document == "RFC 7519"
    assert house.citation().document == "House ID token"


def test_field_that_is_named_keeps_what_it_does_not_say():
    house = read(LIKE + '[payload.iss]\nequals = "https://ids.example"\n[payload.amr]\nlabel = "factors"')
    iss, amr = house.payload["iss"], house.payload["amr"]
    assert (iss.required, iss.type, iss.equals) == (True, (Type.TEXT,), "https://ids.example")
    assert (iss.pattern, iss.form, iss.source) == (None, "", "")  # another value is demanded, by this one
    assert (amr.type, amr.label, amr.source) == ((Type.TEXTS,), "factors", "oidc-id-token")  # nothing is


@pytest.mark.parametrize(
    ("said", "attribute", "value"),
    [
        ("required = false", "required", False),
        ("forbidden = true", "required", False),
        ('pattern = "[0-9]+"', "form", ""),
        ('type = "integer"', "type", (Type.INTEGER,)),
        ('mark = "reported"', "mark", Mark.REPORTED),
        ('note = "x"', "required", True),
    ],
)
def test_words_that_replace_each_other(said, attribute, value):
    assert getattr(read(f"{LIKE}[payload.iss]\n{said}").payload["iss"], attribute) == value


def test_mark_of_the_profile_is_that_of_its_own_demands_only():
    text = LIKE.replace("like", 'mark = "remembered"\nlike')
    house = read(
        text + '[payload.house]\nrequired = true\n[payload.own]\nmark = "reported"\n[lifetime]\nmax = 60\n'
    )
    assert house.payload["house"].mark is Mark.REMEMBERED
    assert house.payload["own"].mark is Mark.REPORTED
    assert house.payload["sub"].mark is Mark.VERIFIED
    assert house.lifetime[0].mark is Mark.REMEMBERED


def test_mark_reaches_members_and_answers():
    house = read(
        HEAD + 'audience = "x"\nmark = "remembered"\n'
        "[payload.o.members.a]\nrequired = true\n[payload.l.items]\ntype = 'text'\n"
        "[request.parameters.p]\nrequired = true\n[[answers]]\ntext = 'x'\nmeaning = 'y'\n"
    )
    assert house.payload["o"].members["a"].mark is Mark.REMEMBERED
    assert house.payload["l"].items.mark is Mark.REMEMBERED
    assert house.request.parameters["p"].mark is Mark.REMEMBERED
    assert house.answers[0].mark is Mark.REMEMBERED


def test_members_are_taken_over_too(tmp_path):
    (tmp_path / "one.toml").write_text(
        HEAD + 'audience = "x"\n[payload.o.members]\na = { type = "text" }\nb = {}'
    )
    (tmp_path / "two.toml").write_text(HEAD + 'like = "one"\n[payload.o.members]\na = { required = true }')
    members = load_folder(tmp_path, BUILT_IN)["two"].payload["o"].members
    assert members.keys() == {"a", "b"}
    assert (members["a"].required, members["a"].type) == (True, (Type.TEXT,))


def test_lifetime_can_be_dropped(tmp_path):
    (tmp_path / "one.toml").write_text(HEAD + 'audience = "x"\n[lifetime]\nmax = 60')
    (tmp_path / "two.toml").write_text(HEAD + 'like = "one"')
    (tmp_path / "three.toml").write_text(HEAD + 'like = "one"\nlifetime = []')
    known = load_folder(tmp_path, BUILT_IN)
    assert [len(known[it].lifetime) for it in ("one", "two", "three")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("like", "says"),
    [
        ('"oidc-id-tokn"', "line 3: there is no profile “oidc-id-tokn”; did you mean “oidc-id-token”?"),
        ('"house"', "line 3: “house” would be like itself."),
        ("7", "line 3: like must be a text, not 7."),
        ("[]", "line 3: like must be a text, not a list."),
    ],
)
def test_wrong_likeness(like, says):
    with pytest.raises(ProfileError) as caught:
        read(f"{HEAD}like = {like}\n")
    assert says in str(caught.value)


def test_ring_of_likeness(tmp_path):
    (tmp_path / "one.toml").write_text(HEAD + 'like = "two"')
    (tmp_path / "two.toml").write_text(HEAD + 'like = "one"')
    with pytest.raises(ProfileError, match="“one” would be like itself"):
        load_folder(tmp_path, BUILT_IN)


VENDOR = LIKE + 'recognise = [{ place = "payload.iss", equals = "https://ids.example", weight = 6 }]\n'


def test_the_more_special_one_stands_before_the_one_that_it_is_like():
    known = Profiles((*BUILT_IN.values(), read(VENDOR)))
    example = sample("oidc-id-token", iss="https://ids.example", acr="1", azp="x")
    assert recognised(example).profile.id == "oidc-id-token"
    found = judge(example, known).recognition
    assert [found.profile.id, found.candidates[0].profile.id] == ["house", "oidc-id-token"]


def test_who_receives_it_is_asked_of_the_plain_jwt_alone():
    asking = [it.id for it in BUILT_IN.values() if "receiver" in it.ask]
    assert asking == ["jwt"]
    assert read(HEAD + 'like = "jwt"\n[ask]\ndoor = "Which door?"').ask == {"door": "Which door?"}
