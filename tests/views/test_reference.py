"""The reference over HTTP: every page in both forms, every link, every word in its place."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.page_source import PageSource
from webapp import create_app
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.index import address
from webapp.inspector.reference.kinds import KINDS
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.signature.acceptance import ASKED, acceptance
from webapp.inspector.signature.cause import CAUSES
from webapp.settings import Settings

NAMES = [(kind.id, name) for kind in KINDS.values() for name in kind.known(BUILT_IN)]
every_name = pytest.mark.parametrize(("kind", "name"), NAMES, ids=map("-".join, NAMES))
every_kind = pytest.mark.parametrize("kind", KINDS)

HOSTILE = "<script>alert(1)</script>"
OWN_PROFILE = f"""
title = "House token {HOSTILE}"
audience = "Our gateway {HOSTILE}"
maker = "{HOSTILE} makes it"
url = "https://wiki.example/tokens"
recognise = [{{ place = "payload.house", weight = 6, says = "is there {HOSTILE}" }}]
[header.kid]
required = true
label = "{HOSTILE}"
[payload."https://house.example/roles"]
required = true
form = "{HOSTILE}"
note = "{HOSTILE}"
mistakes = [{{ pattern = "x", says = "{HOSTILE}" }}]
[payload."{HOSTILE}"]
equals = "{HOSTILE}"
[payload."a/b//c"]
[payload."/begins with a slash"]
[payload."50 % off?"]
[payload."naïve"]
[lifetime]
max = 60
note = "{HOSTILE}"
[request]
parameter = "{HOSTILE}"
urls = ["https://house.example/{HOSTILE}"]
[ask]
who = "{HOSTILE}?"
[[answers]]
pattern = "{HOSTILE}"
meaning = "{HOSTILE}"
[soften.text-date]
severity = "warning"
because = "{HOSTILE}"
[sample]
header = {{ alg = "ES256", kid = "{HOSTILE}" }}
payload = {{ "https://house.example/roles" = "{HOSTILE}" }}
[[broken]]
title = "{HOSTILE}"
without = ["header.kid"]
draws = ["missing-field header.kid"]
"""


@pytest.fixture(scope="module")
def visitor():
    """A client of the application with its default settings, the same for every page."""
    return create_app(Settings.from_environment({})).test_client()


@pytest.fixture
def house(tmp_path):
    """A client where a team has added a profile, with text of the worst kind."""
    (tmp_path / "house-token.toml").write_text(OWN_PROFILE, "utf-8")
    settings = Settings.from_environment({"JWTCLINIC_PROFILES": str(tmp_path), "JWTCLINIC_PREFIX": "/jwt"})
    return create_app(settings).test_client()


def source(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.content_type == "text/html; charset=utf-8"
    return PageSource(answer.text)


@every_name
def test_everything_has_a_page_in_both_forms(visitor, kind, name):
    page = source(visitor, address(kind, name))
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    twin = visitor.get(f"{address(kind, name)}.json")
    assert (twin.status_code, twin.content_type) == (200, "application/json")
    assert name in {twin.json.get("id"), twin.json.get("name")}


@every_kind
def test_list_is_there_in_both_forms(visitor, kind):
    page = source(visitor, f"/{kind}")
    assert page.faults == []
    rows = [row for group in visitor.get(f"/{kind}.json").json["groups"] for row in group["entries"]]
    assert {row["help"] for row in rows if row["help"]} <= set(page.links)
    assert all(row["name"] in page.text for row in rows)


@every_kind
def test_search_works_by_a_plain_form(visitor, kind):
    page = source(visitor, f"/{kind}")
    assert [(form.action, form.method) for form in page.forms] == [(f"/{kind}", "get")]
    row = visitor.get(f"/{kind}.json").json["groups"][0]["entries"][0]
    found = visitor.get(f"/{kind}.json", query_string={"q": row["name"]}).json
    assert found["query"] == row["name"]
    assert row in [it for group in found["groups"] for it in group["entries"]]
    assert visitor.get(f"/{kind}.json?q=qwertz+yxcvbn").json["groups"] == []
    assert "0 entries with “qwertz yxcvbn”" in source(visitor, f"/{kind}?q=qwertz+yxcvbn").text


def test_every_link_leads_somewhere(visitor):
    """A private name in an example leads to the page that says so, which has no status of its own but 404."""
    seen, waiting, dead = set(), [f"/{kind}" for kind in KINDS], []
    while waiting:
        path = waiting.pop()
        with visitor.get(path) as answer:
            html = answer.text
        if answer.status_code != 200 and "Nothing is known here of" not in html:
            dead.append(path)
        if answer.mimetype != "text/html":
            continue
        page = PageSource(html)
        dead += [f"{path}{link}" for link in page.links if link.startswith("#") and link[1:] not in page.ids]
        found = {link.partition("#")[0] for link in page.links if link.startswith("/")}
        waiting += found - seen
        seen |= found
    assert dead == []
    assert {address(kind, name) for kind, name in NAMES} <= seen


def test_links_that_leave_are_safe_ones(visitor):
    for rule_id in ALL_RULES:
        links = source(visitor, f"/rules/{rule_id}").links
        assert all(link.startswith(("/", "#", "https://")) for link in links)


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)
def test_rule_page_has_the_docstring_and_what_the_engine_finds(visitor, rule):
    text = source(visitor, f"/rules/{rule.id}").text
    assert rule.title.replace("`", "") in text
    for paragraph in rule.why.replace("`", "").split("\n\n"):
        assert " ".join(paragraph.split()) in text
    for shown in visitor.get(f"/rules/{rule.id}.json").json["bad"]:
        own = [it for it in shown["findings"] if it["rule"] == rule.id]
        assert own
        assert all(" ".join(it["message"].split()) in text for it in own)


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_cause_page_has_the_docstring_and_the_repair(visitor, cause):
    text = source(visitor, f"/causes/{cause.id}").text
    for paragraph in (*cause.why.split("\n\n"), cause.title, cause.fix):
        assert " ".join(paragraph.replace("`", "").split()) in text


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)
def test_example_can_be_opened_in_the_inspector(visitor, rule):
    forms = [form for form in source(visitor, f"/rules/{rule.id}").forms if form.method == "post"]
    assert len(forms) == len(rule.bad) + len(rule.good)
    for form, bad in zip(forms, [True] * len(rule.bad) + [False] * len(rule.good), strict=True):
        assert form.action == "/"
        report = PageSource(visitor.post(form.action, data=MultiDict(form.fields)).text)
        assert (rule.title in report.text) is bad


@pytest.mark.parametrize("profile", BUILT_IN.values(), ids=BUILT_IN)
def test_profile_page_has_every_field_question_and_answer(visitor, profile):
    page = source(visitor, f"/profiles/{profile.id}")
    said = [*profile.header, *profile.payload, *profile.ask.values(), *profile.misuse]
    said += [field.note for field in (*profile.header.values(), *profile.payload.values()) if field.note]
    said += [it.title for it in profile.broken]
    assert [it for it in said if " ".join(it.split()) not in page.text] == []
    assert profile.url in page.links


def test_answers_of_libraries_stand_under_their_names(visitor):
    page = visitor.get("/profiles/jwt").text
    said = {it.by for it in BUILT_IN["jwt"].answers}
    assert len(said) > 15
    for name in said:
        assert page.count(f"<h4>What {name} says</h4>") == 1
    assert (
        page.index("What PyJWT says") < page.index("Not enough segments") < page.index("What ruby-jwt says")
    )


def test_profile_samples_can_be_opened_in_the_inspector(visitor):
    sound, *broken = source(visitor, "/profiles/apple-client-secret").forms
    assert "nothing wrong in it" in visitor.post("/", data=MultiDict(sound.fields)).text
    for form in broken:
        assert "Apple will refuse" in visitor.post("/", data=MultiDict(form.fields)).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/claims/exp", "The moment from which the token must be refused"),
        ("/claims/exp", "IANA’s registry JSON Web Token Claims of 20 July 2026"),
        ("/claims/cnf", "SHA-256 of the certificate of a TLS client"),
        ("/claims/vct%23integrity", "Not in IANA’s registry"),
        ("/claims/...", "Digest that stands for an item of a list that is not disclosed"),
        ("/claims/bid", "App Store Connect"),
        ("/claims/bid", "At every member look big-integer and readable-secret."),
        ("/headers/x5t%23S256", "43 characters of base64url"),
        ("/headers/typ", "an OAuth access token (RFC 9068, section 2.1)"),
        ("/algorithms/ES256", "64 bytes: R and S, 32 each"),
        ("/algorithms/ESP256", "Registered for COSE only (RFC 9864); a JWT says ES256."),
        ("/algorithms/EdDSA", "Deprecated, replaced by Ed25519 and Ed448"),
        ("/algorithms/RS1", "In the header of a token it is prohibited."),
        ("/algorithms/ECDH-ES+A128KW", "epk, apu, apv"),
        ("/rules/text-date", "A date is text, not a number"),
        ("/rules/der-signature", "APNs provider token: warning"),
        ("/causes/ecdsa.der", "The token can be put right without the private key"),
    ],
)
def test_page_says(visitor, path, words):
    assert words in source(visitor, path).text


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/rules/texts-date", "/rules/text-date"),
        ("/causes/ecdsa.dr", "/causes/ecdsa.der"),
        ("/profiles/apple-client", "/profiles/apple-client-secret"),
        ("/claims/expp", "/claims/exp"),
        ("/headers/x5t%23S25", "/headers/x5t%23S256"),
        ("/algorithms/rs256", "/algorithms/RS256"),
    ],
)
def test_unknown_name_is_answered_with_the_nearest(visitor, path, near):
    answer = visitor.get(path)
    assert answer.status_code == 404
    page = PageSource(answer.text)
    assert page.faults == []
    assert near in page.links
    twin = visitor.get(f"{path}.json")
    assert twin.status_code == 404
    assert twin.json["error"]["code"] == "not-found"
    assert near.rpartition("/")[2].replace("%23", "#") in twin.json["error"]["message"]


def test_private_claim_is_said_to_be_private(visitor):
    text = PageSource(visitor.get("/claims/favourite%20colour").text).text
    assert "Nothing is known here of favourite colour" in text
    assert "a private claim, whose meaning is between whoever makes the token and whoever receives it" in text


@pytest.mark.parametrize(
    "name",
    [
        HOSTILE,
        '"onmouseover="x',
        "a/b",
        "//a//b",
        "https://example.com/a?b#c",
        "..",
        "%",
        "%2F",
        " ",
        "\n",
        "\0",
        "naïve",
        "\U0001f600",
        "x" * 5000,
    ],
)
@every_kind
def test_name_of_any_characters_is_answered(visitor, kind, name):
    answer = visitor.get(address(kind, name))
    assert answer.status_code == 404
    assert PageSource(answer.text).faults == []
    assert HOSTILE not in answer.text
    twin = visitor.get(f"{address(kind, name)}.json")
    assert (twin.status_code, set(twin.json)) == (404, {"error"})


@every_kind
def test_what_is_looked_for_is_escaped(visitor, kind):
    answer = visitor.get(f"/{kind}", query_string={"q": f'{HOSTILE}" onfocus="x'})
    assert HOSTILE not in answer.text
    assert PageSource(answer.text).faults == []


def test_profile_of_the_team_stands_beside_the_built_in_and_is_escaped(house):
    groups = house.get("/profiles.json").json["groups"]
    assert groups[0]["title"] == "Your own"
    assert "Apple" in [group["title"] for group in groups]
    assert [row["name"] for row in groups[0]["entries"]] == ["house-token"]
    page = house.get("/profiles/house-token")
    assert HOSTILE not in page.text
    assert PageSource(page.text).faults == []
    assert PageSource(page.text).text.count(HOSTILE) > 12
    assert house.get("/profiles/house-token.json").json["own"] is True


@pytest.mark.parametrize(
    "name",
    [
        "https://house.example/roles",
        "a/b//c",
        "/begins with a slash",
        "50 % off?",
        "naïve",
        HOSTILE,
    ],
)
def test_claim_of_any_name_has_its_page(house, name):
    page = source(house, address("claims", name))
    assert name in page.text
    assert "House token" in page.text
    assert house.get(f"{address('claims', name)}.json").json["name"] == name
    assert f"/jwt{address('claims', name)}" in source(house, "/profiles/house-token").links
    assert f"/jwt{address('claims', name)}" in source(house, "/claims").links


def test_rule_page_says_which_profile_of_the_team_softens_it(house):
    assert f"House token {HOSTILE}: warning." in source(house, "/rules/text-date").text


@pytest.mark.parametrize("path", ["/rules", "/rules/text-date", "/claims/exp", "/profiles/house-token"])
def test_links_lie_below_the_prefix(house, path):
    page = source(house, path)
    links = [*page.links, *(form.action for form in page.forms)]
    assert [it for it in links if it.startswith("/") and not it.startswith("/jwt/")] == []


@pytest.mark.parametrize("path", ["/rules", "/rules/text-date", "/claims/exp.json", "/api/openapi.json"])
def test_pages_without_user_data_may_be_kept_and_are_asked_for_again(visitor, path):
    first = visitor.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    assert visitor.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("cause", ASKED)
def test_page_of_a_cause_names_who_accepts_it_and_how_that_is_known(visitor, cause):
    text = source(visitor, f"/causes/{cause}").text
    known = acceptance(cause)
    for receiver in (*known.accepted_by, *known.refused_by):
        said = f"{receiver.name} {receiver.version}".strip() + (f", {receiver.when}" if receiver.when else "")
        assert f"{said} ({receiver.certainty})" in text
    told = visitor.get(f"/causes/{cause}.json").json["acceptance"]
    assert [it["name"] for it in told["accepted_by"]] == [it.name for it in known.accepted_by]


def test_cause_page_says_what_has_to_be_done_anew(visitor):
    assert "has to be signed anew" in source(visitor, "/causes/digest.none").text
    assert "has to be encrypted anew" in source(visitor, "/causes/jwe.aad").text


def test_recipe_stands_on_the_pages_it_helps_with(visitor):
    told = visitor.get("/causes/ecdsa.der.json").json["help"]["recipe"]
    lines = {snippet["id"]: snippet["text"] for it in told["languages"] for snippet in it["snippets"]}
    for path in ("/causes/ecdsa.der", "/rules/der-signature", "/recipes/sign-es256"):
        text = source(visitor, path).text
        assert " ".join(lines["pyjwt"].split()) in " ".join(text.split())
    assert visitor.get("/causes/transport.typo.json").json["help"] is None
    assert visitor.get("/rules/text-date.json").json["help"]["recipe"]["id"] == "write-dates"


def test_words_of_a_profile_have_a_page_of_their_own(client):
    response = client.get("/profiles/vocabulary")
    source = PageSource(response.text)
    assert response.status_code == 200
    assert "The words of a profile" in response.text
    assert client.get("/profiles/vocabulary.json").json["tables"][0]["words"][0]["name"] == "title"
    assert "/profiles/vocabulary" in client.get("/profiles").text
    anchors = {link.partition("#")[2] for link in source.links if link.startswith("#")}
    assert anchors


def test_what_is_found_nowhere_in_a_list_is_looked_for_in_the_others(visitor):
    page = source(visitor, "/rules?q=InvalidProviderToken+%26")
    assert "among the" not in page.text
    page = source(visitor, "/rules?q=InvalidProviderToken")
    assert "One among the profiles" in page.text
    assert "/profiles?q=InvalidProviderToken" in page.links
    links = source(visitor, "/causes?q=InvalidProviderToken+APNs").links
    assert "/profiles?q=InvalidProviderToken+APNs" in links
    assert "among the" not in source(visitor, "/rules?q=milliseconds").text
