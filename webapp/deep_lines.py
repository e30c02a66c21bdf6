"""What the deep search is asked and what it answers, a line each.

The question comes from the server itself, and is the submission as it is. The answer comes from where
a stranger's input was read, and is nothing but JSON.
"""

import base64
import hashlib
import pickle
from dataclasses import asdict
from typing import Any

from .inspector.limits import Limits
from .inspector.signature import Diagnosis, Evidence, Explained, Tried, known_cause
from .inspector.submission import Submission

Json = dict[str, Any]


def question(submission: Submission, limits: Limits) -> str:
    """What is to be searched, and how far."""
    return base64.b64encode(pickle.dumps((submission, limits))).decode()


def asked(question: str) -> tuple[Submission, Limits]:
    """The submission and the limits of a question."""
    submission, limits = pickle.loads(base64.b64decode(question))  # noqa: S301  # from the process that started us
    return submission, limits


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
