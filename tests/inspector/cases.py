"""Short ways to make a token, have it judged and look at one finding."""

from collections.abc import Mapping
from typing import Any

from webapp.inspector import examine
from webapp.inspector.example import Example, changed
from webapp.inspector.profiles import BUILT_IN, Profiles, Recognition
from webapp.inspector.profiles.load import parse
from webapp.inspector.profiles.sample import sound
from webapp.inspector.report import TokenReport
from webapp.inspector.rule import Finding
from webapp.inspector.submission import KeyFile

TEAM, KEY_ID = "8R4ZP2XK9T", "7XK4Q2M9RT"

P256_PEM = b"""-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEILQJwBZAFtZKYICRKdJ/O3csZNNs
2GYNXdKYSPzTK9ner7w+Da7JEWG3TbmSwylJH3cik2ONjkLQQ7fssGFmzQ==
-----END PUBLIC KEY-----
"""  # thrown away


def sample(profile: str, header: Mapping[str, Any] | None = None, **changes: Any) -> Example:
    """The profile's sound sample with some members changed; None leaves one out.

    The profile is not pinned: it has to be recognised in spite of the changes.
    """
    example = sound(BUILT_IN[profile])
    assert example is not None
    assert isinstance(example.header, Mapping)
    assert isinstance(example.payload, Mapping)
    return Example(
        changed(example.payload, changes),
        changed(example.header, header or {}),
        example.signature,
        client_id=example.client_id,
    )


def key(name: str, data: bytes = P256_PEM) -> KeyFile:
    return KeyFile(name, data)


def own(text: str, beside: Profiles = BUILT_IN) -> Profiles:
    """The built-in profiles, or those `beside`, and one more, called `door`, with `text` for its facts."""
    head = 'title = "Door opener"\naudience = "the door"\nurl = "https://intranet.example/doors"\n'
    return Profiles((*beside.values(), parse((head + text).encode(), "door.toml")))


def judge(example: Example, known: Profiles = BUILT_IN) -> TokenReport:
    """The report of the first token; no rule may have broken on the way."""
    report = examine(example.submission, example.now, known).tokens[0]
    assert [(outcome.rule.id, outcome.broke) for outcome in report.broke] == []
    return report


def recognised(example: Example) -> Recognition:
    return judge(example).recognition


def finding(example: Example, rule: str, place: str, known: Profiles = BUILT_IN) -> Finding:
    """The one finding of `rule` at `place`; it may not be anywhere else."""
    found = [it for it in judge(example, known).findings if it.rule.id == rule]
    assert [str(it.place) for it in found] == [place]
    return found[0]


def findings(example: Example, known: Profiles = BUILT_IN) -> set[str]:
    """Every finding as `rule place`."""
    return {f"{it.rule.id} {it.place}" for it in judge(example, known).findings}


def faults(example: Example, known: Profiles = BUILT_IN) -> set[str]:
    """The same without notices."""
    found = judge(example, known).findings
    return {f"{it.rule.id} {it.place}" for it in found if it.severity != "notice"}
