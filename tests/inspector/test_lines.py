"""The JSON as lines: as it was written, with each finding under its line."""

import json
from dataclasses import replace

import pytest

from webapp.inspector import base64url, examine
from webapp.inspector.decode import decode
from webapp.inspector.example import Example, claims, header
from webapp.inspector.lines import MOST_LINES, Kind, listing
from webapp.inspector.paste import Found
from webapp.inspector.place import PAYLOAD


def payload(text):
    return decode(Found(f"e30.{base64url.encode(text.encode())}.c2ln")).payload


def drawn(text, findings=()):
    """The lines as the page shows them."""
    return [_drawn(line) for line in listing(payload(text), findings).lines]


def _drawn(line):
    name = f"{line.written_name}: " if line.name is not None else ""
    return "  " * line.depth + name + line.text + ("," if line.comma else "")


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("{}", ["{}"]),
        ("[]", ["[]"]),
        ('"text"', ['"text"']),
        ('{"a":1}', ["{", '  "a": 1', "}"]),
        ('{ "a" : 1 , "b":2 }', ["{", '  "a": 1,', '  "b": 2', "}"]),
        ('{"a":1.50e3,"b":1.0}', ["{", '  "a": 1.50e3,', '  "b": 1.0', "}"]),
        ('{"a":"\\u0041\\/"}', ["{", '  "a": "\\u0041\\/"', "}"]),
        ('{"\\u0061,":1,"b":2}', ["{", '  "\\u0061,": 1,', '  "b": 2', "}"]),
        ('{"a":{"b":[1,{}]}}', ["{", '  "a": {', '    "b": [', "      1,", "      {}", "    ]", "  }", "}"]),
        ('{"a":1,"a":2}', ["{", '  "a": 1,', '  "a": 2', "}"]),
        ('{"a":1,}', ["{", '  "a": 1,', "}"]),
        ('{"a":1 "b":2}', ["{", '  "a": 1', '  "b": 2', "}"]),
        ('{"a":[1', ["{", '  "a": [', "    1"]),
        ("{a:'b'}", ["{", "  a: 'b'", "}"]),
        ('{"a":true,"b":null}', ["{", '  "a": true,', '  "b": null', "}"]),
    ],
)
def test_lines_show_what_was_written(written, lines):
    assert drawn(written) == lines


def test_line_tells_where_it_stands_in_the_token():
    part = payload('{"iss":"a","exp":5}')
    span = listing(part, ()).lines[2].span
    whole_quads = slice((span.start - part.start) // 4 * 4, span.end - part.start)
    assert b'"exp":5' in base64url.decode(part.text[whole_quads]).bytes


def report_on(example):
    return examine(example.submission, example.now).tokens[0]


def lines_of(report, part):
    lines = listing(part, report.findings).lines
    return {str(line.place): line for line in lines if line.kind is not Kind.CLOSE}


def test_finding_stands_at_its_line():
    report = report_on(claims(exp="1795400600"))
    line = lines_of(report, report.token.payload)["payload.exp"]
    assert [finding.rule.id for finding in line.findings] == ["text-date"]


def test_missing_member_has_a_line_where_it_ought_to_stand():
    example = replace(header(), profile="apple-client-secret")
    report = report_on(example)
    line = lines_of(report, report.token.header)["header.kid"]
    assert (line.kind, line.member, line.depth) == (Kind.MISSING, '"kid": …', 1)
    assert line.span is None
    assert "missing-field" in [finding.rule.id for finding in line.findings]


def test_missing_members_stand_in_an_empty_object_too():
    report = report_on(Example(header="{}"))
    assert lines_of(report, report.token.header)["header.alg"].kind is Kind.MISSING


def test_duplicate_is_told_at_its_last_appearance_only():
    report = report_on(Example(payload='{"sub":"a","sub":{"x":1}}'))
    told = [
        [finding.rule.id for finding in line.findings]
        for line in listing(report.token.payload, report.findings).lines
        if line.place == PAYLOAD / "sub" and line.kind is not Kind.CLOSE
    ]
    assert told[0] == []
    assert "duplicate-member" in told[1]


def test_what_has_no_line_is_about_the_part():
    report = report_on(Example(payload="[1]"))
    shown = listing(report.token.payload, report.findings)
    assert "not-an-object" in [finding.rule.id for finding in shown.findings]


def test_part_that_cannot_be_read_has_no_lines():
    report = report_on(Example(text="e30.!.c2ln"))
    shown = listing(report.token.payload, report.findings)
    assert shown.lines == ()
    assert shown.findings


def test_every_finding_about_a_part_is_shown_once():
    report = report_on(Example(payload='{"iat":1795400000000,"exp":"x","aud":[1],"sub":1,"sub":2,}'))
    shown = listing(report.token.payload, report.findings)
    told = [finding for line in shown.lines for finding in line.findings] + list(shown.findings)
    about = [finding for finding in report.findings if finding.place.part == "payload"]
    assert sorted(map(id, told)) == sorted(map(id, about))


@pytest.mark.parametrize(
    "value", [list(range(50_000)), {str(index): index for index in range(50_000)}], ids=["items", "members"]
)
def test_a_large_part_is_listed_up_to_a_bound(value):
    shown = listing(payload(json.dumps(value)), ())
    assert len(shown.lines) == MOST_LINES
    assert shown.cut


def test_a_part_of_exactly_the_bound_is_whole():
    shown = listing(payload(json.dumps(list(range(MOST_LINES - 2)))), ())
    assert len(shown.lines) == MOST_LINES
    assert not shown.cut


def test_a_long_text_is_one_line():
    assert drawn(json.dumps({"a": "x" * 500_000}))[1] == f'  "a": "{"x" * 500_000}"'
