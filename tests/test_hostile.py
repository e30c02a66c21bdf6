"""Whatever is sent, each face answers: the page with HTML, the API with JSON, the command line in words."""

import json
from html.parser import HTMLParser

import pytest

from webapp.inspector.rules import ALL_RULES

from .hostile import MARKUP, rows
from .running import FORM, multipart

every_row = pytest.mark.parametrize(
    "fields", [fields for _, fields in rows()], ids=[name for name, _ in rows()]
)

OUTSIDE = frozenset({"img", "iframe", "object", "embed", "base", "frame", "applet"})


class Markup(HTMLParser):
    """Collects what could run or load something."""

    def __init__(self):
        super().__init__()
        self.faults = []
        self.in_script = False

    def handle_starttag(self, tag, attributes):
        if tag in OUTSIDE or (tag == "style"):
            self.faults.append(tag)
        self.in_script = tag == "script"
        for name, value in attributes:
            if (
                name.startswith("on")
                or name == "style"
                or (value or "").strip().lower().startswith("javascript:")
            ):
                self.faults.append(f"{tag} {name}")

    def handle_data(self, data):
        if self.in_script and data.strip():
            self.faults.append("script")

    def handle_endtag(self, _tag):
        self.in_script = False


def markup_faults(page):
    parser = Markup()
    parser.feed(page)
    parser.close()
    return parser.faults


def submission(fields):
    """The fields of the form as the API names them."""
    keys = [{"name": "key.pem", "text": fields["key"]}] if "key" in fields else []
    return {**{name: value for name, value in fields.items() if name != "key"}, "keys": keys}


def form(fields):
    """The body as a browser sends it."""
    named = {"key_text" if name == "key" else name: value for name, value in fields.items()}
    return multipart(*((name, None, value.encode("utf-8", "replace")) for name, value in named.items()))


@every_row
def test_the_page_answers(client, fields):
    answer = client.post("/", data=form(fields), content_type=FORM)
    assert answer.status_code == 200
    assert markup_faults(answer.get_data(as_text=True)) == []


@every_row
def test_the_api_answers(client, fields):
    answer = client.post("/api/inspect", json=submission(fields))
    assert answer.status_code == 200
    report = json.loads(answer.data, parse_constant=pytest.fail)
    answer.data.decode("utf-8")
    for token in report["tokens"]:
        assert token["broke"] == []
        for checked in (token["signature"], token["decryption"] or {}):
            assert not (checked.get("tried") or {}).get("broke")
        for finding in token["findings"]:
            assert finding["rule"] in ALL_RULES


@every_row
def test_the_command_line_answers(runner, fields, tmp_path):
    arguments = ["inspect", "-"]
    if "key" in fields:
        (tmp_path / "key.pem").write_text(fields["key"], "utf-8")
        arguments += ["--key", str(tmp_path / "key.pem")]
    result = runner.invoke(args=arguments, input=fields["text"].encode("utf-8", "surrogatepass"))
    assert result.exit_code in {0, 1, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.output.strip()


def test_the_check_for_markup_finds_markup():
    assert markup_faults(f"<p>{MARKUP}</p>") == ["script", "img", "img onerror"]
