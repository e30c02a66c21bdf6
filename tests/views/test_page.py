"""The page as the server makes it, which is the whole of it where no script runs."""

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from io import BytesIO

import pytest

from webapp import create_app
from webapp.inspector import base64url
from webapp.inspector.example import NOW, Example, claims, header
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.profiles.sample import sound as sound_sample
from webapp.inspector.rule import Rules
from webapp.inspector.rules import ALL_RULES
from webapp.samples import KEY_NAME, PRIVATE_KEY, five_faults, sound
from webapp.settings import Settings

from ..inspector.signature import workshop as w

SOUND = sound(NOW).submission.text
PRIVATE_KEY_BYTES = PRIVATE_KEY.encode()
VOID = {"meta", "link", "input", "br", "hr", "img", "circle", "rect", "path", "line"}


class Page(HTMLParser):
    """The elements of a page with their attributes and their text; balanced tags are insisted on."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.open = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, **dict(attributes), "text": ""}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.elements.append({"tag": tag, **dict(attributes), "text": ""})

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag=None, css=None, **attributes):
        return [
            element
            for element in self.elements
            if (tag is None or element["tag"] == tag)
            and (css is None or css in (element.get("class") or "").split())
            and all(element.get(name) == value for name, value in attributes.items())
        ]

    def one(self, *args, **attributes):
        (element,) = self.all(*args, **attributes)
        return element

    def text(self, *args, **attributes):
        return " ".join(self.one(*args, **attributes)["text"].split())


@pytest.fixture
def post(client):
    def send(text="", **fields):
        response = client.post("/", data={"text": text, "now": str(NOW), **fields})
        assert response.status_code == 200
        return Page(response.text)

    return send


def key_file(name=KEY_NAME, content=PRIVATE_KEY_BYTES):
    return BytesIO(content), name


def kept(page):
    return [element["value"] for element in page.all("input", name="kept")]


# The states


def test_empty_page_invites(client):
    page = Page(client.get("/").text)
    assert page.text(id="headline") == "Paste a token to begin"
    assert [link["href"] for link in page.all("a", css="button")][1:] == [
        "/?sample=sound",
        "/?sample=five-faults",
    ]
    assert len(page.one("ul", css="pasteable")["text"].strip().splitlines()) == 3
    assert page.one("textarea", id="text")["autofocus"] is None  # present, without a value


def test_empty_post_is_the_empty_page_again(post):
    assert post().text(id="headline") == "Paste a token to begin"


def test_sound_token_with_its_key(post):
    page = post(SOUND, key=key_file())
    assert page.text(id="headline").startswith(
        f"Sound. Signed with {KEY_NAME}, valid for another 10 minutes."
    )
    assert page.one(id="report")["data-tone"] == "sound"
    assert page.text("title") == "✓ client_secret · JWT Clinic"
    assert page.one("link", rel="icon")["href"].endswith("/icons/sound.svg")


def test_gates_say_their_word_and_what_to_give(post):
    words = [" ".join(gate["text"].split()) for gate in post(SOUND).all("li", css="gate")]
    assert words == [
        "Request not seen: paste the request, or give the client_id",
        "Header sound",
        "Payload sound",
        "Signature Give a P-256 key to check it.",
    ]


def test_every_gate_leads_somewhere(post):
    for page in (post(SOUND), post(five_faults(NOW).submission.text), post(SOUND, client_id="x")):
        ids = {element["id"] for element in page.elements if element.get("id")}
        links = [link["href"][1:] for link in page.all("a") if (link.get("href") or "").startswith("#")]
        assert len(links) > 4
        assert set(links) <= ids | {"content"}


def test_ids_are_unique_and_references_resolve(post):
    page = post(f"{SOUND}\n{five_faults(NOW).submission.text}", key=key_file())
    ids = [element["id"] for element in page.elements if element.get("id")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "popovertarget", "form", "data-from"):
        assert {element[attribute] for element in page.elements if element.get(attribute)} <= set(ids)


def test_findings_stand_in_the_list_and_under_their_lines(post):
    page = post(five_faults(NOW).submission.text, key=key_file())
    assert len(page.all("div", css="finding")) == 4
    [cause] = page.all("li", css="cause")
    assert "The signature is DER-encoded, not R and S side by side" in cause["text"]
    line = next(line for line in page.all("li", css="line") if '"exp"' in line["text"])
    assert "A date is text, not a number" in line["text"]
    assert f'"exp": {NOW + 600}' in line["text"]
    assert line["aria-describedby"] in {finding["id"] for finding in page.all("div", css="finding")}


def test_what_is_said_of_a_key_leads_to_its_page(client):
    fields = {"text": header().paste, "key_text": PRIVATE_KEY.replace("\n", "\\n")}
    text = client.post("/", data=fields).get_data(as_text=True)
    for id_ in ("key.damaged_pem", "key.private_supplied"):
        assert f'<a href="/causes/{id_}">{id_}</a>' in text
        assert client.get(f"/causes/{id_}").status_code == 200


def test_missing_member_has_a_line(post):
    page = post(header().paste, profile="apple-client-secret")
    line = next(line for line in page.all("li", css="missing") if '"kid"' in line["text"])
    assert "missing" in line["text"]


def test_members_lead_to_what_they_mean_and_findings_to_their_rule(post):
    page = post(five_faults(NOW).submission.text)
    links = {link["href"] for link in page.all("a") if link.get("href")}
    assert {"/claims/exp", "/headers/kid", "/rules/text-date", "/profiles/apple-client-secret"} <= links


def test_name_that_nobody_explains_is_no_link(post):
    page = post(Example(payload='{"x-internal":1,"email":"a@example.com","exp":1}').paste)
    links = [link["href"] for link in page.all("a", css="name")]
    assert "/claims/email" in links
    assert not any("x-internal" in link for link in links)


def test_repaired_token_can_be_used_without_scripts(post):
    page = post(five_faults(NOW).submission.text, key=key_file())
    button = page.one("button", name="use")
    assert button["value"].startswith("curl https://appleid.apple.com")
    again = post("whatever", use=button["value"], kept=kept(page))
    assert "A date is text" in again.one(id="body")["text"]
    assert "DER" not in again.one(id="body")["text"]
    assert again.one("textarea", id="text")["text"].strip() == button["value"]


def test_several_tokens_each_have_their_place(post):
    page = post(f"{SOUND}\n{header(alg='none').paste}")
    assert page.text(id="headline") == "2 tokens: 1 refused, 1 not verified."
    first, second = page.all("details", css="one-of-many")
    assert "open" in first
    assert "open" not in second
    assert [it["text"] for it in page.all("span", css="nth")] == ["1", "2"]


def test_what_is_no_token_is_named(post):
    page = post("c1f8a7e0b4d24c0f9a3b5e6d7c8f90a12.0.rsy.Pccg6U9TpmqAcdluAKck_g")
    assert page.text(id="headline") == "There is no JWT in this."
    assert "authorization code of Sign in with Apple" in page.text(id="detail")


def test_answer_of_the_receiver_is_explained(post):
    page = post(SOUND, error_text='{"error":"invalid_grant"}')
    assert "The client_secret was accepted" in page.text("aside", css="answer")


def test_request_is_shown_as_read(post):
    page = post(five_faults(NOW).submission.text)
    section = page.one("section", id="token-0-request")["text"]
    assert "POST https://appleid.apple.com/auth/token" in section
    assert "com.example.app" in section


def test_broken_rule_is_admitted(post, monkeypatch):
    def crash(*_):
        raise ZeroDivisionError

    broken = replace(ALL_RULES["text-date"], check=crash)
    rules = Rules({**ALL_RULES, "text-date": broken}.values())
    monkeypatch.setattr("webapp.inspector.judge.ALL_RULES", rules)
    assert "could not run (ZeroDivisionError)" in post(SOUND).one(id="body")["text"]


# Keys


def test_private_key_goes_in_and_its_public_half_comes_back(client):
    response = client.post("/", data={"text": SOUND, "key": key_file(), "now": str(NOW)})
    page = Page(response.text)
    assert "PRIVATE" not in response.text
    for line in PRIVATE_KEY.splitlines()[1:3]:
        assert line[20:] not in response.text
    assert len(kept(page)) == 1
    assert page.one("div", css="key")["text"].count("-----BEGIN PUBLIC KEY-----") == 1


def test_kept_key_checks_the_next_token(post):
    page = post(SOUND, key=key_file())
    again = post(SOUND, kept=kept(page))
    assert again.text(id="headline").startswith("Sound.")
    assert kept(again) == kept(page)
    assert "private key · Key ID 7XK4Q2M9RT" in again.text("li", css="chip")


def test_removed_key_is_gone(post):
    page = post(SOUND, key=key_file())
    again = post(SOUND, kept=kept(page), remove=page.one("button", name="remove")["value"])
    assert kept(again) == []
    assert "no key given" in again.text(id="headline")


def test_pasted_key_is_not_written_back(post):
    page = post(SOUND, key_text=PRIVATE_KEY)
    assert page.one("textarea", id="key_text")["text"].strip() == ""
    assert len(kept(page)) == 1


def test_secret_is_not_written_back(client):
    response = client.post("/", data={"text": SOUND, "secret": "correct horse battery"})
    assert "correct horse" not in response.text


def test_unreadable_key_says_why_and_is_asked_for_again(post):
    page = post(SOUND, key=key_file("notes.txt", b"nothing like a key"))
    chip = page.one("li", css="chip")
    assert chip["data-again"] == "notes.txt"
    assert "Give it again" in chip["text"]
    assert kept(page) == []


def test_password_is_asked_for_where_one_is_needed(post):
    assert post(SOUND, key=key_file()).all(id="key_password") == []
    locked = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + base64url.encode(b"x" * 60).encode() + b"\n"
    assert len(post(SOUND, key=key_file("locked.p8", locked)).all("li", css="chip")) == 1


def test_two_halves_given_together_are_said_to_match(post):
    page = post(SOUND, key=key_file())
    public = unescape(page.one("pre", css="pem")["text"])
    again = post(SOUND, key=[key_file(), key_file("public.pem", public.encode())])
    assert "are the two halves of one key" in again.one(id="keys")["text"]


def test_public_key_can_be_downloaded_under_its_name(post):
    link = post(SOUND, key=key_file()).one("a", download="AuthKey_7XK4Q2M9RT_public.pem")
    assert link["href"].startswith("data:application/x-pem-file,-----BEGIN%20PUBLIC%20KEY-----%0A")


@pytest.mark.parametrize(("address", "warned"), [("127.0.0.1", False), ("192.0.2.7", True)])
def test_warning_stands_before_the_key_where_others_could_listen(client, address, warned):
    response = client.get("/", environ_overrides={"REMOTE_ADDR": address})
    assert ("plain http" in Page(response.text).one("div", css="keys")["text"]) is warned


# The form


def test_form_shows_again_what_it_held(post):
    page = post(
        SOUND,
        client_id="com.example.web",
        profile="apple-client-secret",
        leeway="30",
        error_text='{"error":"x"}',
        secret_encoding="hex",
    )
    assert page.one("textarea", id="text")["text"].strip() == SOUND
    assert page.one("input", id="client_id")["value"] == "com.example.web"
    assert page.one("input", id="now")["value"] == str(NOW)
    selected = {option["value"] for option in page.all("option") if "selected" in option}
    assert "hex" in selected
    assert page.one("input", id="profile")["value"] == "apple-client-secret"
    assert "open" in page.one("details", id="more-fold")


@pytest.mark.parametrize("text", ["\nbegins with a line", "\n\n", " indented", "ends\n"])
def test_text_comes_back_to_the_letter(client, text):
    html = client.post("/", data={"text": text}).text
    box = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    assert box[1] == text


def test_field_that_could_not_be_used_says_so(post):
    page = post(SOUND, now="yesterday")
    assert page.text(id="now-problem").startswith("This is no date that can be read here")


def test_enter_presses_no_remove_button(post):
    page = post(SOUND, key=key_file())
    first = next(button for button in page.all("button") if button.get("type") == "submit")
    assert "name" not in first


# Safety and size

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'</textarea></title>{{7*7}}"


@pytest.mark.parametrize(
    "fields",
    [
        {"text": EVIL},
        {"text": Example(payload=json.dumps({"iss": EVIL, EVIL: [EVIL, {EVIL: EVIL}], "exp": EVIL})).paste},
        {"text": Example(header=json.dumps({"alg": EVIL, "kid": EVIL, EVIL: EVIL})).paste},
        {"text": Example(payload=EVIL).paste},
        {"text": f"curl https://x/{EVIL} -d 'client_secret={SOUND}' -d '{EVIL}={EVIL}'"},
        {"text": SOUND, "key_text": EVIL},
        {"text": SOUND, "client_id": EVIL, "now": EVIL, "leeway": EVIL, "profile": EVIL, "error_text": EVIL},
        {"text": SOUND, "kept": json.dumps([EVIL, EVIL, True, [[EVIL, EVIL]]])},
    ],
    ids=["text", "payload", "header", "no json", "request", "key", "fields", "kept"],
)
def test_nothing_is_written_unescaped(client, fields):
    html = client.post("/", data=fields).text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "</textarea></title>" not in html
    page = Page(html)
    assert not [
        name for element in page.elements for name in element if name.startswith("on") or name == "style"
    ]


def test_name_of_an_uploaded_file_is_escaped(client):
    html = client.post("/", data={"text": SOUND, "key": (BytesIO(b"x"), "<b>.pem")}).text
    assert "<b>.pem" not in html


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u0000", "\u001b"])
def test_character_that_cannot_be_seen_is_named(post, character):
    page = post(claims(sub=f"a{character}b").paste.replace("\\", "\\"))
    assert page.all("i", css="unseen-character") or "\\u" in page.one(id="body")["text"]


@pytest.mark.parametrize(
    "payload",
    [
        {"a": "x" * 700_000},
        {"a": list(range(100_000))},
        {str(index): index for index in range(50_000)},
        {"iat": [{"exp": "1"}] * 20_000},
    ],
    ids=["text", "items", "members", "objects"],
)
def test_large_token_makes_a_bounded_page(client, payload):
    token = Example(payload=json.dumps(payload)).paste
    html = client.post("/", data={"text": token}).text
    assert html.count('<li class="line') <= 2100
    assert len(html) < 3 * len(token) + 2_000_000


def test_findings_are_bounded_too(post, monkeypatch):
    monkeypatch.setattr("webapp.sheet.MOST_FINDINGS", 2)
    page = post(five_faults(NOW).submission.text)
    assert len(page.all("div", css="finding")) == 2
    assert "2 more findings are not listed here" in page.one(id="body")["text"]


def test_no_file_of_another_host_is_asked_for(post):
    page = post(SOUND, key=key_file())
    loaded = [element.get("src") or element.get("href") for element in page.all("script") + page.all("link")]
    assert len(loaded) == 5
    assert all(address.startswith("/static/") for address in loaded)


def test_theme_of_the_cookie_is_rendered_at_once(client):
    client.set_cookie("theme", "dark")
    assert Page(client.get("/").text).one("html")["data-theme"] == "dark"


def test_page_works_under_a_path():
    app = create_app(Settings.from_environment({"JWTCLINIC_PREFIX": "/jwt"}))
    page = Page(app.test_client().get("/jwt/?sample=five-faults").text)
    assert page.one("form", id="form")["action"] == "/jwt/"
    inside = [link["href"] for link in page.all("a") if (link.get("href") or "").startswith("/")]
    assert len(inside) > 10
    assert all(address.startswith("/jwt/") for address in inside)


@pytest.mark.parametrize(("name", "headline"), [("sound", "Sound."), ("five-faults", "Apple will refuse")])
def test_samples_work_without_scripts(client, name, headline):
    page = Page(client.get(f"/?sample={name}").text)
    assert page.text(id="headline").startswith(headline)
    assert len(kept(page)) == 1


def test_unknown_sample_is_the_empty_page(client):
    assert "Paste a token to begin" in client.get("/?sample=nope").text


def test_report_can_be_copied_as_markdown(post):
    markdown = post(five_faults(NOW).submission.text).one("textarea", id="markdown")
    assert "hidden" in markdown
    assert markdown["text"].startswith("## Apple will refuse this client_secret")


def test_fix_of_a_proved_cause_stands_among_the_findings(client):
    page = Page(client.get("/?sample=five-faults").text)
    link = page.one("li", css="mending")
    assert "Write R and S as two numbers of fixed width" in link["text"]
    assert page.one("li", id="token-0-proved")["text"].count("Proved") == 1


@pytest.mark.parametrize("more", [(), (w.pem(w.P384),)], ids=["one", "two"])
def test_only_the_one_public_key_is_unfolded(post, more):
    page = post(SOUND, key=[key_file(), *((BytesIO(file.data), file.name) for file in more)])
    folds = [it for it in page.all("details") if it["text"].split()[:2] == ["Public", "key"]]
    assert ["open" in fold for fold in folds] == ([False, False] if more else [True])


def test_guess_is_asked_about(post):
    guess = Example({"iss": "8R4ZP2XK9T", "exp": NOW + 600}, {"alg": "ES256", "kid": "7XK4Q2M9RT"})
    page = post(guess.paste)
    said = page.all("p", css="aside")
    assert any("so what it demands counts as no error yet. Which is it:" in it["text"] for it in said)
    assert "refuse" not in page.text(id="headline")
    assert "apple-apns" in [button.get("value") for button in page.all("button", name="profile")]


def test_added_claims_are_named_and_judged(post):
    claims = {"x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"], "x-hasura-user-id": 7}
    other = sound_sample(BUILT_IN["auth0-access-token"])
    page = post(replace(other, payload={**other.payload, "https://hasura.io/jwt/claims": claims}).paste)
    assert page.text("a", href="/profiles/hasura-claims") == "Hasura’s claims"
    assert page.text(id="headline") == "Hasura will refuse this access token: 1 error."


def test_what_a_receiver_says_of_a_field_without_a_name_is_read_at_once(post):
    page = post(sound_sample(BUILT_IN["sd-jwt-vc"]).paste)
    assert any("What kind of credential it is" in it["text"] for it in page.all("p", css="meaning"))
    assert not any(it["text"].strip() == "Note" for it in page.all("summary"))


def test_nothing_is_said_to_have_been_tried_where_no_signature_is(post):
    page = post(SOUND.rpartition(".")[0], key=key_file())
    assert not page.all("button", name="deep")
    assert not any("0 things tried" in it["text"] for it in page.all("summary"))
    assert post(SOUND[:-9] + "AAAAAAAAA", key=key_file()).all("button", name="deep")
