"""A key set as a whole: how it is written, and whether its keys can be told apart (RFC 7517 section 5)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..fault import Fault
from ..remark import Remark
from ..rule import policy, rfc
from ..words import joined
from .members import ERROR, NOTICE, WARNING, Entry

_MOST_FAULTS = 5
_MOST_PLACES = 4


def remarks(entries: Sequence[Entry], faults: Sequence[Fault], *, bare: bool) -> Iterator[Remark]:
    """What is wrong with a set; `faults` are those of its JSON, `bare` that it is a list without a name."""
    for fault in faults[:_MOST_FAULTS]:
        yield Remark(
            "damaged-json", ERROR, "keys", f"As JSON it is damaged: {fault.message}.", rfc(7517, "5")
        )
    if bare:
        message = "This is a bare list of keys; a set is an object that has the list as its member “keys”."
        yield Remark("bare-list", ERROR, "keys", message, rfc(7517, "5.1"))
    if not entries:
        message = "There is no key in it, so no signature can be checked with it."
        yield Remark("empty-set", WARNING, "keys", message, rfc(7517, "5.1"))
    yield from _doubled_ids(entries)
    yield from _doubled_keys(entries)
    yield from _mixed(entries)


def _doubled_ids(entries: Sequence[Entry]) -> Iterator[Remark]:
    by_id: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if kid := entry.text("kid"):
            by_id[kid].append(entry)
    for kid, several in by_id.items():
        if len(several) > 1:
            places = joined(_few([it.place for it in several]))
            message = (
                f"{places} have the same kid, “{kid[:60]}”: a receiver takes whichever comes first, and "
                "refuses the tokens of the other."
            )
            yield Remark("duplicate-key-id", ERROR, several[1].at("kid"), message, rfc(7517, "4.5"))


def _few(places: list[str]) -> list[str]:
    more = len(places) - _MOST_PLACES
    return places if more <= 1 else [*places[:_MOST_PLACES], f"{more} others"]


def _doubled_keys(entries: Sequence[Entry]) -> Iterator[Remark]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        thumbprint = entry.key.thumbprint if entry.key else None
        if not thumbprint:
            continue
        if first := seen.get(thumbprint):
            message = f"It is the same key as {first.place}."
            yield Remark("same-key", NOTICE, entry.place, message, rfc(7638, "3"))
        seen.setdefault(thumbprint, entry)


def _mixed(entries: Sequence[Entry]) -> Iterator[Remark]:
    secrets = sum(entry.secret for entry in entries)
    others = sum(entry.text("kty") is not None for entry in entries) - secrets
    if secrets and others:
        message = (
            f"Secrets stand among the {secrets + others} keys ({secrets} of them). A set with a secret must "
            "be kept secret, one with public keys is there to be shared; and a receiver that takes any key "
            "of such a set can be made to use a public key as an HMAC secret. Keep them apart."
        )
        yield Remark("mixed-key-set", ERROR, "keys", message, policy(_CONFUSION, "mixed key sets"))
    elif secrets and not entries[0].alone:
        message = (
            "Every key is a secret: whoever reads this set can sign and decrypt with it. "
            "It must not be published."
        )
        yield Remark("secret-key-set", WARNING, "keys", message, rfc(7517, "9.2"))


_CONFUSION = "https://www.rfc-editor.org/rfc/rfc8725#section-3.1"
