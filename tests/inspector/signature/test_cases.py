"""The causes of 474 faulty tokens that were made on purpose, most of them by the libraries that make them.

What each row says is in tests/data/README.md.
"""

import json
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jwt
from jwt.warnings import InsecureKeyLengthWarning

from tests.other_languages import jose
from webapp.inspector import examine
from webapp.inspector.keys import Key
from webapp.inspector.report import Report
from webapp.inspector.signature import Status
from webapp.inspector.submission import KeyFile, Submission

DATA = Path(__file__).parents[2] / "data" / "signature-cases.jsonl"
MOMENT = 1_767_225_700

# Faults that are in a token besides the one that was planted: its maker added them without being asked.
ALSO = {
    "alg.hmac_under_asym-01": {"alg.family_mismatch"},  # RS256 in the header, an HMAC under it
    "combo-01": {"sigenc.std_base64"},  # openssl dgst | base64
    "combo-06": {"sigenc.std_base64"},
    "digest.wrong_hash-17": {"ecdsa.der"},  # PHP's openssl_sign
    "msg.reserialised-21": {"ecdsa.der"},
    "sigenc.cms-02": {"ecdsa.der"},  # as CMS holds it
}
# The same said elsewhere: a token under alg none is not checked, and has no causes.
ELSEWHERE = {"transport.unsigned-03": "no-algorithm"}


@dataclass(frozen=True)
class Told:
    """What the report says of a row: the causes, the repairs and the notes of keys, in this order."""

    row: dict
    report: Report

    @property
    def verification(self):
        return self.report.tokens[0].verification

    @property
    def ids(self):
        [token, *_] = self.report.tokens
        verdict = {
            Status.VERIFIED: ["valid"],
            Status.INVALID: ["undetermined"] * (not self.verification.causes),
        }
        notes = [note.id for key in self.report.judged_keys for note in key.notes]
        return [
            *(it.id for it in self.verification.causes),
            *verdict.get(self.verification.status, []),
            *(it.id for it in token.token.repairs),
            *notes,
        ]

    @property
    def expected(self):
        """The causes, each with those that would do as well."""
        return [part.split("|") for part in self.row["expected_diagnosis"].split("+")]

    @property
    def named(self):
        found = {*self.ids, *(finding.rule.id for finding in self.report.tokens[0].findings)}
        if elsewhere := ELSEWHERE.get(self.row["id"]):
            return elsewhere in found
        return all(found.intersection(part) for part in self.expected)

    @property
    def first(self):
        """Whether an expected cause is the first of its kind: remarks on a key stand with the key."""
        wanted = {id_ for part in self.expected for id_ in part}
        causes = [it.id for it in self.verification.causes]
        remarks = [
            id_ for id_ in self.ids[len(causes) :] if id_ not in {"key.private_supplied", "valid"} - wanted
        ]
        return bool(wanted.intersection((*causes[:1], *remarks[:1])) or self.row["id"] in ELSEWHERE)


def rows():
    every = map(json.loads, DATA.read_text("utf-8").splitlines())
    return [row for row in every if not encrypted(row)]


def encrypted(row):
    return "jwe" in row["expected_diagnosis"] or (row["token"].count(".") == 4 and row["cause"] == "valid")


def submission(row, *, deep=False):
    text = "\n".join(filter(None, (row["token"], row.get("other_token"))))
    given = row["key_pem_or_jwk_or_secret"]
    if row["key_kind"] == "secret":
        return Submission(text, (), given, deep=deep)
    name = row.get("key_name") or "key"
    return Submission(text, (KeyFile(name, given.encode()),) if given is not None else (), deep=deep)


@cache
def told():
    """What is said of every row: at once, or where that does not name the cause, by the deep search."""
    return tuple(map(_told, rows()))


def _told(row):
    at_once = Told(row, examine(submission(row), MOMENT))
    return at_once if at_once.named else Told(row, examine(submission(row, deep=True), MOMENT))


def test_the_rows_are_all_there():
    assert len(rows()) > 420


def test_of_a_hundred_faults_99_are_named_and_97_first():
    missed = [(one.row["id"], one.ids) for one in told() if not one.named]
    late = [(one.row["id"], one.ids) for one in told() if not one.first]
    assert len(missed) <= 0.01 * len(told()), missed
    assert len(late) <= 0.03 * len(told()), late


def test_what_is_proved_is_so():
    wrong = []
    for one in told():
        true = {id_ for part in one.expected for id_ in part} | ALSO.get(one.row["id"], set())
        wrong += [(one.row["id"], it.id) for it in one.verification.causes if it.proved and it.id not in true]
    assert wrong == []


def repaired():
    """Every repaired token that is offered, once, with the keys that were given."""
    for one in told():
        keys = [key for key in one.report.keys if isinstance(key, Key)]
        for token in dict.fromkeys(filter(None, (it.repaired for it in one.verification.causes))):
            yield one, token, keys


def test_a_token_is_repaired_wherever_it_can_be():
    """But where the secret has to be read in another way besides, and the token offered would not verify."""
    offered = {one.row["id"] for one, _, _ in repaired()}
    invalid = {one.row["id"] for one in told() if one.verification.status is Status.INVALID and one.named}
    wanted = {one.row["id"] for one in told() if one.row["repaired_token_verifies"]}
    assert wanted & invalid - offered <= {"combo-05"}


def test_pyjwt_accepts_every_repaired_token():
    checked = 0
    for one, token, keys in repaired():
        assert any(_accepted(token, key) for key in keys), one.row["id"]
        checked += 1
    assert checked > 100


def _accepted(token, key):
    alg = jwt.get_unverified_header(token)["alg"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", InsecureKeyLengthWarning)  # they are as the rows have them
            jwt.PyJWS().decode(token, key.secret if key.public is None else key.public, algorithms=[alg])
    except (jwt.InvalidTokenError, jwt.exceptions.InvalidKeyError, TypeError, AttributeError, ValueError):
        return False
    return True


# What panva/jose has no implementation of, or refuses for the key's size, whatever the signature.
UNSERVED = {"ERR_JOSE_NOT_SUPPORTED"}


def test_panva_jose_accepts_every_repaired_token():
    asked = [(one.row["id"], token, key) for one, token, keys in repaired() for key in keys]
    answers = jose({"task": "verify", "token": token, "key": _jwk(key)} for _, token, key in asked)
    accepted, refused = set(), {}
    for (id_, token, _), answer in zip(asked, answers, strict=True):
        if "payload" in answer:
            accepted.add((id_, token))
        elif answer["error"] not in UNSERVED:
            refused[id_, token] = answer
    assert {pair: answer for pair, answer in refused.items() if pair not in accepted} == {}
    assert len(accepted) > 100


def _jwk(key):
    return (
        dict(key.public_jwk)
        if key.public_jwk
        else {"kty": "oct", "k": jwt.utils.base64url_encode(key.secret or b"").decode()}
    )
