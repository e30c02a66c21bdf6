"""Valid at one, invalid at another: which libraries accept a fault as it is, and which refuse it.

What is said of the libraries under `TESTED` is asked of them by the tests whenever these run, so that
it cannot grow old; those under `MEASURED` were asked once. A library that does not know the
algorithm at all is in neither list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How it is known: asked by the tests of JWT Clinic, asked once, or told by users and vendors."""

    TESTED = "tested"
    MEASURED = "measured"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A library, in the version that was asked, or another receiver of tokens, which has none.

    `when` says which of these tokens, where it is not all of them.
    """

    name: str
    certainty: Certainty
    version: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepts a token with one fault as it is, and who refuses it; both empty where nobody was asked."""

    accepted_by: tuple[Receiver, ...] = ()
    refused_by: tuple[Receiver, ...] = ()


TESTED = {
    "PyJWT": "2.15.1",
    "joserfc": "1.8.0",
    "Authlib": "1.9.9",
    "python-jose": "3.5.0",
    "jwcrypto": "1.6.1",
    "panva/jose": "6.2.17",
    "jsonwebtoken": "9.0.3",
}
MEASURED = {"jws": "4.0.1", "jsrsasign": "11.1.5", "ruby-jwt": "2.5.0"}

Accepting = Mapping[str, str]  # the libraries, and of which tokens it is true; all, if empty


def _always(*names: str) -> Accepting:
    return dict.fromkeys(names, "")


_NOBODY = _always()
_ALL_MEASURED = _always(*MEASURED)

# Cause by cause, those of TESTED that accept it. The others refuse it.
ASKED: Mapping[str, Accepting] = {
    **dict.fromkeys(
        (
            *("ecdsa.der", "ecdsa.der_lax", "ecdsa.swapped", "ecdsa.little_endian"),
            *("ecdsa.recovery_id", "ecdsa.json_rs", "eddsa.attached"),
            *("sigenc.hex", "sigenc.hex_text", "sigenc.double_base64", "sigenc.latin1_utf8", "sigenc.utf16"),
            *("sigenc.byte_list", "sigenc.vault_prefix", "sigenc.cms", "sigenc.newline_appended"),
            *("sigenc.extra_bytes", "sigenc.reversed", "sigenc.trailing_zero_lost"),
            *("sigenc.leading_zero_lost", "sigenc.sign_byte", "sigenc.truncated_mac", "sigenc.nul_truncated"),
            *("sigenc.utf8_replacement", "transport.plus_to_space", "transport.case_folded"),
            *("transport.typo", "transport.char_lost", "transport.truncated"),
            *("msg.reserialised", "msg.other_tokens_signature", "msg.header_edited", "msg.payload_edited"),
            "rsa.pss_salt",
        ),
        _NOBODY,
    ),
    "ecdsa.trimmed_rs": {"jwcrypto": "where R lost its zero"},
    "ecdsa.sign_bytes": {"jwcrypto": "unless R alone has a sign byte"},
    "ecdsa.wrong_width": _always("jwcrypto"),
    "ecdsa.high_s": _always("PyJWT", "joserfc", "Authlib", "jwcrypto"),
    "ecdsa.wrong_curve": _always("python-jose"),
    "ecdsa.es256k_confusion": _always("python-jose"),
    "sigenc.padded": _always("PyJWT", "Authlib", "python-jose", "jwcrypto", "panva/jose"),
    "sigenc.std_base64": _always("Authlib", "python-jose", "jwcrypto"),
    "sigenc.noncanonical": {
        **_always("Authlib", "python-jose", "jwcrypto", "panva/jose"),
        "jsonwebtoken": "under RS256 and ES256, not under HS256",
    },
    "hmac.secret_short": _always("PyJWT", "joserfc", "Authlib", "python-jose", "panva/jose", "jsonwebtoken"),
    "msg.padded": _always("PyJWT", "Authlib", "python-jose", "panva/jose"),
}
# The same of encrypted tokens, which are asked to be opened with the right key.
ASKED_TO_OPEN: Mapping[str, Accepting] = {
    **dict.fromkeys(
        (
            *("jwe.oaep_mgf1", "jwe.rsa_padding", "jwe.cek_encoded", "jwe.ecdh_kdf", "jwe.kw_alg"),
            *("jwe.pbes2_salt", "jwe.direct_key", "jwe.dir_key_encoding", "jwe.enc_mismatch"),
            *("jwe.cbc_halves_swapped", "jwe.cbc_tag", "jwe.aad", "jwe.header_edited"),
            "jwe.right_key_bad_tag",
        ),
        _NOBODY,
    ),
    "jwe.gcm_iv": _always("python-jose", "jwcrypto"),
    "jwe.gcm_tag_layout": {
        "python-jose": "where the ciphertext ends in the tag, and the fifth part is empty"
    },
    "jwe.zip": dict.fromkeys(("joserfc", "Authlib", "python-jose"), "where it has the frame of zlib"),
}
_UNABLE = {  # for want of ES256K, EdDSA or PS256, of ECDH-ES or PBES2
    "ecdsa.high_s": {"python-jose", "panva/jose", "jsonwebtoken"},
    "eddsa.attached": {"python-jose", "jsonwebtoken"},
    "rsa.pss_salt": {"python-jose"},
    "jwe.ecdh_kdf": {"python-jose"},
    "jwe.pbes2_salt": {"python-jose", "Authlib"},
}
_OPEN_NOTHING = {"PyJWT", "jsonwebtoken"}  # they have no encrypted tokens at all
_ASKED_ONCE: Mapping[str, Accepting] = {
    **dict.fromkeys(("ecdsa.der", "ecdsa.recovery_id", "ecdsa.trimmed_rs"), _NOBODY),
    **dict.fromkeys(("sigenc.padded", "sigenc.std_base64", "msg.padded"), _always("jws", "ruby-jwt")),
    **dict.fromkeys(("sigenc.noncanonical", "hmac.secret_short"), _ALL_MEASURED),
    "ecdsa.wrong_curve": _always("jsrsasign"),
    "ecdsa.es256k_confusion": _always("jws", "jsrsasign"),
    "rsa.pss_salt": _always("ruby-jwt"),
}
_REPORTED = {
    "ecdsa.der": Acceptance(
        (Receiver("APNs", Certainty.REPORTED),), (Receiver("Sign in with Apple", Certainty.REPORTED),)
    ),
    "ecdsa.high_s": Acceptance(refused_by=(Receiver("verifiers built on libsecp256k1", Certainty.REPORTED),)),
}


def acceptance(cause: str) -> Acceptance:
    """Who accepts and who refuses a token with the cause of this id, the surest first."""
    unable = _UNABLE.get(cause, set()) | (_OPEN_NOTHING if cause in ASKED_TO_OPEN else set())
    tested = {name: version for name, version in TESTED.items() if name not in unable}
    return _joined(
        _by(ASKED.get(cause, ASKED_TO_OPEN.get(cause)), tested, Certainty.TESTED),
        _by(_ASKED_ONCE.get(cause), MEASURED, Certainty.MEASURED),
        _REPORTED.get(cause, Acceptance()),
    )


def _by(accepting: Accepting | None, asked: Mapping[str, str], certainty: Certainty) -> Acceptance:
    if accepting is None:
        return Acceptance()
    accepted = (Receiver(it, certainty, asked[it], when) for it, when in accepting.items())
    refused = (Receiver(it, certainty, asked[it]) for it in asked if it not in accepting)
    return Acceptance(tuple(accepted), tuple(refused))


def _joined(*known: Acceptance) -> Acceptance:
    return Acceptance(
        tuple(_flat(it.accepted_by for it in known)), tuple(_flat(it.refused_by for it in known))
    )


def _flat(lists: Iterable[tuple[Receiver, ...]]) -> list[Receiver]:
    return [receiver for each in lists for receiver in each]
