"""What a token shows of the keys it was checked with, and no key file shows alone."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .algorithms import Algorithm, Family
from .keys import Key, Row, key_id_in, same
from .note import Note
from .rule import Case
from .rules.keys import described
from .rules.signatures import algorithm
from .signature.primitives import fits


def judged(rows: Iterable[Row], cases: Iterable[Case]) -> list[Row]:
    """The rows, each with what the tokens show of it added to its notes."""
    seen = tuple(cases)
    return [_remarked(row, seen) if isinstance(row, Key) else row for row in rows]


def _remarked(key: Key, cases: Iterable[Case]) -> Key:
    notes = (note for case in cases for note in _notes(key, case))
    return replace(key, notes=tuple(dict.fromkeys((*key.notes, *notes))))


def _notes(key: Key, case: Case) -> Iterator[Note]:
    wanted = algorithm(case)
    if case.verification.key is key:
        yield from _named_otherwise(key, case)
    if wanted and case.verification.key is None and not any(fits(wanted, it) for it in case.keys):
        yield _of_another_type(key, wanted)
    if wanted and key.secret is not None and wanted.family is Family.HMAC:
        yield from _short(key.secret, wanted)


def _named_otherwise(key: Key, case: Case) -> Iterator[Note]:
    """The key verifies, and the header names another."""
    kid = case.token.header.text_of("kid")
    named = [it for it in case.keys if it.key_id == kid]
    if not kid or kid == key.thumbprint or any(same(it, key) for it in named):
        return
    if named:
        verifies = f"“{key.key_id[:60]}”" if key.key_id else "this one"
        message = (
            f"The header names “{kid[:60]}”, which is another of the keys; it is {verifies} that verifies."
        )
        yield Note("key.other_key_verifies", message)
    elif key.key_id and key.key_id.lower() not in kid.lower():
        yield _unknown_id(key, key.key_id, kid)


def _unknown_id(key: Key, key_id: str, kid: str) -> Note:
    if key_id_in(key.name) == key_id:
        message = (
            f"The file is named for “{key_id[:60]}”; the header says “{kid[:60]}”. Yet this key verifies."
        )
        return Note("key.kid_filename", message)
    message = f"No key given is called “{kid[:60]}”, as the header says; “{key_id[:60]}” verifies."
    return Note("key.kid_not_in_set", message)


def _of_another_type(key: Key, wanted: Algorithm) -> Note:
    message = f"{wanted.name} takes {wanted.needs}; this is {described(key)}, and was not tried."
    return Note("key.wrong_type", message)


def _short(secret: bytes, wanted: Algorithm) -> Iterator[Note]:
    least = wanted.length or 0
    if len(secret) < least:
        message = f"The secret has {len(secret)} bytes; {wanted.name} demands {least} (RFC 7518 section 3.2)."
        yield Note("hmac.secret_short", message)
