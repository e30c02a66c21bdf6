"""A request as far as the paste shows it."""

import pytest

from webapp.inspector.request import Parameter, Request, Where

SENT = Request(
    headers=(("Accept", "first"), ("DPoP", "proof"), ("accept", "second")),
    parameters=(
        Parameter("scope", "a", Where.QUERY),
        Parameter("code", "c", Where.BODY),
        Parameter("scope", "b", Where.BODY),
        Parameter("Scope", "d", Where.BODY),
    ),
)


@pytest.mark.parametrize(
    ("name", "values"), [("scope", ("a", "b")), ("Scope", ("d",)), ("none", ()), ("", ())]
)
def test_every_value_of_a_parameter_in_order_and_by_its_name_to_the_letter(name, values):
    assert SENT.values(name) == values


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accept", "first"),
        ("ACCEPT", "first"),
        ("dpop", "proof"),
        ("DPoP", "proof"),
        ("none", None),
        ("", None),
    ],
)
def test_the_first_header_of_a_name_whatever_its_case(name, value):
    assert SENT.header(name) == value


def test_what_the_paste_does_not_show_is_empty():
    assert Request() == Request("", "", (), (), "")


def test_a_secret_is_not_printed_with_the_request():
    request = Request(
        headers=(("Authorization", "Bearer secret"),),
        parameters=(Parameter("client_secret", "secret", Where.BODY, "secret"),),
    )
    assert "secret'" not in repr(request).replace("name='client_secret'", "")
