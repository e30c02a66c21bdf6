"""The signature's own form (RFC 7518 section 3). The keys it is checked with have rules in `keys.py`."""

from ..algorithms import ALGORITHMS, MODULI, Algorithm, Family, meant
from ..base64url import encode
from ..example import PAYLOAD, Example, changed
from ..example_keys import SECP256K1, key_file
from ..place import SIGNATURE
from ..rule import Case, Problem, Severity, Whole, rfc, rule, signature, token
from ..signature.ecdsa import low_s, unwrapped
from ..signature.several import listed
from ..submission import KeyFile
from ..token import Part, TokenForm

SOUND = Example()
ECDSA = rfc(7518, "3.4")

_DER = bytes.fromhex("3045022100") + b"\x99" * 32 + bytes.fromhex("0220") + b"\x11" * 32


def algorithm(case: Case) -> Algorithm | None:
    """The algorithm that the header names, or plainly means."""
    return ALGORITHMS.get(case.token.alg or "") or meant(case.token.alg or "")


def _may_be_ecdsa(case: Case) -> bool:
    wanted = algorithm(case)
    return wanted is None or wanted.family is Family.ECDSA


def _is_ecdsa(case: Case) -> bool:
    wanted = algorithm(case)
    return wanted is not None and wanted.family is Family.ECDSA


def _is_es256k(case: Case) -> bool:
    return case.token.alg == "ES256K" and case.verification.key is not None


@rule(
    token,
    Severity.ERROR,
    rfc(7515, "5.2"),
    passes="The token carries a signature",
    good=SOUND,
    bad=Example(signature=""),
)
def missing_signature(whole: Whole, case: Case) -> Problem | None:
    """The token carries no signature.

    The header names an algorithm, but the third part is empty: the signature was left behind when
    copying, or the token was taken before it was signed.
    """
    if whole.token.signature.text or whole.token.segments != 3 or whole.token.form is TokenForm.UNSECURED:
        return None
    named = f" of {case.token.alg}" if case.token.alg else ""
    in_json = whole.token.form is TokenForm.JWS_JSON
    what = "There is no text in “signature”" if in_json else "The third part is empty"
    return Problem(f"{what}, where the signature{named} should be.", place=SIGNATURE)


@rule(
    signature,
    Severity.ERROR,
    ECDSA,
    where=_may_be_ecdsa,
    passes="The signature is R and S side by side",
    good=SOUND,
    bad=Example(signature=_DER),
)
def der_signature(part: Part, case: Case) -> Problem | None:
    """The signature is DER-encoded, not R and S side by side.

    ES256 wants R and S as 32 bytes each, one after the other. OpenSSL and nearly every crypto API
    wrap them in an ASN.1 SEQUENCE: PHP's `openssl_sign`, Node's `crypto.sign` without
    `dsaEncoding: 'ieee-p1363'`, Java's `SHA256withECDSA`, Go's `SignASN1`, `openssl dgst -sign`, AWS KMS.
    It can be unwrapped without the private key.
    """
    numbers = unwrapped(part.bytes)
    wanted = algorithm(case)
    if numbers is None:
        return None
    name = wanted.name if wanted else "ES256"
    width = (wanted.length if wanted and wanted.length else 64) // 2
    if max(numbers) >= 256**width:
        return Problem(f"The signature is {len(part.bytes)} bytes of DER, and too long even so for {name}.")
    raw = b"".join(number.to_bytes(width, "big") for number in numbers)
    says = f"The signature is {len(part.bytes)} bytes of DER; {name} wants the {2 * width} bytes of R and S."
    return Problem(says, encode(raw))


@rule(
    signature,
    Severity.ERROR,
    rfc(7518, "3"),
    passes="The signature is as long as its algorithm makes it",
    good=SOUND,
    bad=(Example(signature=bytes(range(1, 64))), Example(signature=bytes(range(1, 97)))),
)
def signature_length(part: Part, case: Case) -> Problem | None:
    """The signature is not as long as its algorithm makes it.

    Each algorithm makes signatures of one length: ES256 64 bytes, ES384 96, ES512 132, HS256 32,
    RS256 and PS256 as long as the key's modulus, 256 bytes for 2048 bits. The length often tells
    which algorithm or key really made it.
    """
    wanted = algorithm(case)
    length = len(part.bytes)
    if wanted is None or not length or any(fault.rule == "not-base64url" for fault in part.faults):
        return None
    if wanted.family is Family.ECDSA and unwrapped(part.bytes):
        return None  # told by der-signature
    if wanted.key_type == "RSA":
        return None if length in MODULI else Problem(_no_modulus(length, wanted))
    proper = {wanted.length} if wanted.length else {64, 114}  # EdDSA names either of two curves
    if length in proper:
        return None
    expected = " or ".join(str(number) for number in sorted(proper))
    return Problem(f"The signature is {length} bytes; {wanted.name} makes {expected}.{_hint(part, wanted)}")


def _no_modulus(length: int, wanted: Algorithm) -> str:
    makers = _MAKERS.get(length)
    hint = f" {length} bytes is the length {makers} makes." if makers else ""
    return (
        f"The signature is {length} bytes; {wanted.name} makes as many as the key's modulus has, "
        f"256 for 2048 bits.{hint}"
    )


def _hint(part: Part, wanted: Algorithm) -> str:
    """What a signature of this length probably is."""
    length, proper = len(part.bytes), wanted.length or 0
    if length == 2 * proper and all(byte in b"0123456789abcdefABCDEF" for byte in part.bytes):
        return " It is hex text that was encoded again: encode the bytes themselves."
    if wanted.family is Family.ECDSA and 0 < proper - length <= 4:
        return " R or S was written without its leading zeros, which befalls one token in 128."
    if wanted.family is Family.ECDSA and length == proper + 1:
        return " The one byte more may be an Ethereum recovery id."
    made_by = _MAKERS.get(length)
    if made_by and made_by != wanted.name:
        return f" That is the length {made_by} makes."
    return " Its end is missing." if 0 < length < proper else ""


_MAKERS = {
    32: "HS256",
    48: "HS384",
    64: "ES256, HS512 or Ed25519",
    96: "ES384",
    114: "Ed448",
    132: "ES512",
    256: "an RSA key of 2048 bits",
    384: "an RSA key of 3072 bits",
    512: "an RSA key of 4096 bits",
    2420: "ML-DSA-44",
    3309: "ML-DSA-65",
    4627: "ML-DSA-87",
}


@rule(
    signature,
    Severity.ERROR,
    rfc(7518, "3.4"),
    where=_is_ecdsa,
    passes="R and S are numbers that ECDSA can give",
    good=SOUND,
    bad=(Example(signature=bytes(64)), Example(signature=bytes(32) + bytes(range(1, 33)))),
)
def psychic_signature(part: Part, _: Case) -> Problem | None:
    """R or S of the signature is zero.

    No signer makes such a signature. Java 15 to 18 before April 2022 took it for a valid signature
    of anything at all (CVE-2022-21449); a receiver that accepts it can be entered by anyone.
    """
    half = len(part.bytes) // 2
    numbers = unwrapped(part.bytes) or tuple(
        int.from_bytes(number, "big") for number in (part.bytes[:half], part.bytes[half:])
    )
    if all(numbers) or not part.bytes:
        return None
    which = "R and S are" if not any(numbers) else "R is" if numbers[0] == 0 else "S is"
    return Problem(f"{which} zero: that is the forgery CVE-2022-21449, not a signature.")


# Two tokens of one throw-away key, which was made for this and not kept.
_R = "ODsiZxb--oSVOaEU1X3AIo3xWZIGpVeDAs3IaI53Z9"
_REPEATED = (
    Example(signature=f"{_R}O87vmeZi3wF3xq7v2kGDYhA8CVZ_1fwx-rXM4hGe6QqQ"),
    Example(
        changed(PAYLOAD, {"sub": "user-4712"}), signature=f"{_R}Om7or55pZ0ZC-74VUBrnOLD3GfuaIZBy7v0AFGFq1lnA"
    ),
)


@rule(
    signature,
    Severity.ERROR,
    rfc(8725, "3.2"),
    where=_is_ecdsa,
    passes="No other token here has its R, and so its nonce",
    good=SOUND,
    bad=Example(text="\n".join(example.paste for example in _REPEATED)),
)
def repeated_nonce(_: Part, case: Case) -> Problem | None:
    """The key signed two tokens with the same nonce: its private half can be computed.

    Every ECDSA signature needs a random number of its own, the nonce, which shows as its first half,
    R. Whoever sees two different tokens that one key signed with one nonce computes the private key
    by school arithmetic, and signs what they like. It happens where the random numbers are not random:
    a constant k in a home-made signer, a seed that every start or clone of a machine repeats.
    Libraries that derive the nonce from the content (RFC 6979) cannot fall into it.
    """
    if not case.verification.repeats:
        return None
    return Problem(
        f"One key signed tokens {listed(case.verification.repeats)} of the paste with the same R. Anybody "
        "who has seen them can compute its private key: revoke the key, and repair the signer before it "
        "gets a new one."
    )


# R of a signature by the example key, which is dropped, with each of the two S that fit it.
_R_K1 = "OTNr489oJZtIIw-Vwc5mp4Vg81TSaJUUsBL1dq8BD9"
_HIGH, _LOW = "DWPWL4gjzFagyqae1n2uUx2ZNBkHxLDS7FG5Z1s5T2_Q", "Apwp0HfcM6lfNVlhKYJRrM4RubVjL9kwz6tsgXHKFKRA"


def _k1(s: str) -> Example:
    file = KeyFile("keys.json", key_file(SECP256K1).encode())
    return Example(header={"alg": "ES256K", "typ": "JWT"}, signature=_R_K1 + s, keys=(file,))


@rule(
    signature,
    Severity.NOTICE,
    rfc(8812, "3.2"),
    where=_is_es256k,
    passes="S is one that strict verifiers of ES256K take",
    good=_k1(_LOW),
    bad=_k1(_HIGH),
)
def high_s(part: Part, _: Case) -> Problem | None:
    """The signature verifies, but its S is the higher of the two that fit.

    For each ECDSA signature there is a second one, with S subtracted from the order of the curve; both are
    valid. Verifiers built on libsecp256k1, as in the world of Bitcoin and Ethereum, take the lower alone,
    so that half of the ES256K tokens of other signers are refused there. Everybody else takes both, and
    for ES256 nobody asks. The lower one can be written in its place without the private key.
    """
    lower = low_s(part.bytes)
    if not lower:
        return None
    says = "S is more than half the order of secp256k1; verifiers built on libsecp256k1 want the lower one."
    return Problem(says, encode(lower))
