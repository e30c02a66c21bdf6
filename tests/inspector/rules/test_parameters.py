"""The parameters of the request that carries the token, as a profile describes them."""

import pytest

from tests.inspector.cases import finding, findings, judge, own, sample
from tests.inspector.rules.doors import FORM, TOKEN, sent
from webapp.inspector.example import Example

OPEN = "https://doors.example/open"
CLOSED = FORM.replace("[request.parameters]", 'closed = "reported"\n[request.parameters]')


def with_field(field):
    """The form with one more parameter."""
    return own(FORM.replace("floor =", f"{field}\nfloor ="))


def form(*pairs):
    return Example(text="&".join((f"opener={TOKEN}", *pairs)), profile="door")


def found(example, rule, known=FORM):
    return [it for it in judge(example, own(known)).findings if it.rule.id == rule]


@pytest.mark.parametrize(
    ("example", "place", "message"),
    [
        (
            sent(f"{OPEN}?floor=1"),
            "request.floor",
            "floor travels in the query of the address; the place for that is the body.",
        ),
        (
            sent(f"{OPEN}?colour=red&name=a&floor=1&name=b"),
            "request.name",
            "name and floor travel in the query of the address; the place for that is the body.",
        ),
        (
            sent(f"{OPEN}#floor=1"),
            "request.floor",
            "floor travels in the fragment of the address; the place for that is the body.",
        ),
        (
            sent(f"{OPEN}?floor=1", floor="1"),
            "request.floor",
            "floor travels in the query of the address, and in the body as well: only one way may be used.",
        ),
        (
            sent(f"{OPEN}?floor=1&name=a", floor="1"),
            "request.floor",
            "floor and name travel in the query of the address, and floor in the body as well: "
            "only one way may be used.",
        ),
    ],
    ids=["query", "several", "fragment", "both", "one-of-both"],
)
def test_misplaced_parameter(example, place, message):
    [it] = found(example, "misplaced-parameter")
    assert (str(it.place), it.message, it.severity) == (place, message, "error")
    assert it.citation.document == "Door opener"


@pytest.mark.parametrize(
    "example",
    [sent(floor="1"), sent(f"{OPEN}?colour=red"), sent(options="-H 'Cookie: floor=1'")],
    ids=["body", "unknown", "cookie"],
)
def test_what_travels_as_it_should_or_is_not_asked_for(example):
    assert findings(example, own(FORM)) == set()


BLANK = "which must be percent-encoded, and arrives as a blank."
ENCODE = "which must be percent-encoded."


@pytest.mark.parametrize(
    ("raw", "severity", "message", "instead"),
    [
        ("a+b", "error", f"name holds a + sign, {BLANK}", "a%2Bb"),
        ("a b", "error", f"name holds a blank, {BLANK}", "a%20b"),
        ("a/b+c", "error", f"name holds a + sign, {BLANK}", "a%2Fb%2Bc"),
        ("a/b", "notice", f"name holds “/”, {ENCODE}", "a%2Fb"),
        ("a=b", "notice", f"name holds “=”, {ENCODE}", "a%3Db"),
        ("é", "notice", f"name holds “é”, {ENCODE}", "%C3%A9"),
        ("100%", "notice", f"name holds a % sign that begins no escape, {ENCODE}", "100%25"),
        ("%zz%2F", "notice", f"name holds a % sign that begins no escape, {ENCODE}", "%25zz%2F"),
        ("a" * 3999 + "/", "notice", f"name holds “/”, {ENCODE}", "a" * 3999 + "%2F"),
        ("a" * 4000 + "/", "notice", f"name holds “/”, {ENCODE}", None),
    ],
    ids=lambda it: it[:8] if isinstance(it, str) else "",
)
def test_unencoded_parameter(raw, severity, message, instead):
    it = finding(sent(name=raw), "unencoded-parameter", "request.name", own(FORM))
    assert (it.severity, it.message, it.instead) == (severity, message, instead)


@pytest.mark.parametrize("raw", ["a%20b", "%C3%A9", "A-Z_a.z~0*9", "a" * 3999 + "%2F", ""])
def test_what_is_encoded_is_silent(raw):
    assert found(sent(name=raw), "unencoded-parameter") == []


def test_a_value_whose_blank_was_lost_is_told_once():
    assert findings(sent(floor="0+", key="k"), own(FORM)) == {"unencoded-parameter request.floor"}


def test_scopes_are_parted_by_plus_signs():
    assert findings(sent(scope="a+b"), with_field("scope = {}")) == set()
    assert findings(sent(scope="a/b"), with_field("scope = {}")) == {"unencoded-parameter request.scope"}


def test_encoding_is_not_asked_of_json_nor_of_unknown_parameters():
    json = f'{{"opener": "{TOKEN}", "name": "a b"}}'
    example = Example(text=f"curl {OPEN} --json '{json}'", profile="door")
    assert findings(example, own(FORM)) == {"wrong-content-type request"}
    assert findings(sent(colour="a+b"), own(FORM)) == set()


@pytest.mark.parametrize(
    ("parameters", "message", "instead"),
    [
        ({"floor": "7"}, "floor is “7”. It must be “0” or “1”.", None),
        ({"floor": "%221%22"}, 'floor is “"1"”, with quotation marks around it. It must be “0” or “1”.', "1"),
        ({"floor": "1"}, None, None),
        ({"floor": ""}, None, None),
    ],
    ids=["other", "quoted", "right", "empty"],
)
def test_mistaken_parameter(parameters, message, instead):
    told = [(it.message, it.instead) for it in found(sent(**parameters), "mistaken-parameter")]
    assert told == ([(message, instead)] if message else [])


def test_a_client_id_given_beside_the_token_is_judged_where_no_request_is():
    known = with_field('client_id = { pattern = "[a-z.]+[.]web", form = "a name that ends in .web" }')
    alone = Example(text=TOKEN, profile="door", client_id="com.example")
    it = finding(alone, "mistaken-parameter", "request.client_id", known)
    assert it.message == "client_id is “com.example”. It must be a name that ends in .web."
    pasted = Example(text=form("client_id=com.example.web").text, profile="door", client_id="com.example")
    assert findings(pasted, known) == set()


@pytest.mark.parametrize(
    ("parameters", "drawn"),
    [
        ({"floor": "1"}, set()),
        ({"floor": "0"}, {"missing-parameter request.key"}),
        ({"floor": "0", "key": ""}, {"missing-parameter request.key"}),
        ({"floor": "0", "key": "k"}, set()),
    ],
    ids=["not-asked", "missing", "empty", "there"],
)
def test_a_parameter_that_depends_on_another(parameters, drawn):
    assert findings(sent(**parameters), own(FORM)) == drawn


def test_missing_parameter_says_what_to_put_there():
    known = with_field('colour = { required = true, one_of = ["red", "green"], note = "Doors differ." }')
    it = finding(sent(), "missing-parameter", "request.colour", known)
    assert it.message == "colour is missing. It must be “red” or “green”. Doors differ."
    reported = finding(sent(floor="0"), "missing-parameter", "request.key", own(FORM))
    assert (reported.message, reported.severity) == ("key is missing.", "warning")


def test_a_missing_client_id_stands_in_the_token():
    secret = sample("apple-client-secret")
    text = f"grant_type=refresh_token&refresh_token=r.0.a.b&client_secret={secret.paste}"
    it = finding(Example(text=text), "missing-parameter", "request.client_id")
    assert it.instead == secret.payload["sub"]


@pytest.mark.parametrize(
    ("example", "messages"),
    [
        (sent(options="-d floor=0 -d floor=1 -d floor=1"), ["floor is sent 3 times; it may be sent once."]),
        (sent(options="-d colour=a -d colour=a"), ["colour is sent 2 times; it may be sent once."]),
        (sent(f"{OPEN}?name=a", name="a"), []),
        (sent(name="a", NAME="a"), []),
    ],
    ids=["thrice", "unknown", "elsewhere", "capitals"],
)
def test_duplicate_parameter(example, messages):
    assert [it.message for it in found(example, "duplicate-parameter")] == messages


def test_foreign_parameter_of_a_closed_form():
    assert findings(sent(colour="red"), own(FORM)) == set()
    it = finding(sent(colour="red"), "foreign-parameter", "request.colour", own(CLOSED))
    assert (it.severity, it.remove) == ("warning", True)
    assert it.message == (
        "The door does not ask for colour: leave it out, or encode the value that it is a piece of."
    )
    [long] = found(sent(**{"x" * 99: "a"}), "foreign-parameter", CLOSED)
    assert f"ask for {'x' * 60}:" in long.message


@pytest.mark.parametrize(
    ("noun", "said"), [("token", "a token"), ("ID token", "an ID token"), ("user token", "a user token")]
)
def test_misused_token(noun, said):
    known = own(f'noun = "{noun}"\n[misuse]\nticket = "Tickets are for trains."')
    example = Example(text=f"ticket={TOKEN}&x=y", profile="door")
    it = finding(example, "misused-token", "request.ticket", known)
    assert it.message == f"This is {said}, sent as ticket. Tickets are for trains."


@pytest.mark.parametrize(("number", "drawn"), [(98, {"mistaken-parameter request.floor"}), (99, set())])
def test_a_hundred_parameters_are_judged(number, drawn):
    assert findings(form(*(f"p{it}=1" for it in range(number)), "floor=7"), own(FORM)) == drawn


def test_a_parameter_beyond_them_is_there_all_the_same():
    example = form("floor=0", *(f"p{it}=1" for it in range(200)), "key=k")
    assert findings(example, own(FORM)) == set()


def test_many_parameters_are_judged_in_good_time():
    assert len(judge(form(*(f"p{it}=a+b" for it in range(5000))), own(CLOSED)).findings) <= 100
