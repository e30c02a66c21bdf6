"""The faulty encrypted tokens among the 474 of tests/data, each with the cause that was planted in it."""

import json
from pathlib import Path

import pytest

from webapp.inspector import examine
from webapp.inspector.encryption import Status
from webapp.inspector.submission import KeyFile, Submission

from ..signature.test_cases import encrypted

DATA = Path(__file__).parents[2] / "data" / "signature-cases.jsonl"
MOMENT = 1_767_225_700
ROWS = [row for row in map(json.loads, DATA.read_text("utf-8").splitlines()) if encrypted(row)]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_planted_cause_is_named_first(row):
    given = row["key_pem_or_jwk_or_secret"]
    files = () if row["key_kind"] == "secret" else (KeyFile("key", given.encode()),)
    secret = given if row["key_kind"] == "secret" else None
    decryption = examine(Submission(row["token"], files, secret), MOMENT).tokens[0].decryption
    told = ["valid"] if decryption.status is Status.DECRYPTED else []
    told += [cause.id for cause in decryption.causes]
    expected = set(row["expected_diagnosis"].split("|"))
    assert expected & {told[0], told[-1]}, told


def test_the_rows_are_there():
    assert len(ROWS) == 42
