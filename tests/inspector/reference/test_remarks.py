"""Every id that a report can link to has a page, whether it is tried or only remarked."""

import re
from pathlib import Path

import pytest

import webapp
from webapp.inspector.paste.clean import _STEPS
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.causes import ENTRIES
from webapp.inspector.reference.kinds import KINDS
from webapp.inspector.reference.remarks import REMARKS

_ID = re.compile(
    r"""["']((?:transport|key|hmac|eddsa|jwe|msg|sigenc|rsa|ecdsa|digest|alg)\.[a-z][a-z0-9_]*)["']"""
)


def mentioned():
    """Every id of a cause or a note that the code writes, and those that the repairs of a paste make."""
    sources = Path(webapp.__file__).parent.rglob("*.py")
    written = {id_ for source in sources for id_ in _ID.findall(source.read_text("utf-8"))}
    return sorted(written | {f"transport.{name}" for name, _ in _STEPS})


def test_the_code_mentions_many():
    assert len(mentioned()) > 40


@pytest.mark.parametrize("id_", mentioned())
def test_whatever_a_report_can_name_has_a_page(id_):
    page = KINDS["causes"].page(id_, BUILT_IN)
    assert page
    assert page.why.strip()
    assert page.fix.endswith((".", ")"))


@pytest.mark.parametrize("remark", REMARKS.values(), ids=REMARKS)
def test_a_remark_says_where_it_comes_from_and_what_to_do(remark):
    assert remark.title[0].isupper()
    assert not remark.title.endswith(".")
    assert remark.why.endswith((".", "”."))
    page = KINDS["causes"].page(remark.id, BUILT_IN)
    assert page.repairable is (True if remark.undone else None)


def test_the_remarks_of_a_family_stand_with_its_causes():
    groups = {
        group.id: [row.name for row in group.entries] for group in KINDS["causes"].index("", BUILT_IN).groups
    }
    assert {"transport.whitespace", "transport.truncated"} <= set(groups["transport"])
    assert {"key.damaged_pem", "key.embedded_key"} <= set(groups["key"])
    assert sum(map(len, groups.values())) == len(ENTRIES)
