"""Chains: each fault is told at its certificate, and only a trusted root makes one worth anything."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import verification

from webapp.inspector.chain import Standing, Trust, anchors, bundles, certificates, chain
from webapp.inspector.example import NOW
from webapp.inspector.keys import read
from webapp.inspector.limits import Limits
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.submission import KeyFile

from .maker import (
    INTERMEDIATE_MARK,
    LEAF_MARK,
    YEAR,
    authority,
    bundle,
    ec_key,
    entity,
    root,
    rsa_key,
    signer,
    three,
)

ROOT, AUTHORITY, SIGNER = three()
APPLE = json.loads((Path(__file__).parents[2] / "data/chains/apple.json").read_text())
APPLE_CHAIN = [APPLE["leaf"], APPLE["intermediate"], APPLE["root"]]
STOREKIT = BUILT_IN["apple-transaction"].chain[1]
IN_2023 = 1_681_312_846


def trusted(*entities):
    return certificates(read(bundle(*entities)))


def judged(*entities, roots=(ROOT,), at=NOW, **more):
    return chain([it.text for it in entities], "x5c", at, trusted(*roots) if roots else (), **more)


def told(found):
    return [(it.rule, it.index) for it in found.reasons]


KEYS = {
    "EC": {},
    "P-384": {name: ec_key(ec.SECP384R1()) for name in ("root", "authority")},
    "RSA": {name: rsa_key() for name in ("root", "authority", "signer")},
    "RSA over EC": {"root": rsa_key()},
}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("included", [True, False], ids=["root included", "root left out"])
def test_sound_chain_ends_in_the_root_that_was_given(keys, included):
    top, middle, leaf = three(**keys)
    found = judged(leaf, middle, *([top] if included else []), roots=(top,))
    assert told(found) == []
    assert found.standing is Standing.TRUSTED
    assert (found.root.name, found.root.trust) == ("Test Root", Trust.GIVEN)
    assert found.trusted_key.name == "x5c[0]"
    assert found.trusted_key.public == leaf.key.public_key()


def test_chain_that_is_only_consistent_proves_nothing():
    found = judged(SIGNER, AUTHORITY, ROOT, roots=())
    assert told(found) == [("unknown-root", 2)]
    assert found.standing is Standing.UNKNOWN
    assert found.trusted_key is None
    assert "proves nothing" in found.headline


def test_root_of_the_same_name_is_another_root():
    found = judged(SIGNER, AUTHORITY, ROOT, roots=(root(),))
    assert found.standing is Standing.UNKNOWN
    assert "its own root “Test Root”" in found.reasons[0].message


def test_root_that_is_missing_is_named():
    found = judged(SIGNER, AUTHORITY, roots=())
    assert "issuer “Test Root” is not here" in found.reasons[0].message


def test_trusted_authority_need_not_be_a_root():
    assert judged(SIGNER, AUTHORITY, ROOT, roots=(AUTHORITY,)).standing is Standing.TRUSTED


def test_single_certificate_of_its_own():
    alone = entity("Alone")
    assert judged(alone, roots=()).standing is Standing.UNKNOWN
    assert judged(alone, roots=(alone,)).standing is Standing.TRUSTED


def faulty():
    """Each fault with the certificates that have it, and what is to be told of them."""
    yield "reversed", (ROOT, AUTHORITY, SIGNER), [("broken-chain", None)]
    yield "authority missing", (SIGNER, ROOT), [("broken-chain", 0)]
    yield "two exchanged", (SIGNER, ROOT, AUTHORITY), [("broken-chain", 0), ("broken-chain", 1)]
    yield "one twice", (SIGNER, SIGNER, AUTHORITY), [("broken-chain", 0), ("unfit-certificate", 1)]
    impostor = authority(ROOT)
    yield "signature of a namesake", (SIGNER, impostor), [("broken-chain", 0)]
    yield (
        "another issuer's name",
        (signer(AUTHORITY, says_issuer="Somebody"), AUTHORITY),
        [("broken-chain", 0)],
    )
    old = {"start": NOW - 3 * YEAR, "end": NOW - YEAR}
    yield "leaf expired", (signer(AUTHORITY, **old), AUTHORITY), [("outdated-certificate", 0)]
    late = authority(ROOT, start=NOW + 60)
    yield "authority not yet valid", (signer(late), late), [("outdated-certificate", 1)]
    plain = authority(ROOT, ca=False)
    yield "authority that is none", (signer(plain), plain), [("unfit-certificate", 1)]
    unsaid = authority(ROOT, ca=None)
    yield "no basic constraints", (signer(unsaid), unsaid), [("unfit-certificate", 1)]
    useless = authority(ROOT, usage="digital_signature")
    yield "authority may not sign", (signer(useless), useless), [("unfit-certificate", 1)]
    short = authority(ROOT, path_length=0)
    below = authority(short, "Too Low")
    yield "path too long", (signer(below), below, short), [("unfit-certificate", 2)]
    yield (
        "leaf may not sign",
        (signer(AUTHORITY, usage="key_agreement"), AUTHORITY),
        [("unfit-certificate", 0)],
    )
    odd = signer(AUTHORITY, critical_mark="1.2.3.4")
    yield "unknown and critical", (odd, AUTHORITY), [("unfit-certificate", 0)]
    yield "short RSA key", (signer(AUTHORITY, key=rsa_key(1024)), AUTHORITY), [("weak-certificate", 0)]


FAULTY = {name: (entities, expected) for name, entities, expected in faulty()}


@pytest.mark.parametrize("case", FAULTY.values(), ids=FAULTY)
def test_fault_is_told_at_its_certificate(case):
    entities, expected = case
    found = judged(*entities)
    assert [it for it in told(found) if it[0] != "unknown-root"] == expected
    assert found.standing is Standing.BROKEN
    assert found.trusted_key is None


# The library's own verifier does not look at the key of a leaf, nor at what it may be used for.
LEFT_TO_US = {"leaf may not sign", "short RSA key"}
SEEN_BY_THE_LIBRARY = {name: entities for name, (entities, _) in FAULTY.items() if name not in LEFT_TO_US}


@pytest.mark.parametrize("entities", SEEN_BY_THE_LIBRARY.values(), ids=SEEN_BY_THE_LIBRARY)
def test_second_opinion_refuses_what_we_refuse(entities):
    assert not library_accepts(entities)


def library_accepts(entities, roots=(ROOT,)):
    anything = verification.ExtensionPolicy.permit_all()
    authorities = anything.require_present(
        x509.BasicConstraints, verification.Criticality.AGNOSTIC, None
    ).may_be_present(x509.KeyUsage, verification.Criticality.AGNOSTIC, _may_certify)
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store([it.certificate for it in roots]))
        .time(datetime.fromtimestamp(NOW, UTC))
        .extension_policies(ca_policy=authorities, ee_policy=anything)
        .build_client_verifier()
    )
    # It looks for a way through any certificates; here they have to be taken in their order.
    pairs = pairwise(entities)
    try:
        verifier.verify(entities[0].certificate, [it.certificate for it in entities[1:]])
        for one, other in pairs:
            one.certificate.verify_directly_issued_by(other.certificate)
    except Exception:
        return False
    return True


def _may_certify(_policy, _certificate, usage):
    if usage and not usage.key_cert_sign:
        raise ValueError


def test_second_opinion_accepts_what_is_sound():
    assert library_accepts((SIGNER, AUTHORITY, ROOT))
    assert library_accepts((SIGNER, AUTHORITY))


def test_root_outside_that_has_ended_is_told_of_the_chain():
    top = root(start=NOW - 2 * YEAR, end=NOW - YEAR)
    middle = authority(top)
    found = judged(signer(middle), middle, roots=(top,))
    assert told(found) == [("outdated-certificate", None)]
    assert "“Test Root” ended" in found.reasons[0].message


def test_certificate_that_is_given_but_no_authority_certifies_nothing():
    plain = entity("Plain", usage=None)
    found = judged(signer(plain), roots=(plain,))
    assert found.standing is Standing.BROKEN


def test_moment_decides():
    assert judged(SIGNER, AUTHORITY, at=NOW + 2 * YEAR).standing is Standing.BROKEN
    assert judged(SIGNER, AUTHORITY, at=10**18).standing is Standing.BROKEN
    assert judged(SIGNER, AUTHORITY, at=-(10**30)).standing is Standing.BROKEN


def test_apples_own_chain_at_the_time_it_signed():
    found = chain(APPLE_CHAIN, "x5c", IN_2023, (), STOREKIT)
    assert told(found) == []
    assert found.standing is Standing.TRUSTED
    assert (found.root.name, found.root.trust) == ("Apple Root CA - G3", Trust.PROFILE)


def test_apples_own_chain_has_ended_since():
    found = chain(APPLE_CHAIN, "x5c", NOW, (), STOREKIT)
    assert told(found) == [("outdated-certificate", 0)]
    assert "ended on 24 Sep 2023" in found.reasons[0].message


def test_apples_root_is_trusted_by_nobody_who_does_not_look_for_its_marks():
    found = chain(APPLE_CHAIN, "x5c", IN_2023)
    assert found.standing is Standing.UNKNOWN
    assert "Apple Root CA - G3, told by its fingerprint" in found.reasons[0].message


def marked(leaf=(LEAF_MARK,), intermediate=(INTERMEDIATE_MARK,)):
    middle = authority(ROOT, marks=intermediate)
    return signer(middle, marks=leaf), middle, ROOT


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        (marked(), []),
        (marked(leaf=()), [("foreign-chain", 0)]),
        (marked(intermediate=()), [("foreign-chain", 1)]),
        (marked(leaf=(INTERMEDIATE_MARK,)), [("foreign-chain", 0)]),
        (marked()[:2], [("foreign-chain", None)]),
        (marked()[:1], [("foreign-chain", None)]),
    ],
    ids=["sound", "leaf", "intermediate", "mark of the other", "root left out", "leaf alone"],
)
def test_marks_and_length_that_a_profile_asks_for(entities, expected):
    found = judged(*entities, demand=STOREKIT)
    assert told(found) == expected
    assert found.standing is (Standing.FOREIGN if expected else Standing.TRUSTED)


def test_other_root_than_the_profile_asks_for():
    found = judged(*marked(), roots=(), demand=STOREKIT)
    assert told(found) == [("foreign-chain", 2)]
    assert "what is asked for is Apple Root CA - G3" in found.reasons[0].message
    assert found.standing is Standing.FOREIGN


def test_thousand_certificates_are_not_believed():
    found = chain([SIGNER.text, AUTHORITY.text, ROOT.text] * 334, "x5c", NOW, trusted(ROOT))
    assert (len(found.certificates), found.left_out) == (Limits().certificates, 982)
    assert found.standing is Standing.BROKEN


def test_unreadable_certificate_breaks_the_chain():
    found = chain([SIGNER.text, "AAAA", ROOT.text], "x5c", NOW, trusted(ROOT))
    assert found.standing is Standing.BROKEN
    assert told(found) == [("malformed-chain", 1)]


@pytest.mark.parametrize("value", [None, 7, "x", [], [None], [[]], {"x5c": []}, ["\x00", "é", "="]])
def test_anything_else_is_no_chain(value):
    found = chain(value, "x5c", NOW, trusted(ROOT))
    assert found.standing is Standing.BROKEN
    assert found.reasons
    assert found.says


def test_anchors_are_authorities_that_issued_themselves():
    given = read(bundle(SIGNER, AUTHORITY, ROOT, entity("Plain")))
    assert [it.name for it in anchors(given)] == ["Test Root"]


def test_bundle_is_judged_without_its_own_root():
    given = read(bundle(SIGNER, AUTHORITY, ROOT))
    [found] = bundles(given, NOW, ())
    assert (found.name, found.standing) == ("bundle.pem", Standing.UNKNOWN)
    [again] = bundles([*given, *read(ROOT.file())], NOW, ())
    assert again.standing is Standing.TRUSTED
    [mounted] = bundles(given, NOW, trusted(ROOT))
    assert mounted.standing is Standing.TRUSTED


def test_single_certificates_and_keys_are_no_bundle():
    keys = [*read(ROOT.file()), *read(SIGNER.file("cert.pem")), *read(KeyFile("x", b'{"keys":[]}'))]
    assert bundles(keys, NOW, ()) == ()
