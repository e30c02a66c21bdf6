"""The report as Markdown."""

import re

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW, Example
from webapp.inspector.markdown import markdown
from webapp.inspector.submission import Submission
from webapp.samples import five_faults, sound

from .signature import workshop


def written(submission):
    return markdown(examine(submission, NOW))


def test_it_begins_with_the_verdict():
    assert written(five_faults(NOW).submission).startswith(
        "## Apple will refuse this client_secret: 4 errors.\n"
    )


def test_it_holds_every_finding_and_both_parts():
    report = examine(five_faults(NOW).submission, NOW)
    text = markdown(report)
    for finding in report.tokens[0].findings:
        assert finding.title in text
        assert str(finding.place) in text
    assert report.tokens[0].token.payload.json_text in text


def test_it_holds_neither_signature_nor_key():
    submission = sound(NOW).submission
    text = written(submission)
    assert submission.text.split(".")[2] not in text
    assert "PRIVATE" not in text


@pytest.mark.parametrize("value", ["```", "````\n# title", "~~~\n```"])
def test_nothing_breaks_out_of_its_block(value):
    lines = written(Example(payload='{"a":"' + value + '"}').submission).splitlines()
    begin = next(index for index, line in enumerate(lines) if line.startswith('{"a":"')) - 1
    fence = lines[begin].removesuffix("json")
    inside = "\n".join(lines[begin + 1 : lines.index(fence, begin + 1)])
    assert inside == '{"a":"' + value + '"}'


def test_nothing_quoted_is_read_as_markdown():
    text = written(Example(payload='{"aud":"[x](http://evil.example)<b>","exp":"`<img>`"}').submission)
    prose = re.sub(r"(`+).*?\1", "", text, flags=re.DOTALL)
    assert not re.search(r"(?<!\\)[<\[]", prose)


def test_it_stays_bounded():
    assert len(written(Example(payload='{"a":"' + "x" * 500_000 + '"}').submission)) < 100_000


def test_without_a_token_it_is_empty():
    assert written(Submission("hello")) == ""


def test_it_lists_the_keys_that_a_signature_fits():
    inputs = [workshop.signing_input("ES256", kid=kid) for kid in "ab"]
    tokens = [workshop.token(it, workshop.signature("ES256", it.encode())) for it in inputs]
    report = examine(Submission("\n".join(tokens)), NOW)
    common = report.shared_keys[0].keys[0].thumbprint
    text = markdown(report)
    assert text.count(f"* `{common}` It fits tokens 1 and 2.\n") == 2
    assert text.endswith(f"it is the only one that fits them all. Its thumbprint is `{common}`.")
