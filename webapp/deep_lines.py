"""What the deep search is asked and what it answers, a line each.

The question comes from the server itself, and is the submission as it is. The answer comes from where
a stranger's input was read, and is nothing but JSON.
"""

import base64
import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from .inspector.chain import Certificate, certificate
from .inspector.limits import Limits
from .inspector.profiles import BUILT_IN, Profile, Profiles
from .inspector.signature import Diagnosis, Evidence, Explained, Tried, known_cause
from .inspector.submission import Submission

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class House:
    """What an examination rests on besides the submission, the same for all: the operator's own profiles,
    limits and roots."""

    known: Mapping[str, Profile]
    limits: Limits
    roots: tuple[Certificate, ...]


def question(submission: Submission, now: int, house: House) -> str:
    """What is to be searched, as of when, and how far."""
    own = tuple(profile for id_, profile in house.known.items() if id_ not in BUILT_IN)
    roots = tuple((root.key.name, root.data) for root in house.roots)
    return f"{_written((submission, now))} {_written((own, house.limits, roots))}"


def asked(question: str) -> tuple[Submission, int, House]:
    """The submission, the moment and the house of a question."""
    subject, house = question.split()
    return *_read(subject), _house(house)


def _written(value: object) -> str:
    return base64.b64encode(pickle.dumps(value)).decode()


def _read(text: str) -> Any:
    return pickle.loads(base64.b64decode(text))  # noqa: S301  # from the process that started us


@lru_cache(1)
def _house(text: str) -> House:
    """The house, which is made once: it is the same in every question."""
    own, limits, roots = _read(text)
    known = Profiles((*BUILT_IN.values(), *own)) if own else BUILT_IN
    return House(known, limits, tuple(certificate.read(data, name, limits) for name, data in roots))


def subject(evidence: Evidence) -> str:
    """Which signature a search is about, told by what it covers and by itself."""
    token = evidence.token
    written = "\n".join((token.header.text, token.payload.text, token.signature.text))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def answer(found: Explained) -> Json:
    """What one search found."""
    causes, tried = found
    return {"causes": [_cause(it) for it in causes], "tried": asdict(tried)}


def _cause(it: Diagnosis) -> Json:
    return {"id": it.id, "fix": it.fix, "message": it.message, "proved": it.proved, "repaired": it.repaired}


def explained(answer: Json) -> Explained:
    """What an answer says that the search found."""
    causes = tuple(
        Diagnosis(known_cause(it["id"], it["fix"]), it["message"], it["proved"], it["repaired"])
        for it in answer["causes"]
    )
    return causes, Tried(**{**answer["tried"], "what": tuple(answer["tried"]["what"])})
