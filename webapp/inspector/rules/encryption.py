"""Encrypted tokens: what can be wrong with one before any key is tried (RFC 7516, RFC 7518 section 4)."""

import json
from collections.abc import Iterator

from ..base64url import encode
from ..encryption import Refused
from ..encryption.agreement import ephemeral
from ..encryption.algorithms import ENCRYPTIONS, MANAGEMENTS, Encryption, Family, Management, meant
from ..encryption.content_key import rounds
from ..encryption.envelope import OCTETS, Envelope, envelopes, faults_of
from ..encryption.opener import AGREEING
from ..example import Example
from ..example_forms import encrypted
from ..keys import Key, UnusableKey
from ..place import HEADER, PAYLOAD, TOKEN, Place
from ..rule import (
    Case,
    Gate,
    Problem,
    Selector,
    Severity,
    Whole,
    header,
    is_encrypted,
    keys,
    policy,
    rfc,
    rule,
    token,
)
from ..token import Claim, TokenForm
from ..words import counted, joined
from .keys import described
from .values import shown

SOUND = encrypted()
_BYTE_SALT = "c2FsdHNhbHRzYWx0"
_PASSWORD = {"alg": "PBES2-HS256+A128KW", "p2s": _BYTE_SALT, "p2c": 4096, "encrypted_key": bytes(40)}
_AGREED_ON = {
    "kty": "EC",
    "crv": "P-256",
    "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
    "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
}  # RFC 7518 appendix C
_AGREED = {"alg": "ECDH-ES", "epk": _AGREED_ON}


def envelope_of(case: Case) -> Envelope:
    """What the recipient has whose header is shown."""
    recipient = case.decryption.recipient if case.decryption else 0
    return list(envelopes(case.token))[recipient]


def _managed(*families: Family) -> Selector:
    """The token, if its `alg` is of one of the families."""

    def select(case: Case) -> list[Whole]:
        management = MANAGEMENTS.get(case.token.alg or "")
        return [Whole(case.token)] if management and management.family in families else []

    return select


@rule(
    token,
    Severity.ERROR,
    rfc(7516, "4.1.2"),
    where=is_encrypted,
    passes="The encryption of the content is a registered one",
    good=SOUND,
    bad=(encrypted(enc="A256gcm"), encrypted(enc=None), encrypted(enc="RS256")),
)
def unknown_encryption(_: Whole, case: Case) -> Problem | None:
    """The content's encryption is missing, or not a name that JOSE knows.

    `enc` says how the content is encrypted: A128GCM, A256GCM, A128CBC-HS256, A256CBC-HS512 and two more.
    Names are compared with their case.
    """
    enc = case.token.header.claim("enc")
    if enc is None:
        return Problem("There is no enc, which says how the content is encrypted.", place=HEADER / "enc")
    if not isinstance(enc.value, str):
        says = f"enc is {shown(enc.value)}; it must be text, the name of an encryption."
        return Problem(says, place=enc.place, span=enc.span)
    if enc.value in ENCRYPTIONS:
        return None
    likely = meant(enc.value, ENCRYPTIONS)
    hint = f" {likely} is written exactly so." if likely else ""
    says = f"enc is {shown(enc.value)}, which is no encryption of JOSE.{hint}"
    return Problem(says, likely, place=enc.place, span=enc.span)


@rule(
    header("alg"),
    Severity.WARNING,
    rfc(8725, "3.2"),
    where=is_encrypted,
    passes="The content key is not encrypted with RSA1_5",
    good=SOUND,
    bad=encrypted(alg="RSA1_5", encrypted_key=bytes(256)),
)
def pkcs1_encryption(alg: Claim, _: Case) -> Problem | None:
    """The content key is encrypted with RSA1_5.

    That padding has been broken again and again since 1998 where a receiver shows, by its answer or
    the time it takes, whether the padding was right (Bleichenbacher, ROBOT). panva/jose no
    longer decrypts it. RSA-OAEP-256 takes the same key.
    """
    if alg.value != "RSA1_5":
        return None
    return Problem("alg is “RSA1_5”, which many receivers refuse; encrypt with RSA-OAEP-256.", "RSA-OAEP-256")


@rule(
    header("zip"),
    Severity.WARNING,
    rfc(8725, "3.6"),
    where=is_encrypted,
    passes="The content is not compressed",
    good=SOUND,
    bad=(encrypted(zip="DEF"), encrypted(zip="GZIP")),
)
def compressed_content(zip_: Claim, _: Case) -> Problem | None:
    """The content is compressed before it is encrypted.

    The length of what is compressed tells something of what is in it, and a small token may inflate to
    gigabytes at its receiver. RFC 8725 says not to compress before encrypting.
    """
    if zip_.value != "DEF":
        severity, source = Severity.ERROR, rfc(7516, "4.1.3")
        says = f"zip is {shown(zip_.value)}; “DEF” is the only compression there is."
        return Problem(says, severity=severity, citation=source)
    return Problem("zip is “DEF”; leave it out, and encrypt what is not compressed.", remove=True)


@rule(
    _managed(Family.PASSWORD),
    Severity.ERROR,
    rfc(7518, "4.8.1.2"),
    where=is_encrypted,
    passes="The password is hashed often enough, and not too often",
    good=encrypted(**_PASSWORD),
    bad=(
        encrypted(**{**_PASSWORD, "p2c": 100}),
        encrypted(**{**_PASSWORD, "p2c": None}),
        encrypted(**{**_PASSWORD, "p2c": 2**31}),
        encrypted(**{**_PASSWORD, "p2c": 20_000}),
    ),
)
def unfit_rounds(_: Whole, case: Case) -> Problem | None:
    """The password is hashed too seldom, or so often that receivers refuse.

    `p2c` counts the rounds of PBKDF2. RFC 7518 recommends 1,000 at the least. Each costs the receiver
    time before it knows whether the token is sound, so libraries set a limit: panva/jose 10,000 unless
    told otherwise, joserfc 300,000.
    """
    count, place = rounds(envelope_of(case)), HEADER / "p2c"
    if count is None and (p2c := case.token.header.claim("p2c")):
        says = f"p2c is {shown(p2c.value)}, which is no number of rounds for the password."
        return Problem(says, place=place, span=p2c.span)
    if count is None:
        return Problem("p2c must be there, the number of rounds for the password.", place=place)
    if case.decryption and case.decryption.refused is Refused.ROUNDS:
        return Problem(case.decryption.reason, place=place, citation=_OURS)
    if count < 1000:
        says = f"p2c is {count}; RFC 7518 recommends 1,000 rounds or more."
        return Problem(says, place=place, severity=Severity.WARNING)
    if count > 10_000:
        says = f"p2c is {count:,}; panva/jose refuses more than 10,000 unless it is told otherwise."
        return Problem(says, place=place, severity=Severity.NOTICE)
    return None


_OURS = policy("https://www.rfc-editor.org/rfc/rfc7518#section-8.5", "limits")


@rule(
    _managed(Family.PASSWORD),
    Severity.ERROR,
    rfc(7518, "4.8.1.1"),
    where=is_encrypted,
    passes="The password has its salt",
    good=encrypted(**_PASSWORD),
    bad=(encrypted(**{**_PASSWORD, "p2s": "c2FsdA"}), encrypted(**{**_PASSWORD, "p2s": None})),
)
def short_salt(_: Whole, case: Case) -> Problem | None:
    """The salt of the password is missing or too short.

    `p2s` must hold 8 bytes or more, random ones, in base64url. Without them whoever has many tokens tries
    a password on all of them at once.
    """
    envelope, place = envelope_of(case), HEADER / "p2s"
    if "p2s" not in envelope.header:
        return Problem("p2s must be there, the base64url of a salt of 8 bytes or more.", place=place)
    salt = envelope.octets("p2s")
    if salt is not None and len(salt) < 8:
        return Problem(f"p2s is a salt of {counted(len(salt), 'byte')}; it must have 8 or more.", place=place)
    return None


@rule(
    header(*OCTETS),
    Severity.ERROR,
    rfc(7518, "4"),
    where=is_encrypted,
    passes="The bytes in the header are written in base64url",
    good=encrypted(**_PASSWORD),
    bad=(
        encrypted(**{**_PASSWORD, "p2s": f"{_BYTE_SALT}=="}),
        encrypted(**_AGREED, apu="Alice Smith"),
        encrypted(**_AGREED, apv=["Bob"]),
    ),
)
def misencoded_parameter(parameter: Claim, _: Case) -> Problem | None:
    """A header parameter that stands for bytes is not their base64url.

    `apu`, `apv` and `p2s` go into the key as the bytes that they are the base64url of, and so do `iv`
    and `tag` with AES-GCM Key Wrap. A receiver that cannot decode them, or decodes them otherwise, does not
    come to the key.
    """
    if not isinstance(parameter.value, str):
        return Problem(f"{parameter.name} must be text, the base64url of bytes.")
    for fault in faults_of(parameter.value):
        return Problem(f"{parameter.name} is not proper base64url: {fault.message}.", fault.instead)
    return None


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
    _managed(Family.AGREEMENT),
    Severity.ERROR,
    rfc(7518, "4.6.1.1"),
    where=is_encrypted,
    passes="The sender's key is on a curve that serves",
    good=encrypted(**_AGREED),
    bad=(
        encrypted(alg="ECDH-ES"),
        encrypted(alg="ECDH-ES", epk={**_AGREED_ON, "y": _AGREED_ON["x"]}),
        encrypted(alg="ECDH-ES", epk={**_AGREED_ON, "y": f"{_AGREED_ON['y']}="}),
        encrypted(
            alg="ECDH-ES",
            epk={"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
        ),
    ),
)
def unfit_ephemeral_key(_: Whole, case: Case) -> Problem | None:
    """The sender's key is missing, broken, or on another curve than the receiver's.

    For ECDH-ES the sender makes a key for this one token and puts its public half into `epk`. It must
    be on the curve of the receiver's key: P-256, P-384, P-521, X25519 or X448.
    """
    envelope, place = envelope_of(case), HEADER / "epk"
    found = ephemeral(envelope)
    if found is None and "epk" in envelope.header:
        return Problem("epk is no key. It must be an object, a JWK.", place=place)
    if found is None:
        return Problem("epk must be there, the public key that the sender made for this token.", place=place)
    if isinstance(found, UnusableKey):
        return Problem(f"epk is no key. {found.message}", place=place)
    if damage := [note.message for note in found.notes if note.id == "key.jwk_damaged"]:
        return Problem(f"epk is a key that strict receivers refuse. {damage[0]}", place=place)
    if found.curve not in AGREEING:
        says = f"epk is {described(found)}; ECDH-ES takes a key on {joined([*AGREEING], 'or')}."
        return Problem(says, place=place)
    given = [key for key in case.keys if key.curve in AGREEING]
    if given and all(key.curve != found.curve for key in given):
        says = f"epk is on {found.curve}, and {given[0].name[:60]} on {given[0].curve}; they must agree."
        return Problem(says, place=place)
    return None


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


@rule(
    token,
    Severity.ERROR,
    _OURS,
    where=is_encrypted,
    passes="The content does not inflate without measure",
    good=SOUND,
    bad=encrypted(zip="DEF", secret=True, content=b" " * 300_000, also=("compressed-content",)),
    gate=Gate.SIGNATURE,
)
def oversized_content(_: Whole, case: Case) -> Problem | None:
    """The content inflates to more than is read of it.

    DEFLATE makes up to a thousand bytes of one. A receiver without a limit can be brought down by a
    token of a megabyte.
    """
    if case.decryption is None or case.decryption.refused is not Refused.INFLATION:
        return None
    return Problem(case.decryption.reason, place=PAYLOAD)


def _to_many(count: int) -> Example:
    """A token in JSON to so many recipients."""
    protected, _, iv, ciphertext, tag = encrypted(alg="A256KW").paste.split(".")
    parts = {"protected": protected, "iv": iv, "ciphertext": ciphertext, "tag": tag}
    return Example(text=json.dumps({**parts, "recipients": [{"encrypted_key": encode(bytes(40))}] * count}))


@rule(
    token,
    Severity.NOTICE,
    rfc(7516, "7.2.1"),
    where=is_encrypted,
    passes="Every recipient was looked at",
    good=(SOUND, _to_many(20)),
    bad=_to_many(21),
)
def unread_recipients(_: Whole, case: Case) -> Problem | None:
    """The token has more recipients than are looked at here.

    Each costs a decryption. The key of one further down the list is not tried on what is meant for it.
    """
    unread = case.token.unread_recipients
    if not unread:
        return None
    were = "was" if unread == 1 else "were"
    return Problem(f"{counted(unread, 'more recipient')} {were} not looked at.", place=TOKEN / "recipients")
