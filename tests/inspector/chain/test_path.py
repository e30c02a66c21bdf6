"""From leaf to root: each link, each certificate's dates, what it may do, and how strong it is."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec

from webapp.inspector.chain import certificate
from webapp.inspector.chain.path import reasons
from webapp.inspector.example import NOW

from .maker import YEAR, authority, entity, rsa_key, signer, three

ROOT, AUTHORITY, SIGNER = three()


def read(entity):
    return certificate.read(entity.der, entity.name)


def told(*chain, at=NOW):
    """The reasons; an entity stands for its certificate."""
    seen = [it if it is None or isinstance(it, certificate.Certificate) else read(it) for it in chain]
    return [(it.rule, it.index, it.message) for it in reasons(seen, at)]


OTHER_ROOT = entity("Other", ca=True, usage=None)
NONE_BELOW = authority(ROOT, "None Below", path_length=0)
BELOW = authority(NONE_BELOW, "Below")
ANEW = authority(
    NONE_BELOW, "None Below", path_length=0
)  # self-issued, as where an authority changes its key
LEAF_AUTHORITY = authority(NONE_BELOW, "Last Authority")

SOUND = {
    "nothing": (),
    "unreadable alone": (None,),
    "a leaf alone": (SIGNER,),
    "a certificate of its own alone": (entity("Alone", usage=None),),
    "to the root": (SIGNER, AUTHORITY, ROOT),
    "not to the root": (SIGNER, AUTHORITY),
    "unreadable between": (SIGNER, None, ROOT),
    "a leaf for content commitment": (signer(AUTHORITY, usage="content_commitment"), AUTHORITY),
    "a path length that is kept": (signer(NONE_BELOW), NONE_BELOW, ROOT),
    "a path length counts no leaf": (signer(LEAF_AUTHORITY, ca=True), LEAF_AUTHORITY),
    "a path length counts no last certificate": (
        authority(NONE_BELOW, "Both", usage="digital_signature"),
        NONE_BELOW,
    ),
    "a path length counts no authority's own new certificate": (signer(ANEW), ANEW, NONE_BELOW, ROOT),
    "RSA of 2048 bits": (signer(AUTHORITY, key=rsa_key(2048)), AUTHORITY),
    "a root that signed itself over SHA-1": (SIGNER, AUTHORITY, replace(read(ROOT), hash="sha1")),
}


@pytest.mark.parametrize("chain", SOUND.values(), ids=SOUND)
def test_nothing_is_told_of_what_is_sound(chain):
    assert told(*chain) == []


BACKWARDS = (
    "The certificates stand in reverse order: the one whose key signs the token comes first, and after each "
    "the one that issued it."
)
LINKS = {
    "reversed": ((ROOT, AUTHORITY, SIGNER), None, BACKWARDS),
    "twice": ((SIGNER, AUTHORITY, AUTHORITY), 1, "“Test Authority” stands here twice in a row."),
    "issuer left out": (
        (SIGNER, ROOT),
        0,
        "“Test Signer” was issued by “Test Authority”, but the next certificate is that of “Test Root”.",
    ),
    "issuer further on": (
        (SIGNER, ROOT, AUTHORITY),
        0,
        "“Test Signer” was issued by “Test Authority”, but the next certificate is that of “Test Root”. "
        "Its issuer stands at [2].",
    ),
    "something behind the root": (
        (ROOT, OTHER_ROOT),
        0,
        "“Test Root” was issued by “Test Root”, but the next certificate is that of “Other”.",
    ),
    "namesake": (
        (SIGNER, authority(ROOT)),
        0,
        "“Test Signer” names “Test Authority” as its issuer, but its signature was not made with that key: "
        "it is of another certificate of the same name, or was changed.",
    ),
}


@pytest.mark.parametrize("case", LINKS.values(), ids=LINKS)
def test_broken_link_is_told_where_it_is(case):
    chain, index, message = case
    assert told(*chain)[0] == ("broken-chain", index, message)


def test_key_of_an_issuer_that_is_of_no_use_here():
    old = authority(ROOT, "Old Authority", key=dsa.generate_private_key(1024))
    [(rule, index, message)] = told(signer(old), old)
    assert (rule, index) == ("broken-chain", 0)
    assert message.startswith("The key of “Old Authority” cannot be used: ")
    assert message.endswith(".")


def test_of_a_reversed_chain_dates_and_strength_are_told_and_no_fitness():
    """Who stands where an authority belongs does so for the order alone."""
    assert told(ROOT, signer(ROOT)) == [("broken-chain", None, BACKWARDS)]
    late = signer(ROOT, start=NOW + 1, key=rsa_key(1024))
    rules = [("broken-chain", None), ("outdated-certificate", 1), ("weak-certificate", 1)]
    assert [(rule, index) for rule, index, _ in told(ROOT, late)] == rules


START, END = NOW - YEAR, NOW + YEAR
DATES = {
    "first second": (START, []),
    "last second": (END, []),
    "a second too early": (
        START - 1,
        [
            "“Test Signer” is valid from 23 Nov 2025 02:13:20 UTC on only, 1 second after the moment it is "
            "judged at, 23 Nov 2025 02:13:19 UTC."
        ],
    ),
    "a second too late": (
        END + 1,
        [
            "“Test Signer” ended on 23 Nov 2027 02:13:20 UTC, 1 second before the moment it is judged at, "
            "23 Nov 2027 02:13:21 UTC."
        ],
    ),
}


@pytest.mark.parametrize("case", DATES.values(), ids=DATES)
def test_dates_hold_to_the_second(case):
    at, messages = case
    assert told(SIGNER, at=at) == [("outdated-certificate", 0, it) for it in messages]


MARKS = tuple(f"1.2.{number}" for number in range(6))
UNFIT = {
    "a leaf for something else": (
        (signer(AUTHORITY, usage="key_agreement"), AUTHORITY),
        0,
        "The key usage of “Test Signer” is key agreement; a key that signs needs digital signature.",
    ),
    "a leaf for nothing": (
        (replace(read(SIGNER), usages=()), AUTHORITY),
        0,
        "The key usage of “Test Signer” is nothing; a key that signs needs digital signature.",
    ),
    "no authority": (
        (signer(entity("Plain")), entity("Plain")),
        1,
        "“Plain” may not issue certificates: it is no authority (basic constraints, CA).",
    ),
    "an authority that may not certify": (
        (SIGNER, replace(read(AUTHORITY), usages=("crl_sign",))),
        1,
        "The key usage of “Test Authority” does not let it sign certificates (key cert sign).",
    ),
    "more authorities below than it allows": (
        (signer(BELOW), BELOW, NONE_BELOW),
        2,
        "The path length of “None Below” is 0: so many authorities may stand below it, not 1.",
    ),
    "critical, and not judged": (
        (replace(read(SIGNER), critical=("1.2.0",)),),
        0,
        "“Test Signer” has the extension 1.2.0, marked critical and not judged here: who does not understand "
        "it must refuse the certificate.",
    ),
    "several such, of which five are named": (
        (replace(read(SIGNER), critical=MARKS),),
        0,
        "“Test Signer” has the extensions 1.2.0, 1.2.1, 1.2.2, 1.2.3 and 1.2.4, marked critical and not "
        "judged here: who does not understand them must refuse the certificate.",
    ),
}


@pytest.mark.parametrize("case", UNFIT.values(), ids=UNFIT)
def test_what_a_certificate_may_not_do(case):
    chain, index, message = case
    assert ("unfit-certificate", index, message) in told(*chain)


WEAK = {
    "a short key": (
        signer(AUTHORITY, key=rsa_key(1024)),
        "The RSA key of “Test Signer” has 1024 bits; 2048 are the least.",
    ),
    "SHA-1": (
        replace(read(SIGNER), hash="sha1"),
        "“Test Signer” was signed over SHA-1, with which certificates have been forged.",
    ),
    "MD5": (
        replace(read(SIGNER), hash="md5"),
        "“Test Signer” was signed over MD5, with which certificates have been forged.",
    ),
}


@pytest.mark.parametrize("case", WEAK.values(), ids=WEAK)
def test_weakness_is_told(case):
    certificate, message = case
    assert told(certificate) == [("weak-certificate", 0, message)]


def test_key_on_a_curve_is_not_measured_as_rsa():
    assert told(signer(AUTHORITY, key=ec.generate_private_key(ec.SECP256R1())), AUTHORITY) == []
