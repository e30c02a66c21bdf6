"""Whatever is sent stays in memory, up to the limit."""

import pytest
from flask import request
from werkzeug import formparser

from webapp import create_app
from webapp.kinds import MIB
from webapp.settings import Settings

from .running import FORM, multipart

URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def reading(monkeypatch):
    """An application that reads forms with a parser that can make no temporary file."""
    monkeypatch.setattr(formparser, "SpooledTemporaryFile", None)
    app = create_app(Settings.from_environment({}))
    app.testing = True

    @app.post("/api/read")
    def read():
        files = [file.read() for file in request.files.values()]
        return {
            "fields": [len(text) for text in request.form.values()],
            "files": [len(data) for data in files],
        }

    return app.test_client()


def test_large_file_is_read(reading):
    form = multipart(("key", "AuthKey_7XK4Q2M9RT.p8", b"x" * 1_900_000))
    answer = reading.post("/api/read", data=form, content_type=FORM)
    assert answer.json == {"fields": [], "files": [1_900_000]}


def fields_of(size):
    text = b"x" * size
    return [(FORM, multipart(("text", None, text))), (URLENCODED, b"text=" + text)]


@pytest.mark.parametrize(("content_type", "body"), fields_of(1_900_000), ids=["multipart", "urlencoded"])
def test_large_field_is_read(reading, content_type, body):
    answer = reading.post("/api/read", data=body, content_type=content_type)
    assert answer.json == {"fields": [1_900_000], "files": []}


@pytest.mark.parametrize(("content_type", "body"), fields_of(2 * MIB), ids=["multipart", "urlencoded"])
def test_more_than_the_limit_is_refused(reading, content_type, body):
    answer = reading.post("/api/read", data=body, content_type=content_type)
    assert answer.status_code == 413
    assert answer.json["error"]["code"] == "too-large"
    assert "2 MiB" in answer.json["error"]["message"]
    assert "JWTCLINIC_MAX_BODY" in answer.json["error"]["message"]


@pytest.mark.parametrize(("size", "status"), [(64 * 1024, 200), (64 * 1024 + 1, 413)])
@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_limit_is_the_operators_to_the_byte(size, status, chunked):
    app = create_app(Settings.from_environment({"JWTCLINIC_MAX_BODY": "64 KiB"}))
    app.add_url_rule("/api/count", "count", lambda: str(len(request.get_data())), methods=["POST"])
    how = {"headers": {"Transfer-Encoding": "chunked"}, "environ_overrides": {"wsgi.input_terminated": True}}
    answer = app.test_client().post("/api/count", data=b"x" * size, **(how if chunked else {}))
    assert answer.status_code == status
    assert (str(size) if status == 200 else "64 KiB") in answer.text


def test_page_says_so_too(client):
    answer = client.post("/", data=b"text=" + b"x" * 2 * MIB, content_type=URLENCODED)
    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    assert "One request may hold 2 MiB" in answer.text
