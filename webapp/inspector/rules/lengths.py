"""Lengths of what an encrypted token holds, and of the secret that opens it (RFC 7516, RFC 7518)."""

from collections.abc import Iterator

from ..encryption.algorithms import Encryption, Family, Management
from ..encryption.envelope import Envelope
from ..example_forms import encrypted
from ..keys import Key
from ..place import HEADER, TOKEN, Place
from ..rule import Case, Gate, Problem, Severity, Whole, is_encrypted, keys, rfc, rule, token
from ..token import TokenForm
from ..words import counted
from .encryption import SOUND, envelope_of


def _lengths(case: Case, name: str) -> Iterator[tuple[Place, int, int, str]]:
    """Where an `iv` or `tag` stands, how long it is and ought to be, and for which algorithm."""
    envelope = envelope_of(case)
    management, encryption = envelope.management, envelope.encryption
    if encryption:
        part = case.token.other(name)
        yield TOKEN / name, len(part.bytes), getattr(encryption, name), encryption.name
    if management and management.family is Family.GCM_WRAP:
        octets, wanted = envelope.octets(name), {"iv": 12, "tag": 16}[name]
        if octets is not None or name not in envelope.header:  # else told by misencoded-parameter
            yield HEADER / name, len(octets or b""), wanted, management.name


def _wrong_length(case: Case, name: str, noun: str) -> Problem | None:
    for place, length, wanted, algorithm in _lengths(case, name):
        if length != wanted:
            has = f"has {counted(length, 'byte')}" if length else "is missing"
            return Problem(f"The {noun} {has}; {algorithm} has one of {wanted}.", place=place)
    return None


@rule(
    token,
    Severity.ERROR,
    rfc(7518, "5.3"),
    where=is_encrypted,
    passes="The initialization vector is as long as its algorithm has it",
    good=SOUND,
    bad=(
        encrypted(iv=bytes(range(16))),
        encrypted(iv=b""),
        encrypted(alg="A256GCMKW", encrypted_key=bytes(32), header_tag="AAAAAAAAAAAAAAAAAAAAAA"),
    ),
)
def iv_length(_: Whole, case: Case) -> Problem | None:
    """The initialization vector is not as long as its algorithm has it.

    GCM takes 12 bytes in a JWE, CBC 16. Those of CBC are often made for GCM too.
    """
    return _wrong_length(case, "iv", "IV")


@rule(
    token,
    Severity.ERROR,
    rfc(7518, "5.3"),
    where=is_encrypted,
    passes="The authentication tag is whole",
    good=SOUND,
    bad=(encrypted(tag=bytes(12)), encrypted(tag=b"")),
)
def tag_length(_: Whole, case: Case) -> Problem | None:
    """The authentication tag is not as long as its algorithm has it.

    It has 16 bytes with GCM and A128CBC-HS256, 24 with A192CBC-HS384, 32 with A256CBC-HS512. An empty
    one is often still at the end of the ciphertext, where most cryptographic functions leave it.
    """
    return _wrong_length(case, "tag", "tag")


@rule(
    token,
    Severity.ERROR,
    rfc(7516, "5.2"),
    where=is_encrypted,
    passes="The encrypted key is there if the algorithm has one",
    good=(SOUND, encrypted(alg="A256KW", encrypted_key=bytes(40))),
    bad=(
        encrypted(encrypted_key=bytes(40)),
        encrypted(alg="RSA-OAEP-256"),
        encrypted(alg="A256KW", encrypted_key=bytes(32)),
    ),
)
def encrypted_key_length(_: Whole, case: Case) -> Problem | None:
    """The encrypted key is missing, needless, or of another length than its algorithm makes it.

    With `dir` and ECDH-ES there is none, and the second part is empty. AES Key Wrap adds 8 bytes to the
    content key, GCM none; RSA makes as many as the modulus has.
    """
    envelope, place = envelope_of(case), TOKEN / "encrypted_key"
    management, length = envelope.management, len(envelope.encrypted_key)
    if management is None:
        return None
    if not length and management.has_encrypted_key:
        says = f"{_second_part(case)} is empty; {management.name} has the encrypted key there."
        return Problem(says, place=place)
    if length and not management.has_encrypted_key:
        has = f"has {counted(length, 'byte')}; with {management.name} it must be empty."
        return Problem(f"{_second_part(case)} {has}", place=place)
    wanted = _wrapped_length(management, envelope.encryption)
    if wanted and length != wanted:
        has = f"has {counted(length, 'byte')}; {management.name} makes {wanted} of this content key."
        return Problem(f"The encrypted key {has}", place=place)
    return None


def _second_part(case: Case) -> str:
    return "“encrypted_key”" if case.token.form is TokenForm.JWE_JSON else "The second part"


def _wrapped_length(management: Management, encryption: Encryption | None) -> int:
    """How long the wrapped content key is; 0 where that is not known."""
    if encryption is None or not management.wrap:
        return 0
    return encryption.key + (0 if management.family is Family.GCM_WRAP else 8)


@rule(
    token,
    Severity.ERROR,
    rfc(7518, "4"),
    where=is_encrypted,
    passes="The secret is as long as the algorithm takes it",
    good=encrypted(secret=True),
    bad=encrypted(secret="too short for it"),  # noqa: S106  # an example
    gate=Gate.SIGNATURE,
)
def secret_length(_: Whole, case: Case) -> Problem | None:
    """The secret is not as long as the algorithm takes it.

    A128KW takes 16 bytes, A256KW 32; with `dir` the secret is the content key, as long as `enc` has it:
    32 bytes for A256GCM, 64 for A256CBC-HS512. A text is often the base64 of the key, or a password that
    has to be hashed first.
    """
    envelope = envelope_of(case)
    wanted = _secret_length(envelope)
    given = [it for it in keys(case) if it.key.secret is not None]
    opened = case.decryption and case.decryption.key
    if not wanted or not given or opened or any(it.key.bits == 8 * wanted for it in given):
        return None
    says = f"{_having(given[0].key)}; {_taking(envelope)} takes {wanted}."
    return Problem(says, place=given[0].place)


def _secret_length(envelope: Envelope) -> int:
    """How many bytes the secret must have; 0 where that is not known or does not matter."""
    management, encryption = envelope.management, envelope.encryption
    if management and management.family in {Family.WRAP, Family.GCM_WRAP}:
        return management.wrap
    return encryption.key if management and encryption and management.family is Family.DIRECT else 0


def _having(key: Key) -> str:
    name = "The secret" if key.name == "secret" else key.name[:60]
    return f"{name} has {counted(key.bits // 8, 'byte')}"


def _taking(envelope: Envelope) -> str:
    return f"dir with {envelope.text('enc')}" if envelope.text("alg") == "dir" else str(envelope.text("alg"))
