"""A damaged key file comes back mended: by the button of the page, by the API, on the command line."""

import base64
from io import BytesIO

import pytest

from tests.inspector.keys import damages
from tests.inspector.keys.samples import PASSWORD, data, text
from webapp.kept import Kept

NAME = "AuthKey_7XK4Q2M9RT.p8"
SOUND = damages.pem(text(NAME))
DAMAGED = SOUND.whole.replace("\n", "\\n")
SECRET = SOUND.body[1]
PUBLIC = text("p256.public.pem")


@pytest.fixture
def mend(client):
    """Press the button of the key NAME; `file` comes with the form."""

    def press(file=None, **fields):
        sent = {"text": "", "mend": NAME, **fields}
        if file is not None:
            sent["key"] = (BytesIO(file.encode()), NAME)
        return client.post("/", data=sent, content_type="multipart/form-data")

    return press


def test_the_file_comes_back_mended(mend):
    answer = mend(DAMAGED)
    assert answer.status_code == 200
    assert answer.text == SOUND.whole
    assert answer.headers["Content-Disposition"] == f"attachment; filename={NAME}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/x-pem-file"
    assert not {"ETag", "Last-Modified"} & set(answer.headers.keys())


def test_a_pasted_key_comes_back_mended(mend):
    answer = mend(key_text=DAMAGED, mend="pasted key")
    assert answer.text == SOUND.whole
    assert "filename=pasted_key.pem" in answer.headers["Content-Disposition"]


def test_the_report_offers_it_and_holds_nothing_private(client):
    page = client.post("/", data={"text": "", "key": (BytesIO(DAMAGED.encode()), NAME)}).text
    assert f'name="mend" value="{NAME}"' in page
    assert not any(line in page for line in SOUND.body)


def test_a_sound_file_is_offered_no_repair(client):
    page = client.post("/", data={"text": "", "key": (BytesIO(SOUND.whole.encode()), NAME)}).text
    assert NAME in page
    assert 'name="mend"' not in page


def test_a_kept_private_key_has_to_be_given_again(mend):
    note = damages.DAMAGES["quoted"](SOUND).notes
    kept = Kept(NAME, PUBLIC, private=True, notes=tuple(note)).text
    assert "Its private half was not kept here." in mend(kept=kept).text
    assert mend(DAMAGED, kept=kept).text == SOUND.whole


def test_a_kept_public_key_needs_no_file(mend):
    kept = Kept(NAME, PUBLIC.replace("\n", " "), notes=(damages.DAMAGES["quoted"](SOUND).notes[0],)).text
    assert mend(kept=kept).text == PUBLIC


def test_what_cannot_be_mended_is_said_on_the_page(mend):
    assert "This file is sound as it is" in mend(SOUND.whole).text
    assert "did not come with this request" in mend().text
    answer = mend(text("p256.encrypted.pem"))
    assert "encrypted and stays so" in answer.text
    assert 'id="key_password"' in answer.text


def test_an_encrypted_file_stays_encrypted(mend):
    damaged, name = f"'{text('p256.encrypted.pem')}'", "key_password"
    assert mend(damaged, **{name: PASSWORD}).text == text("p256.encrypted.pem")


def test_api_mends(client):
    for given in ({"text": DAMAGED}, {"base64": base64.b64encode(DAMAGED.encode()).decode()}):
        answer = client.post("/api/mended-key", json={"name": NAME, **given})
        assert answer.json == {"name": NAME, "text": SOUND.whole}
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": SOUND.whole}, "sound"),
        ({"text": "hello"}, "not-a-key"),
        ({"text": text("p256.encrypted.pem")}, "encrypted"),
        ({"text": text("p256.encrypted.pem"), "password": "no"}, "wrong-password"),
        ({}, "wrong-member"),
    ],
    ids=range(5),
)
def test_api_refuses_with_a_code_and_a_sentence(client, given, code):
    answer = client.post("/api/mended-key", json=given)
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["message"].endswith((".", ")"))


def test_a_page_of_another_site_gets_no_key(client):
    elsewhere = {"Origin": "https://evil.example"}
    assert client.post("/api/mended-key", json={"text": DAMAGED}, headers=elsewhere).status_code == 403
    assert client.post("/", data={"mend": NAME, "key_text": DAMAGED}, headers=elsewhere).status_code == 403


def test_nothing_of_it_is_logged(client, caplog):
    client.post("/api/mended-key", json={"name": NAME, "text": DAMAGED})
    assert SECRET not in caplog.text


@pytest.fixture
def command(runner, tmp_path):
    def run(content, *arguments):
        path = tmp_path / NAME
        path.write_bytes(content)
        result = runner.invoke(args=["mend-key", str(path), *arguments])
        assert path.read_bytes() == content
        return result

    return run


def test_command_writes_to_standard_output(command):
    result = command(DAMAGED.encode())
    assert (result.exit_code, result.stdout) == (0, SOUND.whole)


def test_command_asks_for_a_password_in_a_file(command, tmp_path):
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    damaged = b'"' + data("p256.encrypted.pem") + b'"'
    assert command(damaged, "--password-file", str(tmp_path / "password")).stdout == text(
        "p256.encrypted.pem"
    )


def test_command_refuses_in_a_sentence(command, runner):
    result = command(SOUND.whole.encode())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "sound as it is" in result.stderr
    assert runner.invoke(args=["mend-key", "no-such-file"]).exit_code == 2
