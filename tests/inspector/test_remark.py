"""What is remarked of a document that is no token: in which order, and where more is said of it."""

import pytest

from webapp.inspector.remark import Remark, worst
from webapp.inspector.rule import Citation, Severity

RFC = Citation("RFC 7517", "4", "https://www.rfc-editor.org/rfc/rfc7517#section-4")


def remark(id_, severity):
    return Remark(id_, Severity(severity), f"keys[{id_}]", "It is odd.", RFC)


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        ("", ""),
        ("notice", "0 notice"),
        ("notice warning error", "2 error, 1 warning, 0 notice"),
        ("warning notice warning error warning", "3 error, 0 warning, 2 warning, 4 warning, 1 notice"),
    ],
    ids=["none", "one", "backwards", "several alike"],
)
def test_worst_first_and_else_as_they_were_made(made, shown):
    remarks = tuple(remark(str(number), severity) for number, severity in enumerate(made.split()))
    assert ", ".join(f"{it.id} {it.severity}" for it in worst(remarks)) == shown


def test_kind_of_fault_has_a_page():
    assert remark("weak-key", "error").help == "/remarks/weak-key"
