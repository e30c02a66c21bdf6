"""The examples of the documents: each verifies, opens and reads as its document says."""

import json

import pytest

from webapp.inspector import keys
from webapp.inspector.submission import KeyFile

from ..running import ROOT
from .forms import judged, statuses

DATA = ROOT / "tests" / "data" / "rfc"
SIGNED = json.loads((DATA / "jws.json").read_text("utf-8"))
SD_JWT = json.loads((DATA / "sd-jwt.json").read_text("utf-8"))
ISSUER = KeyFile("issuer.jwk", json.dumps(SD_JWT["issuer"]).encode())
WHEN_PRESENTED = 1748361950


def examples(rows):
    return [pytest.param(row, id=row["name"]) for row in rows]


def told(row):
    keys = [KeyFile(f"{number}.jwk", json.dumps(key).encode()) for number, key in enumerate(row["keys"])]
    given = {"payload": row["payload"].encode()} if "payload" in row else {}
    return judged(row["text"], *keys, now=1300819300, **given)


@pytest.mark.parametrize("row", examples(SIGNED))
def test_every_signature_of_an_example_verifies(row):
    assert set(statuses(told(row))) == {row.get("status", "verified")}


@pytest.mark.parametrize("row", examples(SIGNED))
def test_no_signature_verifies_over_another_payload(row):
    text = row["text"]
    if "payload" in row:
        changed = {**row, "payload": row["payload"] + "\n"}
    else:
        text = text.replace(".eyJpc3Mi", ".eyJpc3Nz").replace('"eyJpc3Mi', '"eyJpc3Nz')
        text = text.replace("SXTigJlz", "SXTigJlw").replace("JC4wMg", "JC4wMw").replace('"$.02"', '"$.03"')
        changed = {**row, "text": text.replace("RXhhbXBs", "RXhhbXBt").replace("UGF5bG9hZA", "UGF5bG9hZQ")}
    assert changed != row
    assert "verified" not in statuses(told(changed))


def test_a_key_of_ml_dsa_has_the_thumbprint_that_its_document_gives():
    rows = [row for row in SIGNED if "ML-DSA" in row["name"]]
    for [key] in (row["keys"] for row in rows):
        private = {**key, "priv": "A" * 43}  # the seed of the examples: 32 zero bytes
        for jwk in (key, private):
            [read] = keys.read(KeyFile("key.jwk", json.dumps(jwk).encode()))
            assert (read.type, read.alg, read.thumbprint) == ("AKP", key["alg"], key["kid"])
            assert read.private is (jwk is private)
    assert len(rows) == 3


@pytest.mark.parametrize("row", examples(SD_JWT["examples"]))
def test_an_sd_jwt_is_processed_as_its_document_shows(row):
    token = judged(row["text"], ISSUER, now=WHEN_PRESENTED)
    assert token["processed"] == row["processed"]
    assert token["digests"]["undisclosed"] == row["undisclosed"]
    assert token["digests"]["algorithm"] == "sha-256"
    assert [it["place"] for it in token["disclosures"] if it["place"] is None] == []
    assert statuses(token)[0] == ("invalid" if row.get("unsigned") else "verified")
    assert {it["signature"]["status"] for it in token["nested"]} <= {"verified"}
    assert not [it["rule"] for it in token["findings"] if it["severity"] == "error"]


def test_key_binding_stands_where_the_documents_show_it():
    bound = [row for row in SD_JWT["examples"] if row.get("bound")]
    for row in bound:
        [proof] = judged(row["text"], ISSUER, now=WHEN_PRESENTED)["nested"]
        assert (proof["place"], proof["payload"]["nonce"]) == ("token.key_binding", "1234567890")
        assert proof["signature"]["key"]["name"] == "cnf.jwk"
    assert len(bound) == 4
