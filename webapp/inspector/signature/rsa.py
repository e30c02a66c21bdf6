"""An RSA signature was padded in another way, or says itself what is wrong with it."""

from collections.abc import Iterable

from ..algorithms import Family
from ..keys import Key, decrypted
from ..token import Token
from .cause import Axis, Evidence, Guess, cause
from .digest import digest_of, shown
from .rsa_structure import HASHES, Info, Opened, Padding, Structure

_PSS = (
    "Ask for a salt as long as the hash and MGF1 with the same hash. Python: PSS(MGF1(SHA256()), 32); "
    "Node: saltLength: RSA_PSS_SALTLEN_DIGEST; Java: new PSSParameterSpec(“SHA-256”, “MGF1”, "
    "MGF1ParameterSpec.SHA256, 32, 1); OpenSSL: -sigopt rsa_pss_saltlen:digest."
)
_SIGN = (
    "Use the function that signs a message: openssl_sign, crypto.sign, SHA256withRSA, SignPKCS1v15. "
    "private_encrypt, NONEwithRSA and pkeyutl -sign without digest: leave out what RS256 wraps the hash in."
)

_MOST_FILES = 2  # whose private keys are asked


@cause(
    Axis.STRUCTURE,
    cost=10,
    fix="Sign again with the algorithm that the header names, or name in the header the one that is used.",
)
def pkcs1_vs_pss(found: Structure, evidence: Evidence) -> Iterable[Guess]:
    """The padding is that of the other RSA algorithm.

    RS256 pads as PKCS#1 v1.5 prescribes, PS256 as PSS does. A padding constant or a default of the
    key store was taken for the other.
    """
    wanted = Padding.PSS if evidence.algorithm.family is Family.PSS else Padding.PKCS1
    if found.padding is not Padding.NONE and found.padding is not wanted:
        name = evidence.algorithm.name
        other = name.replace(*("PS", "RS") if wanted is Padding.PSS else ("RS", "PS"))
        used = f" as {other} does" if found.padding in {Padding.PSS, Padding.PKCS1} else ""
        yield Guess(None, f"{name} means {wanted}; the signature was padded with {found.padding}{used}.")


@cause(Axis.STRUCTURE, cost=10, fix=_PSS)
def pss_salt(found: Structure, evidence: Evidence) -> Iterable[Guess]:
    """The salt of PSS is not as long as the hash.

    RFC 7518 section 3.5 wants it as long as the digest. OpenSSL, Go and Node take the longest by
    default, Java 20 bytes. ruby-jwt accepts any length; most libraries refuse all others.
    """
    size = len(found.h)
    if found.padding is Padding.PSS and len(found.salt) != size:
        yield Guess(None, f"The salt is {len(found.salt)} bytes; {evidence.algorithm.name} wants {size}.")


@cause(Axis.STRUCTURE, cost=10, fix=_PSS)
def pss_mgf(found: Structure, evidence: Evidence) -> Iterable[Guess]:
    """PSS masks with another hash than it signs with.

    Java's `MGF1ParameterSpec.SHA1` is the usual reason.
    """
    if found.padding is Padding.PSS and found.mgf != found.hash:
        yield Guess(
            None,
            f"MGF1 was used with {shown(found.mgf)}; {evidence.algorithm.name} wants {shown(found.hash)}.",
        )


@cause(Axis.STRUCTURE, cost=10, fix=_SIGN)
def no_digestinfo(found: Structure, _: Evidence) -> Iterable[Guess]:
    """The bare hash was padded, without the DigestInfo around it.

    `openssl_private_encrypt`, Node's `privateEncrypt`, `NONEwithRSA` and `pkeyutl -sign` without
    `digest:` encrypt what they are given; RS256 signs a structure that names the hash.
    """
    if found.padding is Padding.PKCS1 and found.info is Info.NONE:
        yield Guess(
            None,
            f"The signature holds the {shown(found.hash)} as {found.written} and no DigestInfo around it.",
        )


@cause(
    Axis.STRUCTURE,
    cost=10,
    fix="Add the NULL parameter to the AlgorithmIdentifier, or use a current library, and sign again.",
)
def digestinfo_no_null(found: Structure, _: Evidence) -> Iterable[Guess]:
    """The DigestInfo lacks the NULL after the name of the hash.

    Old and embedded libraries leave it out; strict verifiers compare the whole structure and refuse.
    """
    if found.info is Info.NO_NULL:
        yield Guess(None, "The AlgorithmIdentifier in the signature has no NULL parameter.")


@cause(
    Axis.STRUCTURE, cost=10, fix="Use a library's signing function at once: such signatures can be forged."
)
def raw(found: Structure, _: Evidence) -> Iterable[Guess]:
    """The hash was signed without any padding.

    Textbook RSA, from a big-number library of one's own. Anyone can make such signatures for other
    contents.
    """
    if found.padding is Padding.NONE:
        yield Guess(
            None, f"The signature is the {shown(found.hash)} raised to the private exponent, without padding."
        )


@cause(Axis.FACT, cost=3, fix="Sign again exactly what is sent, or send again exactly what was signed.")
def right_key_wrong_content(_: Token, evidence: Evidence) -> Iterable[Guess]:
    """This key made the signature, but over another content.

    An RSA signature shows its padding, and in it the digest of what was signed. The padding is there,
    so the key is right; header or payload were changed afterwards, by more than the search undoes.
    """
    for key, found in _certain(evidence):
        own = digest_of(found.hash, evidence.content.signed).hex()
        says = f"{key.name} made this signature, but over another content"
        if found.padding is not Padding.PSS:
            says += f", whose {shown(found.hash)} is {found.digest.hex()[:16]}…; this token's is {own[:16]}…"
        yield Guess(None, f"{says}.")
        return


@cause(
    Axis.FACT,
    cost=3,
    fix="Sign with the private key: openssl_sign, crypto.sign, SHA256withRSA. Refuse such tokens: anyone who "
    "has the public key can make them.",
)
def public_encrypted(_: Token, evidence: Evidence) -> Iterable[Guess]:
    """The hash was encrypted with the public key instead of being signed with the private one.

    `openssl_public_encrypt`, `publicEncrypt` or `Cipher.ENCRYPT_MODE` with the public key were taken for
    signing. It shows only to whoever has the private key, since that alone opens it.
    """
    if evidence.algorithm.key_type != "RSA":
        return
    signed = evidence.content.signed
    digests = {name: digest_of(name, signed) for name in HASHES}
    for file in evidence.files[:_MOST_FILES]:
        plain = decrypted(file, evidence.token.signature.bytes) or b""
        for name, digest in digests.items():
            if plain.endswith((digest, digest.hex().encode())):
                says = (
                    f"The private key in {file.name} opens it: the {shown(name)} of the token was encrypted."
                )
                yield Guess(None, says)
                return


@cause(Axis.FACT, cost=4, fix="Look for the key that the issuer signs with, and copy the token again.")
def no_structure(_: Token, evidence: Evidence) -> Iterable[Guess]:
    """Another RSA key made the signature, or its bytes are damaged.

    Under its own key an RSA signature shows a padding, whatever was signed. Under this key it shows
    none: it is not the content that is wrong.
    """
    opened = _opened(evidence)
    every = len(opened) == len(_of_its_size(evidence))
    if opened and every and not any(it.structures for it in opened):
        name = opened[0].key.name
        says = f"Another RSA key signed it, or its signature is damaged: with {name} no padding comes out."
        yield Guess(None, says)


@cause(Axis.FACT, cost=2, fix="Look for the key of that size.")
def size_mismatch(_: Token, evidence: Evidence) -> Iterable[Guess]:
    """The signature is of a key of another size."""
    length = len(evidence.token.signature.bytes)
    sizes = sorted({key.bits for key in _rsa_keys(evidence)})
    if sizes and length in {128, 256, 384, 512, 1024} and all((bits + 7) // 8 != length for bits in sizes):
        given = " and ".join(str(bits) for bits in sizes)
        yield Guess(
            None, f"The signature is {length} bytes, of a key of {8 * length} bits; yours has {given}."
        )


def _rsa_keys(evidence: Evidence) -> list[Key]:
    if evidence.algorithm.key_type != "RSA":
        return []
    return [key for key in evidence.keys if key.type == "RSA"]


def _of_its_size(evidence: Evidence) -> list[Key]:
    length = len(evidence.token.signature.bytes)
    return [key for key in _rsa_keys(evidence) if (key.bits + 7) // 8 == length]


def _opened(evidence: Evidence) -> list[Opened]:
    """The signature as it was received, under each key with which the search came to open it."""
    received = evidence.token.signature.bytes
    given = {id(key) for key in _of_its_size(evidence)}
    found = {id(it.key): it for it in evidence.opened if it.signature == received and id(it.key) in given}
    return list(found.values())


def _certain(evidence: Evidence) -> Iterable[tuple[Key, Structure]]:
    for one in _opened(evidence):
        yield from ((one.key, it) for it in one.structures if it.certain)
