"""What the signatures of several tokens tell together: that one key fits them, or made the same R twice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..algorithms import ALGORITHMS, Family
from ..keys import Key
from ..token import Token
from .cause import Evidence
from .signer import Candidate, Signer, in_order, raw, signer

_LISTED = 5  # tokens by number


@dataclass(frozen=True, slots=True)
class SharedKey:
    """Tokens of one paste, by their index, and the keys that fit them all; empty where none does."""

    tokens: tuple[int, ...]
    keys: tuple[Key, ...]
    message: str


def shared_keys(signers: Sequence[Signer | None]) -> list[SharedKey]:
    """Which of the tokens one key fits, and which share none, of those whose keys were computed."""
    holders: dict[str | None, list[int]] = defaultdict(list)
    known: dict[str | None, Key] = {}
    for index, key in _fitting(signers):
        holders[key.thumbprint].append(index)
        known[key.thumbprint] = key
    groups: dict[tuple[int, ...], list[Key]] = defaultdict(list)
    for thumbprint, indices in holders.items():
        if len(indices) > 1:
            groups[tuple(indices)].append(known[thumbprint])
    together = {index for indices in groups for index in indices}
    compared = sorted({index for indices in holders.values() for index in indices})
    alone = tuple(index for index in compared if index not in together)
    shared = [_shared(indices, tuple(keys)) for indices, keys in groups.items()]
    return [*shared, _alone(alone, len(compared))] if alone and len(compared) > 1 else shared


def marked(signers: Sequence[Signer | None]) -> list[Signer | None]:
    """The same, with the candidates that fit several of the tokens known as such, and first."""
    fits = {key.thumbprint: it.tokens for it in shared_keys(signers) for key in it.keys}
    return [it and replace(it, candidates=_marked(it.candidates, fits)) for it in signers]


def _marked(
    candidates: tuple[Candidate, ...], fits: Mapping[str | None, tuple[int, ...]]
) -> tuple[Candidate, ...]:
    return in_order(
        replace(one, known=f"{one.known} It fits tokens {listed(fits[one.key.thumbprint])}.".lstrip())
        if one.key.thumbprint in fits
        else one
        for one in candidates
    )


def _fitting(signers: Sequence[Signer | None]) -> Iterator[tuple[int, Key]]:
    """Every candidate with the index of its token; of the same token twice only the first counts."""
    seen: set[frozenset[str | None]] = set()
    for index, found in enumerate(signers):
        fitting = [candidate.key for candidate in found.candidates] if found else []
        thumbprints = frozenset(key.thumbprint for key in fitting)
        if thumbprints not in seen:
            yield from ((index, key) for key in fitting)
        seen.add(thumbprints)


def _shared(indices: tuple[int, ...], keys: tuple[Key, ...]) -> SharedKey:
    says = f"One key signed tokens {listed(indices)}: it is the only one that fits them all."
    return SharedKey(indices, tuple(replace(key, name=f"tokens {listed(indices)}") for key in keys), says)


def _alone(indices: tuple[int, ...], of: int) -> SharedKey:
    tokens = f"Tokens {listed(indices)} share" if len(indices) > 1 else f"Token {listed(indices)} shares"
    others = "the others" if len(indices) < of else "each other"
    says = f"{tokens} no key with {others}: another key signed, or one of them was changed since."
    return SharedKey(indices, (), says)


def listed(indices: Sequence[int]) -> str:
    """Tokens by number: `1, 2 and 5`."""
    numbers = [str(index + 1) for index in indices[:_LISTED]]
    if more := len(indices) - len(numbers):
        numbers.append(f"{more} more")
    return " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))


def repeated(tokens: Sequence[Token], keys: Sequence[Key | None]) -> list[tuple[int, ...]]:
    """For each token those, itself included, that one key signed with one R; none where it is alone.

    `keys` are those that verified the tokens. With the same R, and so the same nonce, under different
    content, anybody can compute the private key (RFC 8725 section 3.2).
    """
    repeats: list[tuple[int, ...]] = [()] * len(tokens)
    for group in _same_r(tokens):
        fitting = {index: _fits(tokens[index], keys[index]) for index in group}
        for index in group:
            others = [
                it for it in group if fitting[it] & fitting[index] and _differ(tokens[it], tokens[index])
            ]
            repeats[index] = tuple(sorted((index, *others))) if others else ()
    return repeats


def _differ(one: Token, other: Token) -> bool:
    return one.signing_input != other.signing_input


def _same_r(tokens: Sequence[Token]) -> list[list[int]]:
    """The indices of the ECDSA tokens that have an R in common."""
    having: dict[tuple[str, bytes], list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        if evidence := _ecdsa(token):
            signature = raw(evidence)
            if signature:
                having[evidence.algorithm.name, signature[: len(signature) // 2]].append(index)
    return [group for group in having.values() if len(group) > 1]


def _fits(token: Token, key: Key | None) -> set[str | None]:
    """The thumbprints of the keys that the signature fits."""
    if key:
        return {key.thumbprint}
    evidence = _ecdsa(token)
    found = signer(evidence) if evidence else None
    return {candidate.key.thumbprint for candidate in found.candidates} if found else set()


def _ecdsa(token: Token) -> Evidence | None:
    algorithm = ALGORITHMS.get(token.alg or "")
    return Evidence(token, algorithm, ()) if algorithm and algorithm.family is Family.ECDSA else None
