"""The root that a chain ends in, and who says that it is to be trusted."""

import base64
import json
from pathlib import Path

import pytest

from webapp.inspector.chain import certificate
from webapp.inspector.chain.root import Root, Trust, root_of

from .maker import authority, entity, root, signer, three


def read(one):
    return certificate.read(one.der, one.name)


ROOT, AUTHORITY, SIGNER = map(read, three())
OF_APPLE = json.loads((Path(__file__).parents[2] / "data/chains/apple.json").read_text())
APPLE = certificate.read(base64.b64decode(OF_APPLE["root"]), "root")
NAMESAKE, ALONE = read(root()), read(entity("Alone"))
NAMED = {"Our root": ROOT.fingerprint, "Another": APPLE.fingerprint}

GIVEN = "It ends in “Test Root”, a root that was given."
LEFT_OUT = "It ends in “Test Root”, a root that was given and that a token may leave out."
BY_FINGERPRINT = "It ends in Our root, told by its SHA-256 fingerprint."
ITS_OWN = (
    "It ends in its own root “Test Root”, which nobody has said to trust: anyone can make a chain like it. "
    "If you trust that root, give its certificate, from another source, as a key file."
)
NOT_HERE = (
    "It ends with “Test Authority”, and the certificate of its issuer “Test Root” is not here. Give the "
    "certificate of the root as a key file."
)
WELL_KNOWN = (
    "It ends in Apple Root CA - G3, told by its fingerprint. Many certificates do, and this profile does not "
    "say which of them may sign such a token. If you trust them all, give that root as a key file."
)
GIVEN_AUTHORITY = Root("Test Authority", Trust.GIVEN, "It ends in “Test Authority”, a root that was given.")

# The chain, the certificates that were given, the profile's fingerprints by their names → the root.
CASES = {
    "given": ([SIGNER, AUTHORITY, ROOT], [ROOT], {}, Root("Test Root", Trust.GIVEN, GIVEN)),
    "given, and left out": (
        [SIGNER, AUTHORITY],
        [APPLE, ROOT],
        {},
        Root("Test Root", Trust.GIVEN, LEFT_OUT, ROOT),
    ),
    "an authority is given": ([SIGNER, AUTHORITY, ROOT], [AUTHORITY], {}, GIVEN_AUTHORITY),
    "the first that is given counts": ([SIGNER, AUTHORITY, ROOT], [ROOT, AUTHORITY], {}, GIVEN_AUTHORITY),
    "named": ([SIGNER, AUTHORITY, ROOT], [], NAMED, Root("Our root", Trust.PROFILE, BY_FINGERPRINT)),
    "given and named": ([SIGNER, AUTHORITY, ROOT], [ROOT], NAMED, Root("Test Root", Trust.GIVEN, GIVEN)),
    "named, but left out": (
        [SIGNER, AUTHORITY],
        [],
        NAMED,
        Root("Test Root", Trust.NONE, NOT_HERE),
    ),
    "nobody's": ([SIGNER, AUTHORITY, ROOT], [], {}, Root("Test Root", Trust.NONE, ITS_OWN)),
    "a namesake was given": (
        [SIGNER, AUTHORITY, ROOT],
        [NAMESAKE],
        {"Namesake": NAMESAKE.fingerprint},
        Root("Test Root", Trust.NONE, ITS_OWN),
    ),
    "a namesake was given, and the root left out": (
        [SIGNER, AUTHORITY],
        [NAMESAKE],
        {},
        Root("Test Root", Trust.NONE, NOT_HERE),
    ),
    "known to everybody, trusted by nobody": (
        [APPLE],
        [],
        {},
        Root("Apple Root CA - G3", Trust.NONE, WELL_KNOWN),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_root(case):
    chain, anchors, named, expected = case
    assert root_of(chain, anchors, named) == expected


def test_leaf_that_issued_itself_is_its_own_root():
    assert root_of([ALONE], [], {}).message.startswith("It ends in its own root “Alone”, ")
    assert root_of([ALONE], [ALONE], {}).trust is Trust.GIVEN


def test_authority_that_only_bears_the_name_of_an_issuer_is_no_root():
    top = root()
    leaf = read(signer(authority(top)))
    assert root_of([leaf], [read(top)], {}).trust is Trust.NONE
