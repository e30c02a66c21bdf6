"""The key was derived in another way from what the two ECDH keys agree on."""

import hashlib
from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..agreement import agreed, counted, derived, other_info
from ..algorithms import Family
from ..cause import Evidence, Guess, Step, cause
from ..content_key import Way, unwrapped
from ..envelope import Envelope
from ..opener import Opener

Parties = tuple[bytes, bytes]  # what stands for apu and apv


@cause(
    Step.CONTENT_KEY,
    cost=9,
    fix="Derive the key with the Concat KDF (RFC 7518 section 4.6.2): the name of enc for ECDH-ES, of alg "
    "for ECDH-ES+A…KW, then apu and apv, decoded, each behind its length, then the key’s length in bits.",
)
def ecdh_kdf(opener: Opener, evidence: Evidence) -> Iterable[Guess]:
    """The key was not derived from the shared secret as JOSE has it.

    ECDH gives both sides the same number; the key is made of it by the Concat KDF together with the
    name of the algorithm, `apu` and `apv`. Programs leave these out, take their base64url for the
    bytes, name the other of the two algorithms, use another derivation, or none at all.
    """
    if evidence.management.family is not Family.AGREEMENT:
        return
    shared = agreed(evidence.envelope, opener)
    for says, key in _keys(shared, evidence) if shared else ():
        yield Guess(_way(key, wrapped=evidence.management.wrap > 0), f"It opens when the key is {says}.")


def _way(key: bytes, *, wrapped: bool) -> Way:
    return lambda _, envelope: unwrapped(key, envelope) if wrapped else key


def _keys(shared: bytes, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """Each key, with the words that say how it is had."""
    length = evidence.management.wrap or evidence.encryption.key
    proper = other_info(_names(evidence)[0], *_parties(evidence.envelope), length)
    seen: set[bytes] = set()
    for says, info in _infos(length, evidence):
        if info not in seen:
            seen.add(info)
            yield f"derived {says}", derived(shared, length, info)
    yield "the shared secret itself, without any derivation", shared[:length]
    yield "the end of the shared secret, without any derivation", shared[-length:]
    for name in ("sha256", "sha512"):
        yield f"the SHA-{name[3:]} hash of the shared secret", hashlib.new(name, shared).digest()[:length]
    for says, info in (("", b""), (", given the information of the Concat KDF", proper)):
        yield f"derived with HKDF{says}", HKDF(SHA256(), length, None, info).derive(shared)


def _names(evidence: Evidence) -> list[str]:
    """The name of the algorithm that belongs there, then those that are taken for it."""
    own, enc = evidence.management.name, evidence.encryption.name
    proper = own if evidence.management.wrap else enc
    return list(dict.fromkeys((proper, enc, own, own.removeprefix("ECDH-ES+"), "ECDH-ES", "")))


def _parties(envelope: Envelope) -> Parties:
    apu, apv = (envelope.octets(name) or b"" for name in ("apu", "apv"))
    return apu, apv


def _faulty_parties(envelope: Envelope) -> Iterator[tuple[str, Parties]]:
    apu, apv = _parties(envelope)
    yield "without apu and apv", (b"", b"")
    texts = [(envelope.text(name) or "").encode() for name in ("apu", "apv")]
    yield "with the base64url text of apu and apv instead of their bytes", (texts[0], texts[1])
    yield "with apu and apv exchanged", (apv, apu)
    yield "without apu", (b"", apv)
    yield "without apv", (apu, b"")


def _infos(length: int, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """What may have been hashed with the shared secret; one fault at a time comes first."""
    proper, *others = _names(evidence)
    own, faulty = _parties(evidence.envelope), list(_faulty_parties(evidence.envelope))
    for says, parties in faulty:
        yield says, other_info(proper, *parties, length)
    for name in others:
        yield _instead_of(proper, name), other_info(name, *own, length)
    yield from _layouts(proper, own, length)
    for name in others:
        for says, parties in faulty:
            yield f"{_instead_of(proper, name)}, and {says}", other_info(name, *parties, length)


def _instead_of(proper: str, name: str) -> str:
    return f"with “{name}” where “{proper}” belongs" if name else "without the name of the algorithm"


def _layouts(name: str, parties: Parties, length: int) -> Iterator[tuple[str, bytes]]:
    bits, lead = (8 * length).to_bytes(4, "big"), counted(name.encode())
    fields = b"".join(map(counted, parties))
    yield "with its length in bytes instead of bits", lead + fields + length.to_bytes(4, "big")
    yield "without the length before each field", name.encode() + b"".join(parties) + bits
    yield "without its own length at the end", lead + fields
    yield "without anything beside the shared secret", b""
    yield "with the algorithm’s name alone", name.encode()
