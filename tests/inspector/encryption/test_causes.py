"""Why a token does not open: each fault, made on purpose, is found and proved."""

import pytest

from webapp.inspector.encryption import Status
from webapp.inspector.encryption.cause import Step, on

from . import workshop as w
from .faults import PROVED, reported


def examples():
    for cause, made in PROVED.items():
        for number, (text, given) in enumerate(made):
            yield pytest.param(cause, text, given, id=f"{cause}-{number}")


@pytest.mark.parametrize(("cause", "text", "given"), list(examples()))
def test_a_fault_is_proved_and_the_plaintext_shown(cause, text, given):
    report = reported(text, given)
    assert report.decryption.status is Status.FAILED
    assert w.causes(report.decryption) == [cause]
    assert report.decryption.causes[0].proved
    assert report.decryption.key is None
    assert report.token.payload.bytes == w.PLAINTEXT
    assert report.gates["signature"] == "fail"
    assert not report.sound


def test_every_cause_that_can_be_proved_is_proved():
    provable = {it.id.removeprefix("jwe.") for step in Step if step is not Step.FACT for it in on(step)}
    assert provable == {*PROVED, "nextauth"}
