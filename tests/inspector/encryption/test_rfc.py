"""The examples of the documents: each opens, and says what its document says."""

import json
from pathlib import Path

import pytest

from webapp.inspector.base64url import decode
from webapp.inspector.decode import decode as decode_token
from webapp.inspector.encryption import Status
from webapp.inspector.paste import Found

from . import workshop as w

DATA = Path(__file__).parents[2] / "data" / "jwe" / "rfc.json"
EXAMPLES = {row["section"]: row for row in json.loads(DATA.read_text("utf-8"))}


@pytest.mark.parametrize("section", EXAMPLES)
def test_the_example_opens(section):
    row = EXAMPLES[section]
    keys = [w.jwk(row["key"])] if "key" in row else []
    report = w.reported(row["token"], *keys, secret=row.get("password"))
    assert report.decryption.status is Status.DECRYPTED
    assert report.decryption.causes == ()
    assert report.token.payload.bytes.decode() == row["plaintext"]
    assert report.token.payload.json_text == row["plaintext"]


def test_the_documents_are_there_whole():
    sections = {name.split(",")[0].rpartition(".")[0] for name in EXAMPLES if "7520" in name}
    assert sections == {f"RFC 7520 5.{number}" for number in range(1, 14)}
    assert {name.split(",")[0] for name in EXAMPLES if "7516" in name} == {
        f"RFC 7516 A.{number}" for number in range(1, 6)
    }


@pytest.mark.parametrize("section", EXAMPLES)
def test_the_header_that_counts_for_the_recipient_is_shown(section):
    row = EXAMPLES[section]
    keys = [w.jwk(row["key"])] if "key" in row else []
    report = w.reported(row["token"], *keys, secret=row.get("password"))
    header = report.token.header
    assert header.text_of("alg") == report.decryption.alg
    assert header.text_of("enc") == report.decryption.enc


@pytest.mark.parametrize("section", EXAMPLES)
def test_without_a_key_it_is_unchecked(section):
    decryption = w.decrypted(EXAMPLES[section]["token"])
    assert decryption.status is Status.UNCHECKED
    assert decryption.reason.startswith("To decrypt it, give the ")
    assert decryption.plaintext is None


def test_additional_data_of_rfc_7516_section_5_1():
    token = decode_token(Found(EXAMPLES["RFC 7520 5.10.5, flattened"]["token"]))
    assert json.loads(decode(token.other("aad").text).bytes)[0] == "vcard"
