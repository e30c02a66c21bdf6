"""The samples of the page: what they promise is what the inspector finds."""

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW
from webapp.inspector.report import GateState
from webapp.inspector.rule import Gate, Severity
from webapp.inspector.signature import Status
from webapp.samples import SAMPLES, five_faults, sound


def report_on(sample, now):
    return examine(sample(now).submission, now).tokens[0]


@pytest.mark.parametrize("now", [NOW, NOW + 10**8])
def test_sound_sample_is_sound(now):
    report = report_on(sound, now)
    assert report.findings == ()
    assert report.verification.status is Status.VERIFIED


def test_five_faults_are_five_and_one_at_least_at_every_gate():
    report = report_on(five_faults, NOW)
    faults = [finding for finding in report.findings if finding.severity is not Severity.NOTICE]
    assert sorted(finding.rule.id for finding in faults) == [
        "client-id-mismatch",
        "der-signature",
        "key-id-mismatch",
        "millisecond-date",
        "text-date",
    ]
    assert GateState.PASS not in report.gates.values()
    assert set(report.gates) == set(Gate)


def test_repaired_token_of_the_faulty_sample_verifies():
    (cause, *_) = report_on(five_faults, NOW).verification.causes
    assert cause.proved
    assert cause.repaired


def test_samples_are_named_as_the_page_links_them():
    assert set(SAMPLES) == {"sound", "five-faults"}
