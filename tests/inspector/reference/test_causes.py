"""The pages of the causes: where each strikes, how one knows, whether the token can be put right."""

import pytest

from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.causes import ENTRIES, family, groups, known, page, row

TRIED = "The inspector undoes it and verifies again. What then verifies is proved, not guessed."
DECRYPTED = "The inspector undoes it and decrypts again. What then opens is proved, not guessed."
UNDONE = "It was undone when the token was read, and said so. It takes no key to see."
NOTED = "It is said beside the key when it is read, or when a token was checked with it."
SEEN = "It can be seen in the token itself. Nothing is tried, and no key can prove it: it is a suspicion."


@pytest.mark.parametrize(
    ("id_", "proof", "repairable"),
    [
        ("ecdsa.der", TRIED, True),
        ("digest.none", TRIED, False),
        ("jwe.oaep_mgf1", DECRYPTED, False),
        ("transport.whitespace", UNDONE, True),
        ("key.damaged_pem", NOTED, None),
    ],
)
def test_how_one_knows_and_whether_the_token_can_be_put_right(id_, proof, repairable):
    found = page(id_, BUILT_IN)
    assert (found.proof, found.repairable) == (proof, repairable)


def test_suspicion_is_said_to_be_one():
    proofs = {page(id_, BUILT_IN).proof for id_ in ENTRIES}
    assert proofs == {TRIED, DECRYPTED, UNDONE, NOTED, SEEN}


@pytest.mark.parametrize(
    ("id_", "axis"),
    [("transport.whitespace", "the text of the token"), ("key.damaged_pem", "the key")],
)
def test_what_is_only_remarked_strikes_where_it_is_read(id_, axis):
    found = page(id_, BUILT_IN)
    assert found.axis == axis
    assert (found.acceptance.accepted_by, found.acceptance.refused_by) == ((), ())


@pytest.mark.parametrize("name", ["", "ecdsa", "ecdsa.", "ECDSA.der", "ecdsa.der ", "x" * 100_000])
def test_what_is_no_cause_has_no_page(name):
    assert page(name, BUILT_IN) is None


@pytest.mark.parametrize("id_", ENTRIES)
def test_neighbours_are_the_rest_of_the_family(id_):
    found = page(id_, BUILT_IN)
    assert {id_, *(it.name for it in found.neighbours)} == {
        it for it in ENTRIES if family(ENTRIES[it]) == found.family
    }
    assert len(found.neighbours) == len({it.name for it in found.neighbours} - {id_})


def test_families_are_called_what_their_causes_have_in_common():
    titles = {it.id: it.title for it in groups("", BUILT_IN)}
    assert titles["ecdsa"] == (
        "The two numbers of an ECDSA signature were packed in another way, or belong to another curve"
    )
    assert titles["jwe"] == "Why an encrypted token does not open"
    assert len(set(titles.values())) == len(titles) == 11


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ecdsa.der", ["ecdsa"]),
        ("DER-encoded R S", ["ecdsa"]),
        ("MGF1", ["rsa", "jwe"]),
        ("qwertz", []),
    ],
)
def test_search_leaves_out_families_without_a_hit(query, found):
    assert [it.id for it in groups(query, BUILT_IN)] == found


def test_line_of_a_list_is_the_first_sentence():
    line = row(ENTRIES["ecdsa.der"])
    assert line == known(BUILT_IN)["ecdsa.der"]
    assert line.help == "/causes/ecdsa.der"
    assert ENTRIES["ecdsa.der"].why.replace("`", "").startswith(line.line.rstrip(".")[:40])
    assert line.line.endswith(".")


def test_recipe_stands_where_one_helps():
    assert page("ecdsa.der", BUILT_IN).help.recipe.id == "sign-es256"
    assert page("transport.typo", BUILT_IN).help is None
