"""An error text explained, by the profile that is at hand first."""

from dataclasses import replace

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
