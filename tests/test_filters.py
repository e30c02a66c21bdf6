"""What templates may ask for beyond the attributes of what they are given."""

import html
import json
import re

import pytest

from webapp import create_app
from webapp.filters import LONGEST_EDIT, helping, here, in_place_of, jwk, shortened, tone
from webapp.forms import PageForm
from webapp.inspector import examine, tokens
from webapp.inspector.example import NOW, Example, claims
from webapp.inspector.keys import read
from webapp.inspector.note import Note
from webapp.inspector.submission import Submission
from webapp.settings import Settings

from .inspector.cases import P256_PEM, key
from .inspector.chain import maker
from .inspector.signature import workshop as w

SOUND, OTHER = Example().paste, claims(sub="another").paste
CUT = SOUND[:-1]


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        (CUT, SOUND),
        (
            f"curl a.example -H 'Authorization: Bearer {CUT}'",
            f"curl a.example -H 'Authorization: Bearer {SOUND}'",
        ),
        (f"{CUT}\n{OTHER}\n{CUT}.", f"{SOUND}\n{OTHER}\n{SOUND}."),
        (f"{SOUND}\n{CUT}", f"{SOUND}\n{SOUND}"),
        (f"{CUT[:60]}\n{CUT[60:]}", SOUND),
        (SOUND, SOUND),
        (" " * (LONGEST_EDIT - len(CUT)) + CUT, " " * (LONGEST_EDIT - len(CUT)) + SOUND),
        (" " * (LONGEST_EDIT - len(CUT)) + f" {CUT}", SOUND),
    ],
    ids=[
        "alone",
        "in a request",
        "twice among others",
        "after a longer one",
        "broken up",
        "only in a longer one",
        "as long as may be edited",
        "longer",
    ],
)
def test_repaired_token_is_put_where_the_faulty_one_stood(text, edited):
    [token] = tokens(Submission(CUT))
    assert in_place_of(SOUND, token, PageForm(Submission(text))) == edited


def test_button_of_the_page_puts_right_the_faulty_token_alone(client):
    signed = w.signing_input("ES256")
    sound = w.token(signed, w.signature("ES256", signed.encode()))
    text = f"{sound}\n{sound[:-1]}"
    page = client.post("/", data={"text": text, "key_text": w.pem(w.P256).data.decode()}).text
    offered = [html.unescape(it) for it in re.findall(r'name="use" value="([^"]*)"', page)]
    assert offered == [f"{sound}\n{sound}"]


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("", 300, ""),
        ("x" * 300, 300, "x" * 300),
        ("x" * 301, 300, f"{'x' * 300}… (301 characters)"),
        ("é" * 12_345, 2, "éé… (12,345 characters)"),
    ],
    ids=["empty", "short", "one more", "long"],
)
def test_long_text_is_shown_without_its_end(text, most, shown):
    assert shortened(text, most) == shown
    assert most != 300 or shortened(text) == shown


@pytest.mark.parametrize(
    ("ids", "recipes"),
    [
        ([], []),
        (["key.no_such_cause"], []),
        (["key.damaged_pem"], ["key-from-variable"]),
        (["key.damaged_pem", "key.private_supplied", "key.damaged_pem"], ["key-from-variable"]),
    ],
    ids=["nothing said", "nothing helps", "one", "one said twice"],
)
def test_each_recipe_helps_once(ids, recipes):
    assert [it.id for it in helping(Note(id_, "") for id_ in ids)] == recipes


def test_key_to_copy_is_its_public_half():
    [public] = read(key("key.pem", P256_PEM))
    [private] = read(w.pem(w.P256))
    assert json.loads(jwk(public)) == dict(public.public_jwk)
    assert jwk(public).startswith('{\n  "kty": "EC"')
    assert json.loads(jwk(private)).keys() == {"kty", "crv", "x", "y"}


CHAINED = maker.three()


@pytest.mark.parametrize(
    ("given", "now", "sign"),
    [(True, NOW, "sound"), (False, NOW, "unverified"), (True, NOW + 2 * maker.YEAR, "refused")],
    ids=["trusted root", "unknown root", "out of date"],
)
def test_sign_of_a_chain(given, now, sign):
    root, authority, leaf = CHAINED
    text = maker.token(leaf.key, [leaf.text, authority.text, root.text])
    [report] = examine(Submission(text, (root.file(),) if given else ()), now).tokens
    assert tone(report.chain) == sign


@pytest.mark.parametrize(("prefix", "address"), [("", "/rules/x"), ("/jwt", "/jwt/rules/x")])
def test_address_lies_below_the_prefix(prefix, address):
    app = create_app(Settings.from_environment({"JWTCLINIC_PREFIX": prefix}))
    with app.test_request_context(environ_overrides={"SCRIPT_NAME": prefix}):
        assert here("/rules/x") == address


def test_filters_give_text_and_never_html(app):
    """Whatever they are given is escaped by the template, as any text is."""
    with app.test_request_context():
        shown = app.jinja_env.from_string("{{ text | shortened(20) }} {{ text | here }}")
        assert "<" not in shown.render(text="<script>alert('x')</script>")
