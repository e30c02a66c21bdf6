"""How the token is written: segments, base64url, UTF-8 and JSON."""

from ..base64url import encode
from ..example import NOW, Example
from ..rule import Case, FaultAt, Gate, Problem, Severity, Whole, faults, rfc, rule, token
from ..token import Part, TokenForm
from .signatures import algorithm

SOUND = Example()
SEGMENT = rfc(7515, "2")
OBJECT = rfc(7519, "7.2")

_LATIN_1 = f'{{"name":"Zoë","exp":{NOW + 60}}}'.encode("latin-1")
_HEADER, _PAYLOAD, _SIGNATURE = SOUND.paste.split(".")


_WORDS = {"iv": "IV", "aad": "additional authenticated data"}


def _named(part: Part) -> str:
    """What a part is called in a sentence."""
    return _WORDS.get(part.name, part.name.replace("_", " "))


def _pasted(text: str) -> Example:
    return Example(text=text)


def _beside_expiry(members: str) -> Example:
    """A payload with `members` as written, and an `exp` that is sound."""
    return Example(payload=f'{{"exp":{NOW + 60},{members}}}')


@rule(
    token,
    Severity.ERROR,
    rfc(7515, "7.1"),
    gate=Gate.SIGNATURE,
    passes="The token has the parts that its form prescribes",
    good=SOUND,
    bad=(_pasted(f"{_HEADER}.{_PAYLOAD}.{_SIGNATURE}.{_SIGNATURE}"), _pasted(f"{_HEADER}.{_PAYLOAD}")),
)
def segment_count(whole: Whole, _: Case) -> Problem | None:
    """The token has not three parts.

    A signed token is header, payload and signature, joined by two dots; an encrypted one has five
    parts. Two parts mean that the signature was left behind when copying, or never made; more than
    three that something was glued on, or that the token stands there twice.
    """
    if whole.token.form in {TokenForm.JWE, TokenForm.JWE_JSON, TokenForm.JWS_JSON}:
        return None
    match whole.token.segments:
        case 3:
            return None
        case 1:
            return Problem("The token is one part without a dot; a JWT is header.payload.signature.")
        case 2 if whole.token.form is TokenForm.UNSECURED:
            return Problem("The token has two parts: the dot at its end is missing.")
        case 2:
            return Problem("The token has two parts: the signature and the dot before it are missing.")
        case 5:
            header = "that of a signed one" if whole.token.header.is_object else "none"
            return Problem(f"The token has five parts, as an encrypted one has, but its header is {header}.")
        case number:
            return Problem(
                f"The token has {number:,} parts; a signed token has three, an encrypted one five."
            )


@rule(
    faults,
    Severity.ERROR,
    SEGMENT,
    passes="Every part is base64url",
    good=SOUND,
    bad=(
        _pasted(f"{_HEADER}.{_PAYLOAD}.{'+/' + _SIGNATURE[2:]}"),
        _pasted(f"{_HEADER}.{_PAYLOAD}.{_SIGNATURE[:-1]}"),
    ),
)
def not_base64url(found: FaultAt, _: Case) -> Problem:
    """A part is not base64url.

    Only A–Z, a–z, 0–9, - and _ may stand in a part. The + and / of standard base64 come from an
    encoder that is not URL-safe; other characters come from copying.
    """
    return Problem(f"The {_named(found.part)} is not base64url: {found.fault.message}.", found.fault.instead)


@rule(
    faults,
    Severity.ERROR,
    SEGMENT,
    passes="No part carries padding",
    good=SOUND,
    bad=_pasted(f"{_HEADER}.{_PAYLOAD}.{_SIGNATURE}=="),
)
def padded_base64url(found: FaultAt, _: Case) -> Problem:
    """A part ends in = signs.

    JOSE leaves the padding of base64 out. Python's `urlsafe_b64encode`, Go's `URLEncoding` and
    Ruby's `urlsafe_encode64` add it unless told otherwise. Some libraries overlook it, strict ones refuse.
    """
    return Problem(
        f"The {_named(found.part)} must not be padded: {found.fault.message}.", found.fault.instead
    )


@rule(
    faults,
    Severity.WARNING,
    rfc(4648, "3.5"),
    passes="The last character of each part is the proper one",
    good=SOUND,
    bad=_pasted(f"{_HEADER}.{_PAYLOAD}.{_SIGNATURE[:-1]}B"),
)
def loose_bits(found: FaultAt, case: Case) -> Problem | None:
    """The last character of a part carries bits that belong to no byte.

    Base64 writes six bits a character and the bytes rarely end at a character's end; the bits left
    over must be zero. Several last characters give the same bytes, so changing the last letter of a
    signature may leave it valid. Strict libraries refuse all but the proper one.
    """
    if found.part.cut_off or _too_short(found.part, case):
        return None  # its last character was not meant to be the last
    return Problem(f"In the {_named(found.part)}, {found.fault.message}.", found.fault.instead)


def _too_short(part: Part, case: Case) -> bool:
    """Whether a signature is shorter than its algorithm makes it."""
    wanted = algorithm(case) if part.name == "signature" else None
    return wanted is not None and wanted.misses(len(part.bytes))


@rule(
    faults,
    Severity.ERROR,
    rfc(8725, "3.7"),
    passes="Header and payload are UTF-8",
    good=SOUND,
    bad=_pasted(f"{_HEADER}.{encode(_LATIN_1)}.{_SIGNATURE}"),
)
def not_utf8(found: FaultAt, _: Case) -> Problem:
    """The header or payload is not UTF-8.

    JSON that is sent to others must be UTF-8. Latin-1 text, UTF-16 and raw bytes are read
    differently by each receiver, or not at all.
    """
    return Problem(f"The {_named(found.part)} must be UTF-8: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(8259, "8.1"),
    passes="No byte order mark stands before the JSON",
    good=SOUND,
    bad=Example(payload=f'\ufeff{{"exp":{NOW + 60}}}'),
)
def byte_order_mark(found: FaultAt, _: Case) -> Problem:
    """A byte order mark stands before the JSON.

    It is invisible, and written by editors and by .NET's `Encoding.UTF8` streams. JSON forbids it,
    and most parsers stop at it.
    """
    return Problem(f"The {_named(found.part)} must begin with {{: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    OBJECT,
    passes="Header and payload are JSON",
    good=SOUND,
    bad=(_beside_expiry('"sub":"x",'), _beside_expiry('"score":NaN')),
)
def not_json(found: FaultAt, case: Case) -> Problem | None:
    """The header or payload is not JSON.

    The place of the first mistake is named; what follows it is shown as far as it could be read.
    """
    if not found.part.text and case.token.segments < 3:
        return None  # the missing part is told by segment-count
    return Problem(f"The {_named(found.part)} is not JSON: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    OBJECT,
    passes="Header and payload are JSON objects",
    good=SOUND,
    bad=Example(payload='["sub"]'),
)
def not_an_object(found: FaultAt, _: Case) -> Problem:
    """The header or payload is JSON, but not an object.

    Both must be a JSON object, {"name": value, …}. A text in the payload often is an object that was
    serialised twice.
    """
    return Problem(f"The {_named(found.part)} must be an object; {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(7519, "4"),
    passes="No name stands twice",
    good=SOUND,
    bad=_beside_expiry('"sub":"x","sub":"y"'),
)
def duplicate_member(found: FaultAt, _: Case) -> Problem:
    """A name stands twice in one object.

    Names must be unique. Parsers differ in which of the values they take, so that two services may
    read two different tokens; some refuse it.
    """
    return Problem(f"{found.fault.message}; most parsers take the last, others the first, some refuse.")


@rule(
    faults,
    Severity.ERROR,
    rfc(8259, "9"),
    passes="The JSON is of a size that parsers bear",
    good=SOUND,
    bad=_beside_expiry(f'"a":{"[" * 70}{"]" * 70}'),
)
def too_deep(found: FaultAt, _: Case) -> Problem:
    """The JSON is nested too deeply, or has too many values.

    Parsers limit the depth so that a token cannot exhaust them; what lies deeper is not read here
    either, but shown in the text.
    """
    return Problem(f"The {_named(found.part)} was not read to its end: {found.fault.message}.")


@rule(
    faults,
    Severity.ERROR,
    rfc(8259, "6"),
    passes="No number is longer than parsers bear",
    good=SOUND,
    bad=_beside_expiry(f'"n":{"9" * 1001}'),
)
def long_number(found: FaultAt, _: Case) -> Problem:
    """A number has more than a thousand digits.

    Parsers refuse such numbers, round them, or take long over them. An identifier of many digits
    belongs in quotation marks.
    """
    return Problem(f"The {_named(found.part)} holds {found.fault.message}; few parsers read that.")


@rule(
    faults,
    Severity.ERROR,
    rfc(8259, "6"),
    passes="Every number can be held by a parser",
    good=SOUND,
    bad=_beside_expiry('"n":1e400'),
)
def unbounded_number(found: FaultAt, _: Case) -> Problem:
    """A number is too large for any parser's number type.

    It is read as infinity by some and refused by others. As `exp` it would never expire.
    """
    return Problem(f"{found.fault.message}; parsers read it as infinity or refuse it.")


@rule(
    faults,
    Severity.ERROR,
    rfc(8259, "8.2"),
    passes="Every text is made of whole characters",
    good=SOUND,
    bad=_beside_expiry('"sub":"\\ud800"'),
)
def lone_surrogate(found: FaultAt, _: Case) -> Problem:
    """Half of a character stands in a text.

    Characters beyond U+FFFF are escaped as a pair, as in \\ud83d\\ude00. A text that was cut in
    the middle of such a pair keeps one half, which is no character; receivers refuse or replace it.
    """
    return Problem(f"In the {_named(found.part)}, {found.fault.message}; receivers refuse or replace it.")
