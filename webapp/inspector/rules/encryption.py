"""Encrypted tokens: what can be wrong with one before any key is tried (RFC 7516, RFC 7518 section 4)."""

import json

from ..base64url import encode
from ..encryption import Refused
from ..encryption.agreement import ephemeral
from ..encryption.algorithms import ENCRYPTIONS, MANAGEMENTS, Family, meant
from ..encryption.content_key import rounds
from ..encryption.envelope import OCTETS, Envelope, envelopes, faults_of
from ..encryption.opener import AGREEING
from ..example import Example
from ..example_forms import encrypted
from ..keys import UnusableKey
from ..place import HEADER, PAYLOAD, TOKEN
from ..rule import (
    Case,
    Gate,
    Problem,
    Selector,
    Severity,
    Whole,
    header,
    is_encrypted,
    policy,
    rfc,
    rule,
    token,
)
from ..token import Claim
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
