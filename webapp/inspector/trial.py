"""A profile on trial: are its samples what it says they are? The tests and `flask profile check` ask this."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from . import examine
from .example import Example
from .profiles import Profile, explain
from .profiles.sample import broken, sound
from .report import TokenReport
from .rule import Severity

_MOMENTS = (1_700_000_000, 1_795_400_000, 3_000_000_000)  # in 2023, 2026 and 2065
_OTHER_KIND = "oidc-id-token"  # to which an overlay is added on trial
_OWED = {"retired-token token"}  # what every token of a kind that is taken no more draws


def trial(profile: Profile, known: Mapping[str, Profile]) -> list[str]:
    """What is amiss, each as a sentence; `known` are all profiles, `profile` among them."""
    return [
        *_sound(profile, known),
        *_broken(profile, known),
        *_answers(profile, known),
        *_added(profile, known),
    ]


def _sound(profile: Profile, known: Mapping[str, Profile]) -> Iterator[str]:
    if profile.sample is None:
        yield "There is no [sample]."
        return
    for now in _MOMENTS:
        example = sound(profile, now)
        complaints = list(_judged(example, "The sample", profile, known)) if example else []
        if complaints:
            yield from complaints
            return  # at the other moments it will be the same


def _judged(example: Example, name: str, profile: Profile, known: Mapping[str, Profile]) -> Iterator[str]:
    report = _report(example, known)
    if report is None:
        yield f"{name} is not seen as a token."
        return
    yield from _recognised(report, name, profile)
    for finding in sorted(_faults(report)):
        yield f"{name} ought to be sound, but draws {finding}."


def _report(example: Example, known: Mapping[str, Profile]) -> TokenReport | None:
    tokens = examine(example.submission, example.now, known).tokens
    return tokens[0] if tokens else None


def _recognised(report: TokenReport, name: str, profile: Profile) -> Iterator[str]:
    recognition = report.recognition
    if recognition.profile.id != profile.id:
        also = ", ".join(it.profile.id for it in recognition.candidates) or "nothing"
        yield f"{name} is taken for {recognition.profile.id}, because {recognition.because}; else for {also}."
    for outcome in report.broke:
        yield f"{name} breaks the rule {outcome.rule.id}: {outcome.broke}."


def _faults(report: TokenReport) -> set[str]:
    """Every error and warning as `rule place`."""
    return {
        _drawn(it.rule.id, it.place) for it in report.findings if it.severity is not Severity.NOTICE
    } - _OWED


def _drawn(rule: str, place: object) -> str:
    return f"{rule} {place}"


def _broken(profile: Profile, known: Mapping[str, Profile]) -> Iterator[str]:
    if not profile.broken:
        yield "There is no [[broken]] sample."
    for sample in profile.broken:
        name, report = f"The broken sample “{sample.title}”", _report(broken(profile, sample), known)
        if report is None:
            yield f"{name} is not seen as a token."
            continue
        yield from _recognised(report, name, profile)
        found, stated = {_drawn(it.rule.id, it.place) for it in report.findings}, set(sample.draws)
        yield from (
            f"{name} does not draw {it}, but {', '.join(sorted(found)) or 'nothing'}."
            for it in sorted(stated - found)
        )
        yield from (
            f"{name} draws {it} too, which it does not state." for it in sorted(_faults(report) - stated)
        )
        if sample.answer and not {profile.id, *profile.like} & set(_explained(sample.answer, profile, known)):
            yield f"{name} is answered “{sample.answer}”, which no [[answers]] explains."


def _answers(profile: Profile, known: Mapping[str, Profile]) -> Iterator[str]:
    for answer in profile.answers:
        if answer.text and answer.meaning not in [
            it.meaning for it in explain(answer.text, known, profile.id)
        ]:
            other = "another [[answers]], which stands before it or finds more"
            yield f"The answer “{answer.text}” is explained by {other}."


def _added(profile: Profile, known: Mapping[str, Profile]) -> Iterator[str]:
    """An overlay's claims must be seen, and be sound, in a token of another kind too."""
    own, other = sound(profile), sound(known[_OTHER_KIND])
    if not profile.overlay or own is None or other is None:
        return
    report = _report(replace(other, payload={**_claims(own), **_claims(other)}), known)
    name = f"The sample, its claims added to an {known[_OTHER_KIND].title},"
    if report is None or profile.id not in [it.profile.id for it in report.recognition.overlays]:
        yield f"{name} is not known for what was added."
    elif faults := sorted(_faults(report)):
        yield f"{name} ought to be sound, but draws {', '.join(faults)}."


def _claims(example: Example) -> Mapping[str, Any]:
    return example.payload if isinstance(example.payload, Mapping) else {}


def _explained(text: str, profile: Profile, known: Mapping[str, Profile]) -> list[str]:
    return [it.profile.id for it in explain(text, known, profile.id)]
