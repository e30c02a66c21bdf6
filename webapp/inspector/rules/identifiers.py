"""Identifiers that must agree: with each other, with the key's file, with the client_id that is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..algorithms import ALGORITHMS
from ..example import Example
from ..example_keys import P256, key_file
from ..keys import Key, same
from ..place import Place, Span
from ..profiles import PLAIN
from ..profiles.vocabulary import Field, KeyFacts
from ..rule import Case, Citation, Gate, GivenKey, Problem, Severity, header, keys, rfc, rule
from ..submission import KeyFile
from ..token import Claim
from ..words import joined
from .apple_examples import RECEIVER, SECRET, secret
from .keys import described
from .values import malformed

_ALIKE = str.maketrans("OIL", "011")  # letters that are taken for digits, in capitals


def _with_key(example: Example, name: str) -> Example:
    """The example with a key in a file called `name`, which did not sign it."""
    return Example(
        example.payload,
        example.header,
        profile=example.profile,
        client_id=example.client_id,
        keys=(KeyFile(name, key_file(P256).encode()),),
    )


_KEY = "AuthKey_7XK4Q2M9RT.p8"


@dataclass(frozen=True, slots=True)
class Pair:
    """The `kid` and the `iss` of a token whose receiver knows them as two identifiers of its own."""

    kid: Claim
    iss: str
    labels: tuple[str, str]

    @property
    def place(self) -> Place:
        return self.kid.place

    @property
    def span(self) -> Span | None:
        return self.kid.span


def pairs(case: Case) -> Iterator[Pair]:
    """`kid` and `iss`, where the profile has a name for both."""
    known = {it.name: it for it in case.expected if it.name in {"kid", "iss"} and it.field.label}
    kid, iss = (known[name].claim if name in known else None for name in ("kid", "iss"))
    if kid and iss and isinstance(kid.value, str) and isinstance(iss.value, str):
        yield Pair(kid, iss.value, (known["kid"].field.label, known["iss"].field.label))


@rule(
    pairs,
    Severity.WARNING,
    RECEIVER,
    passes="Key ID and Team ID stand where they belong, as far as can be seen",
    good=(SECRET, _with_key(SECRET, _KEY)),
    bad=(
        _with_key(secret({"kid": "8R4ZP2XK9T"}, iss="7XK4Q2M9RT"), _KEY),
        secret(
            {"kid": "8R4ZP2XK9T"}, iss="7XK4Q2M9RT", sub="8R4ZP2XK9T.com.example", also=("malformed-value",)
        ),
    ),
)
def swapped_ids(pair: Pair, case: Case) -> Problem | None:
    """Key ID and Team ID are exchanged.

    Both have ten characters, so nobody sees it in the token alone. It shows where the name of the key
    file or an identifier with the Team ID before it says which is which.
    """
    proof = _proof(pair, case)
    if proof is None:
        return None
    key_label, team_label = pair.labels
    return Problem(
        f"kid is “{pair.kid.value}” and iss is “{pair.iss[:60]}”, but {proof}: {key_label} and {team_label} "
        "are exchanged. Put each in the place of the other.",
        pair.iss,
        citation=case.profile.citation(),
    )


def _proof(pair: Pair, case: Case) -> str | None:
    """What shows that they are exchanged, as a clause."""
    for key in case.keys:
        if key.key_id and key.key_id == pair.iss != pair.kid.value:
            return f"the key “{key.name[:60]}” has the ID that stands in iss"
    for name in (case.client_id, case.token.payload.text_of("sub")):
        if name and name.startswith(f"{pair.kid.value}."):
            return f"“{name[:80]}” begins with the {pair.labels[1]} that stands in kid"
    return None


@rule(
    header("kid"),
    Severity.WARNING,
    RECEIVER,
    passes="The Key ID is the one that the key file bears",
    good=_with_key(SECRET, _KEY),
    bad=_with_key(secret({"kid": "ABC123DEFG"}), _KEY),
)
def key_id_mismatch(kid: Claim, case: Case) -> Problem | None:
    """The token names another key than the one that was given.

    The receiver looks up the key by `kid`. The file that was downloaded bears the ID of its key, so
    either the token names the wrong key, or this is the wrong file, or somebody renamed it. Of a key set
    it takes the key of that name alone: that another of the set verifies does not help.
    """
    given = _identified(case)
    if not isinstance(kid.value, str) or not given or any(_agree(kid.value, key, case) for key in given):
        return None
    ids = list(dict.fromkeys(key.key_id or "" for key in given))
    known = joined([f"“{it[:60]}”" for it in ids[:3]], "or")
    source = f"“{given[0].name[:60]}” is the key" if len(given) == 1 else "the keys that were given are"
    if case.verification.key:
        source = "the key that verifies it is"
    return Problem(
        f"kid is “{kid.value[:60]}”, but {source} {known}.{_alike(kid.value, ids)}",
        ids[0] if len(ids) == 1 else None,
        citation=rfc(7515, "4.1.4") if case.profile.id == PLAIN else case.profile.citation(),
    )


def _identified(case: Case) -> list[Key]:
    """The key that verified, under each of its names; where none did, every key that has one."""
    signer, named = case.verification.key, [key for key in case.keys if key.key_id]
    return [key for key in named if same(key, signer)] if signer and signer.key_id else named


def _agree(kid: str, key: Key, case: Case) -> bool:
    """Whether the key is the one that is named, or another rule says why it seems not to be."""
    key_id = key.key_id or ""
    named = key_id.lower() in kid.lower() or case.token.payload.text_of("iss") == key_id
    return named or (case.verification.key is not None and case.verification.key.key_id is None)


def _alike(kid: str, ids: list[str]) -> str:
    alike = kid.upper().translate(_ALIKE) in {it.upper().translate(_ALIKE) for it in ids}
    return " They differ only in letters that look like digits: O and 0, I and 1." if alike else ""


@rule(
    keys,
    Severity.WARNING,
    RECEIVER,
    where=lambda case: case.profile.key,
    passes="The key is of the kind that signs such tokens",
    good=_with_key(SECRET, _KEY),
    bad=_with_key(SECRET, "SubscriptionKey_7XK4Q2M9RT.p8"),
)
def foreign_key(given: GivenKey, case: Case) -> Problem | None:
    """The key is one for another service.

    Apple's keys each serve the services that were ticked when they were made, and the name of the
    file tells which kind it is. Other receivers, too, take only one type of key.
    """
    facts = case.profile.key
    if facts is None:
        return None
    other = _by_name(given.key, facts) or _by_type(given.key, facts, case)
    if other is None:
        return None
    return Problem(
        f"“{given.key.name[:60]}” is {other}. {facts.says}".rstrip(),
        severity=facts.mark.severity,
        citation=case.profile.citation(facts.source),
    )


def _by_name(key: Key, facts: KeyFacts) -> str | None:
    return next((what for prefix, what in facts.foreign.items() if key.name.startswith(prefix)), None)


def _by_type(key: Key, facts: KeyFacts, case: Case) -> str | None:
    """What the key is, if it is of the wrong type and no algorithm is named that tells so already."""
    fits = key.type == (facts.type or key.type) and key.curve == (facts.curve or key.curve)
    return None if fits or key.type == "oct" or case.token.alg in ALGORITHMS else described(key)


def client(case: Case) -> list[Claim]:
    """The claim that must equal the client_id, where one was sent."""
    name = case.profile.request.client_id if case.profile.request else ""
    return case.token.payload.claims(name) if name and case.client_id else []


@rule(
    client,
    Severity.ERROR,
    RECEIVER,
    gate=Gate.REQUEST,
    passes="The client_id is the one in the token",
    good=secret(client_id="com.example.web"),
    bad=(secret(client_id="com.example.app"), secret(client_id="com.example.Web")),
)
def client_id_mismatch(claim: Claim, case: Case) -> Problem | None:
    """The token is for another client than the client_id beside it.

    Both name the same client, letter by letter: App ID and Services ID are two clients, and so are
    two spellings that differ in a capital.
    """
    sent = case.client_id or ""
    if not isinstance(claim.value, str) or not claim.value or _same_client(claim.value, sent):
        return None
    if malformed(claim.name, case.profile.payload.get(claim.name, Field()), claim.value, case.profile):
        return None  # told by malformed-value, and the cause
    return Problem(
        f"{claim.name} is “{claim.value[:100]}”, but the client_id sent with it is "
        f"“{sent[:100]}”{_difference(claim.value, sent)}. Both must be the same text.",
        citation=_request_citation(case),
    )


def _same_client(claim: str, sent: str) -> bool:
    """Whether they are equal, or one is the other with a Team ID before it, which is told apart."""
    return claim == sent or claim.partition(".")[2] == sent or sent.partition(".")[2] == claim


def _difference(one: str, other: str) -> str:
    if one.strip() == other.strip():
        return ", with a blank more or less"
    if one.strip().lower() == other.strip().lower():
        return ", in other capitals"
    return ""


def _request_citation(case: Case) -> Citation:
    return case.profile.citation(case.profile.request.source if case.profile.request else "")
