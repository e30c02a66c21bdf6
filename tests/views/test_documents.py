"""Key sets and discovery documents on the page: in the place of a token, and beside one."""

import json

from webapp.inspector.example import NOW, Example
from webapp.inspector.example_keys import OTHER_P256, P256

from ..running import FORM, multipart

SET = json.dumps({"keys": [{**P256, "kid": "one", "d": "c2VjcmV0"}, {**OTHER_P256, "kid": "one"}]})


def page(client, **fields):
    return client.post("/", data={"now": str(NOW), **fields}).get_data(as_text=True)


def test_key_set_is_shown_instead_of_no_token(client):
    text = page(client, text=SET)
    assert "A key set of 2 keys: 3 errors." in text
    assert "There is no JWT in this" not in text
    assert "keys[0].d" in text
    assert "have the same kid, “one”" in text


def test_every_remark_leads_to_its_page(client):
    report = client.post("/api/inspect", json={"text": SET, "now": NOW}).json
    remarks = report["key_sets"][0]["remarks"]
    assert {"leaked-private-key", "duplicate-key-id"} <= {it["id"] for it in remarks}
    text = page(client, text=SET)
    for remark in remarks:
        assert remark["help"] == f"/remarks/{remark['id']}"
        assert f'href="{remark["help"]}"' in text
        assert client.get(remark["help"]).status_code == 200


def test_nothing_private_of_it_is_shown_outside_the_box(client):
    outside = page(client, text=SET).replace(SET.replace('"', "&#34;"), "")
    assert "c2VjcmV0" not in outside


def test_keys_of_a_pasted_set_are_not_kept_besides(client):
    assert 'name="kept"' not in page(client, text=SET)


def test_key_set_that_was_uploaded_is_shown_again_when_the_page_keeps_it(client):
    body = multipart(("text", None, Example().paste.encode()), ("key", "jwks.json", SET.encode()))
    first = client.post("/", data=body, content_type=FORM).get_data(as_text=True)
    assert "Key set <span" in first
    assert first.count('name="kept"') == 3


def test_key_set_beside_a_token_says_what_it_has_for_it(client):
    text = page(client, text=Example().paste, key_text=SET)
    assert "The header names no key (kid)" in text
