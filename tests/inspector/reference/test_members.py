"""The pages of claims and header parameters: registered, known to profiles, or seen elsewhere."""

import pytest

from tests.inspector.cases import own
from webapp.inspector import registry
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.members import (
    claim,
    claim_groups,
    header,
    header_groups,
    known_claims,
    known_headers,
)

ROLES = "https://house.example/roles"
DOOR = own(
    f'[header.gate]\nrequired = true\n[payload."{ROLES}"]\nlabel = "Roles"\n[payload.exp]\nwithin = 60\n'
)


@pytest.mark.parametrize(
    ("page", "name", "registered", "seen", "used"),
    [
        (claim, "exp", True, False, True),
        (claim, "cdniv", True, False, False),
        (claim, "bid", False, False, True),
        (claim, ROLES, False, False, True),
        (claim, "aka_vcts", False, True, True),
        (header, "alg", True, False, True),
        (header, "svt", True, False, False),
        (header, "exp", False, True, True),
        (header, "gate", False, False, True),
    ],
)
def test_what_is_known_of_a_name(page, name, registered, seen, used):
    found = page(name, DOOR)
    assert (found.name, found.kind) == (name, "claims" if page is claim else "headers")
    assert (found.registered is not None, bool(found.seen), bool(found.profiles)) == (registered, seen, used)
    assert found.registry.title == (registry.CLAIMS if page is claim else registry.HEADERS).title


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (claim, ""),
        (claim, "EXP"),
        (claim, "gate"),
        (claim, "alg"),
        (claim, "\ud800"),
        (header, ROLES),
        (header, "email"),
        (header, "x" * 100_000),
    ],
    ids=["nothing", "capitals", "of the header", "registered of the header", "half", "claim", "its", "long"],
)
def test_private_name_has_no_page(page, name):
    assert page(name, DOOR) is None


def test_profile_of_the_house_is_known_to_the_house_alone():
    assert claim(ROLES, BUILT_IN) is None
    assert ROLES in known_claims(DOOR)
    assert ROLES not in known_claims(BUILT_IN)
    assert "gate" in known_headers(DOOR)


def test_profiles_say_what_they_make_of_it_in_the_order_of_their_titles():
    uses = claim("exp", DOOR).profiles
    titles = [it.title for it in uses]
    assert titles == sorted(titles, key=str.casefold)
    [door] = [it for it in uses if it.profile == "door"]
    assert (door.field.place, door.field.demands[0].asks) == ("payload.exp", ("at most 1 minute ahead",))


def test_rules_for_its_name_and_rules_for_every_member_are_told_apart():
    found = claim("exp", BUILT_IN)
    own_rules, general = ({it.name for it in rules} for rules in (found.rules, found.general_rules))
    assert {"expired", "text-date"} <= own_rules
    assert "big-integer" in general
    assert not own_rules & general
    assert "expired" not in {it.name for it in header("exp", BUILT_IN).rules}


def lines(groups):
    return {it.id: [row.name for row in it.entries] for it in groups}


@pytest.mark.parametrize(
    ("groups", "query", "found"),
    [
        (claim_groups, "jkt", {"oauth": ["cnf"]}),
        (claim_groups, "birthday", {"openid-connect": ["birthdate"]}),
        (claim_groups, "house.example", {"private": [ROLES]}),
        (claim_groups, "Door opener", {"private": [ROLES]}),
        (header_groups, "x5t", {"both": ["x5t", "x5t#S256"]}),
        (header_groups, "b64", {"jws": ["b64"]}),
        (header_groups, "PBES2", {"jwe": ["p2s", "p2c"]}),
        (header_groups, "at+jwt", {"both": ["typ"]}),
        (header_groups, "gate", {"private": ["gate"]}),
        (header_groups, "qwertz", {}),
    ],
)
def test_search(groups, query, found):
    assert lines(groups(query, DOOR)) == found


def test_groups_hold_what_is_registered_once_and_what_is_not_by_the_alphabet():
    for groups, source in ((claim_groups, registry.CLAIMS), (header_groups, registry.HEADERS)):
        *registered, (private, names) = lines(groups("", DOOR)).items()
        assert sorted(name for _, it in registered for name in it) == sorted(source.entries)
        assert (private, names) == ("private", sorted(names, key=str.casefold))
        assert not set(names) & set(source.entries)


def test_private_name_is_said_to_be_of_a_kind_of_token():
    rows = known_headers(DOOR)
    assert rows["gate"].title == "In a token of the kind “Door opener”"
    assert rows["gate"].help == "/headers/gate"
    assert rows["exp"].title == header("exp", DOOR).seen
