"""The inspector: a submission in, a report out. Pure: no web, no clock, no network, no file system.

Profiles are read once, at start; the moment of judgement is an argument.
"""

from collections.abc import Mapping
from dataclasses import replace

from . import chain, discovery, key_sets, keys, paste, profiles
from .chain import Certificate
from .decode import decode
from .encryption import Locksmith
from .inner import Opener
from .judge import Judge
from .keys import Key, Row, UnusableKey
from .limits import DEFAULTS, Limits
from .paste import Form, Paste
from .profiles import Profile
from .report import Report
from .signature import Searcher, explain
from .submission import KeyFile, Submission
from .token import Token
from .words import counted

__all__ = ["Submission", "examine", "tokens"]

PASTED = "pasted"  # the name of a key set that was pasted in the place of a token

_MAY_BE_SAID = frozenset({Form.OPAQUE, Form.LOG, Form.JSON, Form.HTTP})
_MOST_SAID = 10_000  # characters of a text that is looked through for a receiver's words


def examine(
    submission: Submission,
    now: int,
    known: Mapping[str, Profile] = profiles.BUILT_IN,
    limits: Limits = DEFAULTS,
    roots: tuple[Certificate, ...] = (),
    searcher: Searcher = explain,
) -> Report:
    """Read, verify and judge everything in `submission` as of `now`, in seconds since 1970. Never raises.

    `roots` are certificates that chains may end in, beside those that were given as keys;
    `searcher` finds out why a signature does not verify.
    """
    pasted = _heard(paste.read(submission.text, limits), submission.text, known)
    document = None if pasted.tokens else KeyFile(PASTED, submission.text.encode("utf-8", "surrogatepass"))
    given = _keys(submission, document, limits)
    error_text = submission.error_text or pasted.error_text
    decoded = [decode(found, limits, submission.payload) for found in pasted.tokens]
    opener = Opener(limits, limits.tokens - len(decoded), _locksmith(submission, given, len(decoded), limits))
    opened = [opener.open(token) for token in decoded]
    signatures = sum(token.signatures for token in opened)
    trusted, shared = (*roots, *chain.anchors(given, limits)), _shared(limits, signatures)
    judge = Judge(submission, pasted.request, given, decoded, now, known, shared, trusted, searcher)
    reports = judge.reports(opened)
    likeliest = reports[0].recognition.profile.id if reports else submission.profile
    answers = profiles.explain(error_text, known, likeliest) if error_text else []
    bundles = chain.bundles(given, now, roots, limits)
    files = submission.keys
    sets = key_sets.key_sets(document, files, given, reports, now, limits)
    documents = discovery.discoveries((*([document] if document else []), *files), reports, limits)
    noted = _noted(pasted, submission, decoded)
    return Report(noted, pasted.request, tuple(answers), given, reports, now, bundles, sets, documents)


def _heard(pasted: Paste, text: str, known: Mapping[str, Profile]) -> Paste:
    """With what a receiver said around the tokens, or instead of any, if some profile knows its words."""
    if pasted.error_text or pasted.request or pasted.form not in _MAY_BE_SAID:
        return pasted
    if len(text) > _MOST_SAID or not profiles.explain(text, known):
        return pasted
    return replace(pasted, error_text=text) if pasted.tokens else Paste(Form.ERROR, error_text=text)


def _noted(pasted: Paste, submission: Submission, decoded: list[Token]) -> Paste:
    """With a note that the payload given beside the tokens was not used, where none leaves out its own."""
    if submission.payload is None or not decoded or any(token.detached for token in decoded):
        return pasted
    whose = "the token has its own" if len(decoded) == 1 else "the tokens have their own"
    note = (
        f"The payload given beside the paste was not used: {whose}, and only one that is sent without, "
        "with nothing between its two dots, takes another (RFC 7515 appendix F)."
    )
    return replace(pasted, notes=(*pasted.notes, note))


def _locksmith(submission: Submission, given: tuple[Row, ...], tokens: int, limits: Limits) -> Locksmith:
    """Who opens the encrypted tokens, with the time to search divided among the tokens of one paste."""
    usable = tuple(key for key in given if isinstance(key, Key))
    return Locksmith(usable, submission.keys, limits.search_seconds / max(tokens, 1), limits)


def tokens(submission: Submission, limits: Limits = DEFAULTS) -> list[Token]:
    """The tokens of `submission`, decoded and no more."""
    return [decode(found, limits, submission.payload) for found in paste.read(submission.text, limits).tokens]


def _shared(limits: Limits, signatures: int) -> Limits:
    """The limits with the time to search divided among the signatures of one paste."""
    if signatures < 2:
        return limits
    return replace(
        limits,
        search_seconds=limits.search_seconds / signatures,
        deep_search_seconds=limits.deep_search_seconds / signatures,
    )


def _keys(submission: Submission, document: KeyFile | None, limits: Limits) -> tuple[Row, ...]:
    """Every key in the order given, and the secret; files beyond the limit are counted, not read.

    The keys of a set that was pasted in the place of a token, the `document`, come first.
    """
    files = (*([document] if document and _holds_keys(document, limits) else []), *submission.keys)
    given: list[Row] = []
    allowance = keys.for_all_files()
    for number, file in enumerate(files):
        if len(given) >= limits.keys:
            more = len(files) - number
            message = f"{counted(more, 'more file')} {'was' if more == 1 else 'were'} not read."
            given.append(UnusableKey(file.name, "too-many", message))
            break
        left = replace(limits, keys=limits.keys - len(given)) if given else limits
        given += keys.read(file, left, allowance=allowance)
    if submission.secret:
        given.append(keys.read_secret(submission.secret, submission.secret_encoding))
    return tuple(given)


def _holds_keys(document: KeyFile, limits: Limits) -> bool:
    """Whether what was pasted is a key set or a JWK, or looks like one that is too large to be read."""
    too_large = len(document.data) > limits.key_bytes
    return b'"kty"' in document.data and (too_large or key_sets.is_one(document, limits))
