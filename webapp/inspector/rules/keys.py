"""The keys that were given: may they, and should they, verify or decrypt this token?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..algorithms import ALGORITHMS, Family
from ..encryption.algorithms import MANAGEMENTS
from ..encryption.opener import fits as opens
from ..example import Example, keyed, macked
from ..example_forms import encrypted
from ..example_keys import OCT, OTHER_P256, P256, RSA_1024, RSA_2048, SECRET
from ..keys import DEFAULT_SECRETS, Key, key_id_in, known_default
from ..keys.secret import NAME
from ..keys.weakness import made_by_roca
from ..place import KEY, SIGNATURE, Place, Span
from ..rule import Case, GivenKey, Problem, Severity, Whole, keys, policy, rfc, rule, token
from ..signature.primitives import fits, mac
from ..words import article, joined
from .signatures import algorithm

SOUND = keyed(P256)


def in_question(case: Case) -> list[GivenKey]:
    """The key that verified; where none did, those that could have, and of several the one named by kid."""
    given, used = keys(case), case.decryption.key if case.decryption else case.verification.key
    if used is not None:
        return [it for it in given if it.key is used]
    fitting = [it for it in given if _serves(it.key, case)]
    kid = case.token.header.text_of("kid")
    named = [it for it in fitting if kid and it.key.key_id == kid]
    return named or (fitting if len(fitting) == 1 else [])


def _serves(key: Key, case: Case) -> bool:
    """Whether the key is of the kind that the algorithm takes."""
    wanted, management = algorithm(case), MANAGEMENTS.get(case.token.alg or "")
    if case.token.encrypted:
        return management is not None and opens(management, key)
    return wanted is not None and fits(wanted, key)


def _serves_another(key: Key, case: Case) -> bool:
    """Whether it is of the kind that a further signature of the token takes."""
    others = (ALGORITHMS.get(it.alg or "") for it in case.token.cosigners)
    return any(other is not None and fits(other, key) for other in others)


@rule(
    token,
    Severity.ERROR,
    rfc(7518, "3.1"),
    where=lambda case: case.keys,
    passes="A key was given that serves the algorithm",
    good=(SOUND, macked(SECRET)),
    bad=(
        keyed(RSA_2048),
        keyed(P256, alg="RS256"),
        keyed(P256, alg="ES384"),
        encrypted(alg="RSA-OAEP-256", encrypted_key=bytes(256), keys=(P256,)),
    ),
)
def key_type_mismatch(_: Whole, case: Case) -> Problem | None:
    """No key was given that can serve the algorithm.

    Each algorithm takes one kind of key: RS256 and PS256 an RSA key, ES256 a key on the curve P-256,
    HS256 and A256KW a shared secret. That the key's type does not fit says nothing about the signature.
    """
    wanted = MANAGEMENTS.get(case.token.alg or "") if case.token.encrypted else algorithm(case)
    used = case.decryption.key if case.decryption else case.verification.key
    if wanted is None or used or any(_serves(key, case) or _serves_another(key, case) for key in case.keys):
        return None
    given = [_introduced(key) for key in case.keys[:3]]
    if more := len(case.keys) - len(given):
        given.append(f"{more:,} more {'does' if more == 1 else 'do'} not fit either")
    return Problem(f"{wanted.name} takes {wanted.needs}; {joined(given)}.", place=KEY)


def _introduced(key: Key) -> str:
    return "a secret was given" if key.name == NAME else f"{key.name[:60]} is {described(key)}"


def described(key: Key) -> str:
    """What a key is, as a noun phrase: `a P-256 key`, `an RSA key of 2048 bits`, `a secret`."""
    match key.type:
        case "oct":
            return "a secret"
        case "RSA":
            return f"an RSA key of {key.bits} bits"
        case _:
            return article(f"{key.curve or key.alg or key.type} key")


def secrets(case: Case) -> list[GivenKey]:
    """The secret that was given; where none was, the public default that the token verifies with."""
    wanted = algorithm(case)
    if wanted is None or wanted.family is not Family.HMAC:
        return []
    if any(key.secret is not None for key in case.keys):
        return in_question(case)
    return [
        GivenKey(Key("the secret", "oct", None, 8 * len(default), private=False, secret=default), SIGNATURE)
        for default in (text.encode() for text in DEFAULT_SECRETS)
        if mac(wanted.hash, default, case.token.signing_input) == case.token.signature.bytes
    ]


@rule(
    secrets,
    Severity.ERROR,
    rfc(7518, "3.2"),
    passes="The secret is long enough and not publicly known",
    good=macked(SECRET),
    bad=(macked("your-256-bit-secret"), macked("Zk2qYv8rN5wT0xLb"), Example(text=macked("changeme").paste)),
)
def weak_secret(given: GivenKey, case: Case) -> Problem | None:
    """The HMAC secret is a well-known default, or shorter than the hash.

    Whoever knows or guesses the secret can write tokens. Defaults from documentation and examples are
    tried first by anyone who looks for a way in (they are tried here too, when no secret is given); a
    short secret is found by trying all. RFC 7518 demands a secret at least as long as the hash: 32
    bytes for HS256. .NET, Java and jwcrypto refuse shorter ones.
    """
    wanted, secret = algorithm(case), given.key.secret
    if wanted is None or secret is None:
        return None
    if default := known_default(secret):
        nearly = "" if default.encode() == secret else " but for its capitals or the blanks around it"
        return Problem(
            f"The secret is “{default}”{nearly}, a default that everybody knows: "
            "anyone can forge tokens with it."
        )
    if len(secret) >= (wanted.length or 0):
        return None
    return Problem(f"The secret has {len(secret)} bytes; {wanted.name} demands {wanted.length}, random ones.")


@rule(
    in_question,
    Severity.ERROR,
    rfc(7518, "3.3"),
    passes="The key is strong enough",
    good=keyed(RSA_2048, alg="RS256"),
    bad=keyed(RSA_1024, alg="RS256"),
)
def weak_key(given: GivenKey, _: Case) -> Problem | None:
    """The RSA key is too short, or of a kind that is known to be broken.

    RFC 7518 demands 2048 bits or more; shorter moduli can be factored. Keys made by certain smart
    cards and TPMs before 2017 (ROCA, CVE-2017-15361) can be factored at any length.
    """
    public = given.key.public
    if not isinstance(public, RSAPublicKey):
        return None
    if given.key.bits < 2048:
        return Problem(f"{given.key.name[:60]} has {given.key.bits} bits; an RSA key needs 2048 or more.")
    if made_by_roca(public.public_numbers().n):
        return Problem(f"{given.key.name[:60]} has the mark of ROCA (CVE-2017-15361): it can be factored.")
    return None


@rule(
    in_question,
    Severity.ERROR,
    policy("https://www.rfc-editor.org/rfc/rfc7517#section-4.2", "use and key_ops"),
    passes="The key is meant for what it is used for",
    good=(keyed({**P256, "use": "sig"}), encrypted(keys=({**OCT, "use": "enc", "key_ops": ["decrypt"]},))),
    bad=(
        keyed({**P256, "use": "enc"}),
        keyed({**P256, "key_ops": ["deriveKey"]}),
        encrypted(keys=({**OCT, "use": "sig"},)),
        encrypted(keys=({**OCT, "key_ops": ["sign"]},)),
    ),
)
def misused_key(given: GivenKey, case: Case) -> Problem | None:
    """The key is declared for another purpose than it is used for.

    A JWK may say what it is for: `use` “sig” or “enc”, `key_ops` “verify” or other operations. A
    careful receiver does not use it for anything else, even where the arithmetic would agree.
    """
    key, (use, operations) = given.key, _PURPOSES[case.token.encrypted]
    if key.use not in {None, use}:
        meant = "encryption" if case.token.encrypted else "signatures"
        return Problem(f"{key.name[:60]} has use “{key.use[:40]}”; a key for {meant} has “{use}”.")
    if key.key_ops is not None and not set(operations) & set(key.key_ops):
        listed = ", ".join(f"“{operation[:40]}”" for operation in key.key_ops[:5]) or "nothing"
        return Problem(f"{key.name[:60]} allows {listed} in key_ops, and not “{operations[0]}”.")
    return None


_PURPOSES = {
    False: ("sig", ("verify", "sign")),
    True: ("enc", ("decrypt", "unwrapKey", "deriveKey", "deriveBits", "encrypt", "wrapKey")),
}


@rule(
    in_question,
    Severity.ERROR,
    rfc(8725, "3.1"),
    passes="The key is not bound to another algorithm",
    good=keyed({**RSA_2048, "alg": "RS256"}, alg="RS256"),
    bad=(
        keyed({**RSA_2048, "alg": "PS256"}, alg="RS256"),
        encrypted(keys=({**OCT, "alg": "A256KW"},)),
    ),
)
def key_bound_elsewhere(given: GivenKey, case: Case) -> Problem | None:
    """The key says that it is for another algorithm than the header names.

    One key serves one algorithm. A receiver that holds the key for PS256 refuses what is signed
    under RS256 with it, whatever the arithmetic says.
    """
    bound, named = given.key.alg, case.token.alg
    curve, meant = given.key.curve, algorithm(case)
    if named == "dir" and bound == case.token.header.text_of("enc"):
        return None
    if bound is None or named is None or bound == named or {bound, named} == {"EdDSA", curve}:
        return None
    if meant and bound == meant.name:
        return None  # told by unknown-algorithm
    return Problem(f"{given.key.name[:60]} has alg “{bound[:40]}”, and the header says “{named[:40]}”.")


@dataclass(frozen=True, slots=True)
class KeySet:
    """The keys that came in one file: `jwks.json[0]`, `jwks.json[1]`, …"""

    name: str
    keys: list[Key]
    place: Place = KEY
    span: Span | None = None


def sets(case: Case) -> list[KeySet]:
    listed = [key for key in case.keys if key.name.endswith("]")]
    return [
        KeySet(name, list(keys)) for name, keys in groupby(listed, lambda key: key.name.rpartition("[")[0])
    ]


@rule(
    sets,
    Severity.ERROR,
    policy("https://www.rfc-editor.org/rfc/rfc7517#section-4.5", "kid"),
    passes="Every key of the set has a Key ID of its own",
    good=keyed({**P256, "kid": "a"}, {**OTHER_P256, "kid": "b"}),
    bad=keyed({**P256, "kid": "a"}, {**OTHER_P256, "kid": "a"}),
)
def duplicate_key_id(given: KeySet, _: Case) -> Problem | None:
    """Two keys of one set have the same Key ID.

    A receiver chooses the key by `kid`; with two of one name it takes whichever comes first, and
    refuses the tokens of the other.
    """
    for kid, times in _doubled(given):
        return Problem(f"{given.name[:60]} has {times} keys with the Key ID “{kid[:60]}”.")
    return None


def _doubled(given: KeySet) -> Iterator[tuple[str, int]]:
    """Each Key ID that different keys have, and how many; that in the name of a file is said of all in it."""
    named: dict[str, list[Key]] = defaultdict(list)
    for key in given.keys:
        if key.key_id and key.key_id != key_id_in(given.name):
            named[key.key_id].append(key)
    for kid, several in named.items():
        if len(several) > 1 and (different := len({key.thumbprint or key.secret for key in several})) > 1:
            yield kid, different


@rule(
    sets,
    Severity.ERROR,
    policy("https://www.rfc-editor.org/rfc/rfc8725#section-3.1", "mixed key sets"),
    passes="No set mixes secrets and public keys",
    good=keyed(P256, OTHER_P256),
    bad=keyed(P256, OCT),
)
def mixed_key_set(given: KeySet, _: Case) -> Problem | None:
    """A key set holds both secrets and public keys.

    A set with a secret in it must be secret, and one with public keys is meant to be public. A
    receiver that takes any key of such a set can be made to use a public key as an HMAC secret.
    """
    count = sum(key.type == "oct" for key in given.keys)
    if not 0 < count < len(given.keys):
        return None
    secrets = "1 is a secret; keep it" if count == 1 else f"{count} are secrets; keep those"
    return Problem(f"Of the {len(given.keys)} keys in {given.name[:60]}, {secrets} apart.")
