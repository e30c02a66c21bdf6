"""What the page, the API, the command line and the Markdown say of an encrypted token."""

import json

import pytest

from tests.running import FORM, multipart
from webapp.inspector import examine
from webapp.inspector.as_json import as_json
from webapp.inspector.example import NOW
from webapp.inspector.markdown import markdown
from webapp.inspector.plain_text import plain_text
from webapp.inspector.submission import Submission
from webapp.inspector.verdict import Tone, verdict
from webapp.kept import Kept

from . import workshop as w
from .faults import PROVED
from .test_libraries import by_jwcrypto

RSA_TOKEN = by_jwcrypto("RSA-OAEP-256", "RSA", "A256GCM", typ="JWT")
FAULTY, FAULTY_KEY = PROVED["oaep_mgf1"][0]
KEY = w.pem(w.RSA)
PUBLIC = w.public_pem(w.RSA)
OTHER = w.pem(w.CURVES["P-256"])
KEPT = Kept.of(examine(Submission(RSA_TOKEN, (KEY,)), NOW).keys[0]).file

STANDINGS = {
    "decrypted": (RSA_TOKEN, KEY, "decrypted", "pass", Tone.SOUND, "Sound. Decrypted with key.pem"),
    "failed": (FAULTY, FAULTY_KEY, "failed", "fail", Tone.REFUSED, "does not decrypt"),
    "no key": (RSA_TOKEN, None, "unchecked", "unchecked", Tone.CAUTION, "only its header can be read"),
    "public key": (RSA_TOKEN, PUBLIC, "unchecked", "unchecked", Tone.CAUTION, "only its header"),
    "kept half": (RSA_TOKEN, KEPT, "unchecked", "unchecked", Tone.CAUTION, "only its header"),
    "other type": (RSA_TOKEN, OTHER, "unchecked", "fail", Tone.REFUSED, "No key given can decrypt"),
}
REASONS = {
    "no key": "To decrypt it, give the RSA private key.",
    "public key": "key.pem is a public key; decrypting takes the RSA private key.",
    "kept half": "Only the public half of key.pem is at hand. To decrypt, give the private key’s file again.",
    "other type": "RSA-OAEP-256 takes the RSA private key; none was given.",
}
every = pytest.mark.parametrize("case", STANDINGS)


def judged(case):
    text, file, *_ = STANDINGS[case]
    return examine(Submission(text, (file,) if file else ()), NOW)


@every
def test_the_api_says_how_it_stands(case):
    report = as_json(judged(case))["tokens"][0]
    _, _, status, gate, *_ = STANDINGS[case]
    assert report["decryption"]["status"] == status
    assert report["gates"]["signature"] == gate
    assert report["decryption"]["reason"] == REASONS.get(case, "")
    assert (report["payload"] is None) is (status == "unchecked")
    assert report["signature"]["status"] == "unchecked"
    assert (report["decryption"]["key"] is not None) is (status == "decrypted")


@every
def test_the_verdict_is_one_sentence(case):
    said = verdict(judged(case))
    *_, tone, words = STANDINGS[case]
    assert said.tone is tone
    assert words in said.headline


@every
def test_terminal_and_markdown_say_the_same(case):
    report = judged(case)
    standing = REASONS.get(case) or ("Decrypted with" if case == "decrypted" else "It does not decrypt")
    for text in (plain_text(report), markdown(report)):
        assert "Decryption: " in text
        assert "Signature: It" not in text
        assert standing in " ".join(text.split())


@every
def test_the_page_shows_how_it_stands(client, case):
    text, file, *_ = STANDINGS[case]
    key = [("key", file.name, file.data)] if file and case != "kept half" else []
    kept = [("kept", None, Kept.of(judged("decrypted").keys[0]).text.encode())] if case == "kept half" else []
    now = ("now", None, str(NOW).encode())
    answer = client.post(
        "/", data=multipart(("text", None, text.encode()), now, *key, *kept), content_type=FORM
    )
    page = answer.get_data(as_text=True)
    assert "<h3>Decryption</h3>" in page
    assert "<h3>Signature</h3>" not in page
    assert REASONS.get(case, "") in page
    assert "PRIVATE KEY-----\n" not in page
    assert ("user-4711" in page) is (case in {"decrypted", "failed"})


def test_a_fault_is_shown_with_its_cause(client):
    fields = (("text", None, FAULTY.encode()), ("key", "key.pem", FAULTY_KEY.data))
    page = client.post("/", data=multipart(*fields), content_type=FORM).get_data(as_text=True)
    assert 'href="/causes/jwe.oaep_mgf1"' in page
    assert client.get("/causes/jwe.oaep_mgf1").status_code == 200


def test_a_repaired_token_can_be_used(client):
    text, file = PROVED["gcm_tag_layout"][0]
    fields = (("text", None, text.encode()), ("key", "key.json", file.data))
    page = client.post("/", data=multipart(*fields), content_type=FORM).get_data(as_text=True)
    assert "The token that decrypts" in page


def test_the_page_asks_for_the_private_key_again_and_never_sends_it_back(client):
    fields = (("text", None, RSA_TOKEN.encode()), ("key", "key.pem", KEY.data))
    page = client.post("/", data=multipart(*fields), content_type=FORM).get_data(as_text=True)
    assert 'data-again="key.pem"' in page
    assert 'name="kept"' not in page
    assert "PRIVATE KEY" not in page.replace("ENCRYPTED PRIVATE KEY", "")


def test_the_command_line_decrypts(runner, tmp_path):
    (tmp_path / "key.pem").write_bytes(KEY.data)
    arguments = ["inspect", "-", "--key", str(tmp_path / "key.pem"), "--now", str(NOW)]
    result = runner.invoke(args=arguments, input=RSA_TOKEN)
    assert result.exit_code == 0
    assert "Decrypted with key.pem" in result.output
    assert '"sub": "user-4711"' in result.output
    in_json = json.loads(runner.invoke(args=[*arguments, "--json"], input=RSA_TOKEN).output)
    assert in_json["tokens"][0]["payload"]["sub"] == "user-4711"


def test_the_terminal_shows_a_plaintext_that_is_no_json():
    header = {"alg": "dir", "enc": "A256GCM"}
    text = w.compact(header, w.gcm(header, w.secret(32), b"Live long and prosper.\x1b[31m"))
    shown = plain_text(examine(Submission(text, (w.oct_jwk(w.secret(32)),)), NOW))
    assert "Live long and prosper.\\u001b[31m" in shown
    assert "\x1b" not in shown


def test_a_text_with_markup_is_shown_as_text(client):
    header = {"alg": "dir", "enc": "A256GCM"}
    text = w.compact(header, w.gcm(header, w.secret(32), b"<script>alert(1)</script>"))
    fields = (("text", None, text.encode()), ("key", "key.json", w.oct_jwk(w.secret(32)).data))
    page = client.post("/", data=multipart(*fields), content_type=FORM).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
