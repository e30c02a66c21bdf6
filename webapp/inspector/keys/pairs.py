"""Which of the keys given together are the two halves of one key."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .key import Key, Row


@dataclass(frozen=True, slots=True)
class Pair:
    """A private key and its public halves among the keys given, by name: empty if none of those fits."""

    private: str
    publics: tuple[str, ...]
    message: str


def pairs(keys: Iterable[Row]) -> list[Pair]:
    """One `Pair` for each private key, when public keys of its type were given beside it: nobody takes
    an RSA key and one for Ed25519 for halves of one key. Told by the thumbprint."""
    usable = [key for key in keys if isinstance(key, Key) and key.public is not None]
    publics: dict[str | None, list[str]] = defaultdict(list)
    others: dict[str, list[str]] = defaultdict(list)
    for key in usable:
        if not key.private:
            publics[_identity(key)].append(key.name)
            others[key.type].append(key.name)
    return [
        _pair(key, publics.get(_identity(key), []), others[key.type])
        for key in usable
        if key.private and key.type in others
    ]


def _identity(key: Key) -> str | None:
    return key.thumbprint or key.public_pem


def _pair(key: Key, halves: list[str], others: list[str]) -> Pair:
    if halves:
        message = f"“{key.name}” and {_listed(halves)} are the two halves of one key."
    elif len(others) == 1:
        message = (
            f"“{key.name}” and “{others[0]}” are not halves of one key: they belong to two different keys."
        )
    else:
        message = (
            f"None of the {len(others):,} {key.type} public keys given is the public half of “{key.name}”."
        )
    return Pair(key.name, tuple(halves), message)


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names[:3]]
    more = [f"{len(names) - 3:,} more"] if len(names) > 3 else []
    return " and ".join(quoted + more)
