"""The header parameters (RFC 7515 section 4)."""

from collections import Counter

from .. import registry
from ..algorithms import ALGORITHMS, meant
from ..encryption.algorithms import MANAGEMENTS
from ..encryption.algorithms import meant as meant_encryption
from ..example import Example
from ..example import header as with_header
from ..example_forms import encrypted
from ..example_keys import OTHER_P256
from ..extensions import UNDERSTOOD, critical
from ..json_tree import Array, Object, Value
from ..parts import kind
from ..place import HEADER
from ..profiles import Mark
from ..registry import Use
from ..rule import Case, Problem, Severity, header, rfc, rule
from ..token import Claim
from ..words import joined
from .values import cleaned, shown

SOUND = Example()
_PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
_EMBEDDING = ("jwk", "jku", "x5c", "x5u")
_REGISTERED = frozenset(
    {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"}
    | {"enc", "zip", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c"}
)


@rule(
    header("alg"),
    Severity.ERROR,
    rfc(8725, "3.1"),
    passes="The algorithm is one that signs",
    good=SOUND,
    bad=(Example(header={"alg": "none"}, signature=""), Example(header={"alg": "NONE"}, signature="")),
)
def no_algorithm(alg: Claim, _: Case) -> Problem | None:
    """The token is not signed: its algorithm is “none”.

    Anyone can write such a token, so every receiver must refuse it unless it asked for unsigned
    ones. Other spellings (None, NONE, nOnE) are attempts to slip past a filter for the usual one.
    """
    if isinstance(alg.value, str) and alg.value.strip().lower() == "none":
        return Problem(
            f"alg is {shown(alg.value)}: nothing protects this token, and anyone could have written it."
        )
    return None


@rule(
    header("alg"),
    Severity.ERROR,
    rfc(7515, "4.1.1"),
    passes="The algorithm is a registered one",
    good=SOUND,
    bad=(
        with_header(alg="es256"),
        with_header(alg="ESP256"),
        Example(header={"alg": "SHA256withRSA"}, signature=bytes(256)),
        encrypted(alg="DIR"),
        encrypted(alg="HS256"),
    ),
)
def unknown_algorithm(alg: Claim, case: Case) -> Problem | None:
    """The algorithm is not a name that JOSE knows.

    Names are registered and compared with their case: RS256 is one, rs256 is none. Names of Java,
    .NET, XML Signature or COSE mean nothing here.
    """
    name, known = alg.value, MANAGEMENTS if case.token.encrypted else ALGORITHMS
    if not isinstance(name, str) or name.strip().lower() in {"none", ""}:
        return None  # told by no-algorithm, or by missing-field
    if name in known or _demanded_otherwise(name, case):
        return None
    if elsewhere := registry.ALGORITHMS.seen.get(name):
        return Problem(f"alg is {shown(name)}. {elsewhere}", _meant(name, case))
    clause, likely = cleaned(name, known.__contains__) or (_what(name, case), _meant(name, case))
    hint = f" {likely} is written exactly so." if likely else ""
    return Problem(f"alg is {shown(name)}, {clause}.{hint}", likely)


def _meant(name: str, case: Case) -> str | None:
    if case.token.encrypted:
        return meant_encryption(name, MANAGEMENTS)
    likely = meant(name)
    return likely.name if likely else None


def _what(name: str, case: Case) -> str:
    """What a name is that cannot stand here, as a clause."""
    registered = registry.algorithm(name)
    if registered is not None:
        return _USES[registered.use]
    return "which is no algorithm of JWE" if case.token.encrypted else "which is no algorithm of JOSE"


_USES = {
    Use.SIGNATURE: "which signs and does not encrypt",
    Use.KEY: "which is for encrypted tokens (JWE) and does not sign",
    Use.CONTENT: "which encrypts the content of a JWE and stands in enc",
    Use.JWK: "which is for keys of the Web Cryptography API and for no token",
}


def _demanded_otherwise(name: str, case: Case) -> bool:
    """Whether wrong-value says all there is to say: the receiver demands another algorithm than the one
    that was probably meant."""
    if case.token.encrypted:
        return False
    field = next((it.field for it in case.expected if it.place == HEADER / "alg"), None)
    if field is None or not field.wanted or field.mark is not Mark.VERIFIED:
        return False
    likely = meant(name)
    return likely is None or likely.name not in field.wanted


def _is_eddsa(case: Case) -> bool:
    return not case.token.encrypted and case.token.alg in {"EdDSA", "Ed25519", "Ed448"}


@rule(
    header("alg"),
    Severity.NOTICE,
    rfc(9864, "2.2"),
    where=_is_eddsa,
    passes="The algorithm says all that a receiver must know",
    good=Example(header={"alg": "Ed25519"}),
    bad=Example(header={"alg": "EdDSA"}),
)
def unspecified_curve(alg: Claim, case: Case) -> Problem | None:
    """The algorithm does not say which curve it uses.

    EdDSA stands for Ed25519 and for Ed448; the key decides. RFC 9864 deprecates the name and
    registers Ed25519 and Ed448 in its place. Most libraries still write EdDSA, and receivers take it.
    """
    if alg.value != "EdDSA":
        return None
    name = "Ed448" if len(case.token.signature.bytes) == 114 else "Ed25519"
    return Problem(f"alg is “EdDSA”; once your receivers know it, write “{name}”.", name)


@rule(
    header("crit"),
    Severity.ERROR,
    rfc(7515, "4.1.11"),
    passes="No extension is marked critical that receivers do not know",
    good=with_header(b64=True, crit=["b64"]),
    bad=(
        with_header(crit=["exp"], exp=1),
        with_header(crit=[]),
        with_header(crit=["alg"]),
        with_header(crit=["b64"]),
    ),
)
def unknown_critical(crit: Claim, case: Case) -> Problem | None:
    """The header demands an extension that its receivers do not know.

    `crit` lists header parameters that a receiver must understand or else refuse the token. It may
    not be empty, nor name a parameter of the JOSE documents themselves, nor one that is not there,
    nor one twice.
    """
    if not isinstance(crit.value, Array) or not crit.value.items:
        return _no_list(crit.value)
    counted = Counter(item.value for item in crit.value.items)
    return next(filter(None, (_listed(name, times, case) for name, times in counted.items())), None)


def _no_list(value: Value) -> Problem:
    what = "an empty list" if isinstance(value, Array) else kind(value)
    instead = [value] if value in UNDERSTOOD else None
    says = f"crit is {what}; it must be a list of names with at least one in it."
    return Problem(says, instead, remove=instead is None)


def _listed(name: Value, times: int, case: Case) -> Problem | None:
    """What is wrong with one that `crit` lists."""
    if not isinstance(name, str):
        return Problem(f"crit holds {kind(name)}; it may hold nothing but names of header parameters.")
    if name in _REGISTERED:
        return Problem(f"crit names “{name}”, which every receiver knows; it may list only extensions.")
    if case.token.header.claim(name) is None:
        return Problem(f"crit names “{name[:60]}”, which the header does not have.")
    if name not in UNDERSTOOD:
        says = f"crit demands that the receiver understand “{name[:60]}”; one that does not must refuse."
        return Problem(says)
    if times > 1:
        return Problem(
            f"crit names “{name}” more than once.", list(dict.fromkeys(critical(case.token.header)))
        )
    return None


@rule(
    header(*_EMBEDDING),
    Severity.WARNING,
    rfc(8725, "3.10"),
    passes="The token does not bring its own key",
    good=SOUND,
    bad=(
        with_header(jwk={"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
        with_header(jku="https://keys.example.com/jwks.json"),
    ),
)
def embedded_key(parameter: Claim, case: Case) -> Problem | None:
    """The token brings its own key, or the address of one.

    A key that comes with the token proves nothing: a forger sends his own. A receiver may use it
    only where it checks the key by other means, as for DPoP proofs (RFC 9449) or for a certificate
    chain up to a root it trusts. An address is also a way to make the receiver fetch what the
    sender likes.
    """
    expected = case.profile.header.get(parameter.name)
    if case.token.encrypted or (expected is not None and expected.required):
        return None  # it names the key that was encrypted to, or this receiver asks for it
    if parameter.name == "x5c" and case.chain and case.chain.trusted_key:
        return None  # and it ends in a root that was trusted beforehand
    if not _holds_something(parameter.value):
        return None
    if parameter.name in {"jku", "x5u"}:
        return Problem(
            f"{parameter.name} says where the key is; a receiver may fetch only from where it knows."
        )
    return Problem(f"{parameter.name} carries the key itself; that the signature fits it proves nothing.")


def _holds_something(value: Value) -> bool:
    match value:
        case Array(inner) | Object(inner):
            return bool(inner)
        case _:
            return isinstance(value, str) and bool(value.strip())


@rule(
    header("jwk", "epk"),
    Severity.ERROR,
    rfc(7515, "4.1.3"),
    passes="No private key is in the header",
    good=(
        SOUND,
        encrypted(alg="ECDH-ES", epk={**OTHER_P256, "d": None}),
    ),
    bad=(
        Example(header={"alg": "ES256", "jwk": {"kty": "EC", "x": "AA", "d": "AA"}}, also=("embedded-key",)),
        encrypted(alg="ECDH-ES", epk={**OTHER_P256, "d": "AA"}),
    ),
)
def leaked_private_key(parameter: Claim, _: Case) -> Problem | None:
    """The header carries a private key.

    Whoever has seen this token can sign in its owner's name, or, if it is the key in `epk`, decrypt the
    token. The key must be replaced, and the header may hold only its public members.
    """
    if not isinstance(parameter.value, Object):
        return None
    there = {member.name for member in parameter.value.members if member.node.value is not None}
    leaked = sorted(there & _PRIVATE_MEMBERS)
    if not leaked:
        return None
    what, repair = _THE_SECRET if leaked == ["k"] else _THE_PRIVATE_KEY
    return Problem(f"{parameter.name} holds {joined(leaked)}: that is {what}. {repair}")


_THE_PRIVATE_KEY = "the private key", "Revoke it, and send only the public part."
_THE_SECRET = "the shared secret", "Replace it, and send no key: a secret has no public part."


@rule(
    header("typ"),
    Severity.NOTICE,
    rfc(7519, "5.1"),
    passes="The type is written as usual",
    good=SOUND,
    bad=with_header(typ="jwt"),
)
def unusual_type(typ: Claim, _: Case) -> Problem | None:
    """The type JWT is not written in capitals.

    The type is compared without regard to case, yet RFC 7519 recommends JWT in capitals for old
    implementations that compare it letter by letter.
    """
    if isinstance(typ.value, str) and typ.value.upper() == "JWT" and typ.value != "JWT":
        return Problem(f"typ is “{typ.value}”; write it in capitals.", "JWT")
    return None


@rule(
    header("enc", "zip"),
    Severity.ERROR,
    rfc(7516, "4.1.2"),
    passes="The header is that of a signed token",
    good=SOUND,
    bad=with_header(enc="A256GCM"),
)
def encryption_header(parameter: Claim, case: Case) -> Problem | None:
    """A signed token has the header of an encrypted one.

    `enc` and `zip` belong to JWE, which has five parts. Either the header was copied from one, or
    the token was cut.
    """
    if case.token.encrypted:
        return None
    return Problem(f"{parameter.name} belongs to encrypted tokens (JWE), which this is not.", remove=True)
