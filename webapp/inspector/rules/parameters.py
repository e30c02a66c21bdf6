"""The parameters of the request that carries the token: which, with what value, and in which part of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from ..example import Example
from ..place import REQUEST, Place
from ..profiles.vocabulary import Field, Mark, Sending
from ..request import Parameter, Request, Where
from ..rule import Case, Problem, Severity, rule
from ..words import article, capital, joined
from .apple_examples import IDENTITY_TOKEN, RECEIVER, SECRET, sent
from .request import FORM, arrivals, cites, is_sent
from .values import asked, malformed, wrong

_JWT = IDENTITY_TOKEN.paste


@dataclass(frozen=True, slots=True)
class Sent:
    """A parameter of the request, and what the profile says of it, if anything."""

    parameter: Parameter
    field: Field | None
    facts: Sending

    @property
    def name(self) -> str:
        return self.parameter.name[:60]

    @property
    def place(self) -> Place:
        return REQUEST / self.parameter.name

    @property
    def span(self) -> None:
        return None


def parameters(case: Case) -> Iterator[Sent]:
    """The parameters of a request that carries the token in one of them."""
    for it in arrivals(case):
        for parameter in it.request.parameters[:_MOST] if it.facts.parameter else ():
            field = it.facts.parameters.get(parameter.name)
            yield Sent(parameter, field and field.given(case.seen), it.facts)


def values(case: Case) -> list[Sent]:
    """Those that the profile knows; where none was sent, the client_id that was given beside the token."""
    shown = list(parameters(case)) or list(_client_id(case))
    return [it for it in shown if it.field]


def _client_id(case: Case) -> Iterator[Sent]:
    facts = case.profile.request
    if facts and case.client_id:
        parameter = Parameter("client_id", case.client_id, Where.BODY)
        yield Sent(parameter, facts.parameters.get("client_id"), facts)


@rule(
    parameters,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="Every parameter travels in the body",
    good=sent(),
    bad=(
        sent(f"https://appleid.apple.com/auth/token?client_secret={SECRET.paste}", client_secret=""),
        sent(options=f"-u com.example.web:{SECRET.paste}", client_id="", client_secret=""),
    ),
)
def misplaced_parameter(it: Sent, case: Case) -> Problem | None:
    """A parameter travels in the address or in Basic credentials, and belongs in the body.

    An OAuth server takes the credentials of a client in one way only; sent in another, or in two ways
    at once, they count as missing or as wrong.
    """
    way = _WAYS.get(it.parameter.where)
    fellows = _sent(it.parameter.where, it, case)
    if way is None or it.field is None or it.parameter is not fellows[0]:
        return None  # of several that travel together, the first is told of
    names = list(dict.fromkeys(parameter.name for parameter in fellows))
    in_body = {parameter.name for parameter in _sent(Where.BODY, it, case)}
    twice = [name for name in names if name in in_body]
    says = f"{joined(names)} {'travels' if len(names) == 1 else 'travel'} in {way}"
    return Problem(f"{says}{_advice(names, twice)}.", citation=cites(it.facts, case))


def _advice(names: list[str], twice: list[str]) -> str:
    if not twice:
        return "; the place for that is the body"
    which = "" if twice == names else f"{joined(twice)} "
    return f", and {which}in the body as well: only one way may be used"


def _sent(where: Where, it: Sent, case: Case) -> list[Parameter]:
    """The parameters that the profile knows and that travel there."""
    everything = case.request.parameters[:_MOST] if case.request else ()
    return [one for one in everything if one.where is where and one.name in it.facts.parameters]


_WAYS = {
    Where.QUERY: "the query of the address",
    Where.FRAGMENT: "the fragment of the address",
    Where.BASIC: "Basic credentials",
}


@rule(
    parameters,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="Every value is percent-encoded",
    good=sent(options="--data-urlencode redirect_uri=https://example.com/callback"),
    bad=(sent(code="c0+1"), sent(redirect_uri="https://example.com/callback")),
)
def unencoded_parameter(it: Sent, case: Case) -> Problem | None:
    """A value of a form is not percent-encoded.

    In a form + stands for a blank, and & ends the value: a value that holds them arrives as another.
    Other characters mostly get through, yet the rule is to encode all but letters, digits, - . _ ~.
    """
    raw = it.parameter.raw
    if it.field is None or it.parameter.where is Where.BASIC or not _is_form(case.request):
        return None
    changed = _CHANGED.search(raw)
    loose = changed or _RESERVED.search(raw)
    if loose is None or (changed and it.name == "scope"):
        return None
    what = _CHARACTERS.get(loose[0], f"“{loose[0]}”")
    arrives = ", and arrives as a blank" if changed else ""
    return Problem(
        f"{it.name} holds {what}, which must be percent-encoded{arrives}.",
        quote(unquote(raw), safe="", errors="replace") if len(raw) <= _LONGEST else None,
        severity=(Mark.VERIFIED if changed else Mark.REMEMBERED).severity,
        citation=cites(it.facts, case),
    )


_MOST = 100  # parameters that are judged
_LONGEST = 4000  # characters of a value that is written out
_CHANGED = re.compile(r"[+ \r\n\t]")
_RESERVED = re.compile(r"[^A-Za-z0-9._~%*-]|%(?![0-9A-Fa-f]{2})")
_CHARACTERS = {
    " ": "a blank",
    "\r": "a line end",
    "\n": "a line end",
    "\t": "a tab",
    "+": "a + sign",
    "%": "a % sign that begins no escape",
}


def _is_form(request: Request | None) -> bool:
    return request is not None and request.content_type.partition(";")[0].strip().lower() in {"", FORM}


@rule(
    values,
    Severity.ERROR,
    RECEIVER,
    passes="Every parameter has a value of its kind",
    good=sent(),
    bad=(
        sent(grant_type="authorization-code", refresh_token=""),
        sent(
            grant_type="authorization_code",
            code=IDENTITY_TOKEN.paste,
            refresh_token="",
            also=("misused-token",),
        ),
        sent(client_id="8R4ZP2XK9T.com.example.web"),
    ),
)
def mistaken_parameter(it: Sent, case: Case) -> Problem | None:
    """A parameter has a value of another kind.

    Mostly it is one of the other values of the same exchange: the identity token in place of the
    code, the refresh token in place of the access token, an identifier with something before it.
    """
    if it.field is None or not it.parameter.value or _blanks_lost(it.parameter):
        return None
    judge = wrong if it.field.wanted else malformed
    return judge(it.name, it.field, it.parameter.value, case.profile)


def _blanks_lost(parameter: Parameter) -> bool:
    """Whether unencoded-parameter has told of its blanks."""
    return " " in parameter.value and "+" in parameter.raw


@dataclass(frozen=True, slots=True)
class Wanted:
    """A parameter that the profile knows, and whether it was sent."""

    name: str
    field: Field
    sent: bool

    @property
    def place(self) -> Place:
        return REQUEST / self.name

    @property
    def span(self) -> None:
        return None


def wanted(case: Case) -> Iterator[Wanted]:
    """The parameters that the profile knows, of a request that carries the token in one of them."""
    for it in arrivals(case):
        given = {parameter.name for parameter in it.request.parameters if parameter.value}
        for name, field in it.facts.parameters.items():
            yield Wanted(name, field.given(case.seen), name in given)


@rule(
    wanted,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="Every parameter that the receiver asks for is sent",
    good=sent(),
    bad=(sent(client_id=""), sent(grant_type="")),
)
def missing_parameter(it: Wanted, case: Case) -> Problem | None:
    """A parameter that the receiver asks for is missing.

    Which ones it asks for depends on the kind of the exchange; an empty one is missing, too.
    """
    if it.sent or not it.field.required:
        return None
    facts = case.profile.request
    instead = case.token.payload.text_of(facts.client_id) if facts and it.name == "client_id" else None
    return Problem(
        " ".join(filter(None, (f"{it.name} is missing.", asked(it.field), it.field.note))),
        instead,
        severity=it.field.mark.severity,
        citation=case.profile.citation(it.field.source),
    )


@rule(
    parameters,
    Severity.ERROR,
    RECEIVER,
    where=is_sent,
    passes="Every parameter is sent once",
    good=sent(),
    bad=sent(options="-d client_id=com.example.web"),
)
def duplicate_parameter(it: Sent, case: Case) -> Problem | None:
    """A parameter is sent twice.

    OAuth forbids it (RFC 6749, section 3.2): servers differ in which of the two they take, or refuse both.
    """
    all_of_them = case.request.parameters[:_MOST] if case.request else ()
    same = [other for other in all_of_them if _alike(other, it.parameter)]
    if len(same) < 2 or same[-1] is not it.parameter:
        return None
    return Problem(
        f"{it.name} is sent {len(same)} times; it may be sent once.", citation=cites(it.facts, case)
    )


def _alike(one: Parameter, other: Parameter) -> bool:
    return one.name == other.name and one.where is other.where


@rule(
    parameters,
    Severity.NOTICE,
    RECEIVER,
    where=is_sent,
    passes="No parameter is sent that the receiver does not ask for",
    good=sent(),
    bad=sent(audience="https://api.example.com"),
)
def foreign_parameter(it: Sent, case: Case) -> Problem | None:
    """A parameter is sent that the receiver does not ask for.

    Mostly it is ignored. It may also be the rest of a value in which & was not percent-encoded.
    """
    if it.field is not None or it.facts.closed is None:
        return None
    receiver = capital(case.profile.audience)
    return Problem(
        f"{receiver} does not ask for {it.name}: leave it out, or encode the value that it is a piece of.",
        remove=True,
        severity=it.facts.closed.severity,
        citation=cites(it.facts, case),
    )


@dataclass(frozen=True, slots=True)
class Misused:
    """A token under a name that it must not be sent under."""

    label: str
    says: str

    @property
    def place(self) -> Place:
        return REQUEST / self.label

    @property
    def span(self) -> None:
        return None


def misused(case: Case) -> Iterable[Misused]:
    label = case.token.label
    says = case.profile.misuse.get(label)
    return [Misused(label, says)] if says else []


@rule(
    misused,
    Severity.ERROR,
    RECEIVER,
    passes="The token is sent under a name that is for it",
    good=sent(),
    bad=Example(text=f"curl https://appleid.apple.com/auth/token -d client_secret={_JWT}"),
)
def misused_token(it: Misused, case: Case) -> Problem:
    """The token is sent under a name that is for another.

    An exchange has several tokens, and all look alike from outside. What stands in this one says
    that it belongs elsewhere.
    """
    return Problem(
        f"This is {article(case.profile.noun)}, sent as {it.label}. {it.says}",
        citation=case.profile.citation(),
    )
