"""What the page shows of tokens that are not three parts: each signature, disclosures, tokens inside."""

import json
import re
from html import unescape

import pytest

from webapp.inspector.example import NOW, PAYLOAD
from webapp.inspector.example_forms import presenting

from ..inspector.forms import segment, signature, signed
from ..inspector.signature import workshop as w
from ..inspector.test_rfc_examples import SD_JWT
from ..running import FORM, multipart

ES256 = {"alg": "ES256"}
KEY = w.pem(w.P256).data.decode()


@pytest.fixture
def shown(client):
    def shown(text, key=KEY):
        fields = {"text": text, "key_text": key, "now": str(NOW)}
        body = multipart(*((name, None, value.encode()) for name, value in fields.items()))
        return unescape(client.post("/", data=body, content_type=FORM).get_data(as_text=True))

    return shown


def test_every_signature_has_a_block(shown):
    payload = segment(PAYLOAD)
    good = signature(payload, ES256, {"kid": "a"})
    bad = {**signature(payload, ES256, {"kid": "b"}), "signature": good["signature"][::-1]}
    page = shown(json.dumps({"payload": payload, "signatures": [good, bad]}))
    assert "<h3>Signature 1 of 2</h3>" in page
    assert "<h3>Signature 2 of 2</h3>" in page
    assert page.count("Header, unprotected") == 2
    assert "1 of its 2 signatures does not verify" in page


def test_a_token_inside_is_folded_below_and_linked_from_its_claim(shown):
    page = shown(signed(ES256, {**PAYLOAD, "data": {"inner": signed(ES256)}, "events": '{"type": "x"}'}))
    [link] = re.findall(r'<a href="#(token-0-0-token)">A token, opened below</a>', page)
    assert f'id="{link}"' in page
    assert '<details class="one-of-many inner" id="token-0-0">' in page
    assert "payload.data.inner" in page
    assert "payload.events, read as JSON" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_a_token_inside_could_be_is_told_and_not_offered(shown):
    claims = {"transactionId": "2000000123", "bundleId": "com.example", "signedDate": NOW * 1000}
    token = signed({**ES256, "x5c": ["MIIB"]}, claims)
    alone, within = shown(token), shown(signed(ES256, {**PAYLOAD, "data": token}))
    inside = within[within.index('id="token-0-0"') :].partition("</details>")[0]
    assert 'class="link" form="form" name="profile"' in alone
    assert "StoreKit signed transaction" in inside
    assert 'name="profile"' not in inside


def test_the_verdict_tells_of_tokens_inside_that_are_refused(shown):
    broken = signed(ES256, {**PAYLOAD, "exp": str(NOW + 60)})
    both = shown(signed(ES256, {**PAYLOAD, "exp": str(NOW + 60), "data": [broken, signed(ES256)]}))
    assert "Of 2 tokens inside, 1 will be refused too." in both
    assert "in the token at payload.data[0], 1 error" in shown(signed(ES256, {**PAYLOAD, "data": [broken]}))


def test_the_verdict_names_the_key_binding(shown):
    assert "refuse this SD-JWT: in its key binding, its signature does not verify" in shown(
        presenting().paste, key=""
    )


def test_an_sd_jwt_shows_both_payloads_and_its_disclosures(shown):
    [row] = [it for it in SD_JWT["examples"] if it["name"] == "A.3 presentation"]
    page = shown(row["text"], json.dumps(SD_JWT["issuer"]))
    assert "Payload, as the verifier sees it" in page
    assert "Payload, as it was signed" in page
    assert "18 digests in the payload have no disclosure here" in page
    assert "token.key_binding" in page
    assert "Verified with cnf.jwk" in page
