"""What a receiver answered: error bodies, error codes, and sentences that services are known to print."""

import re

from . import json_text

_LOOKED_AT = 256 * 1024  # characters of a paste in which an error is looked for
_TRIES = 20
_BRACES = 3
_BODY_LENGTH = 65_536
_SENTENCE_LENGTH = 2000
_TOLD = frozenset({"error", "errors", "error_description", "errorMessage", "errorSummary", "fault"})
_NUMBERED = frozenset({"errorCode", "error_code"})
_REMARKS = frozenset({"reason", "message", "Message", "msg"})
_COMPANIONS = _REMARKS | {
    "__type", "apiVersion", "code", "data", "detail", "details", "documentation_url", "hint", "instance",
    "kind", "metadata", "more_info", "path", "requestId", "request_id", "status", "statusCode", "success",
    "timestamp", "title", "traceId", "type",
}  # fmt: skip
_MEMBER = re.compile(rf'"(?:{"|".join(sorted(_TOLD | _NUMBERED | _REMARKS))})"\s{{0,9}}:')
_CHALLENGE = re.compile(r"(?im)^[< \t]*www-authenticate:[ \t]*(\S[^\r\n]*?\berror=[^\r\n]*)")
_CALLBACK = re.compile(r"(?<=[?&#])error=[\w.%+-]+(?:&error_[\w]+=[^&\s\"'#]*)*")
_CODE = re.compile(
    r"AADSTS\d{4,8}\b|\bIDX\d{5}\b|\bJWT_TOKEN_INVALID\w*|\bNOT_AUTHORIZED\b"
    r"|\b(?:Invalid|Expired|Missing|TooMany)ProviderToken\w*"
    r"|\b(?:invalid|expired|unsupported|unauthorized)_(?:client|grant|request|token|scope|dpop_proof|assertion"
    r"|grant_type|response_type|signature|audience)\b"
    r"|\b(?:access_denied|use_dpop_nonce|insufficient_scope|consent_required|issuer_not_found"
    r"|no_valid_keys_or_signatures|bad_jwt)\b"
)
_SENTENCE = re.compile(
    r"invalid jwt|jwt (?:expired|malformed|not active|signature|must|token|audience|issuer|id|is)"
    r"|json web token|invalid signature|signature (?:is |has )?(?:invalid|expired|mismatch)"
    r"|signature verification failed|token must be|failed audience check|has no \"kid\" claim"
    r"|token (?:is |has )?(?:expired|invalid|not yet valid|not valid|been (?:expired|revoked|invalidated))"
    r"|(?:audience|issuer|algorithm) (?:is )?(?:invalid|mismatch|not allowed)"
    r"|'exp' claim|'(?:expiration time|issued at)' claim|\bexp claim|\baud claim|account not found"
    r"|bound (?:audiences|claim|subject)|unauthori[sz]ed|not authori[sz]ed|bad credentials"
    r"|authentication (?:failed|required)|query hash mismatch|corrupt or manipulated|invalid vapid"
    r"|client_id mismatch|redirect_uri mismatch|hasn't approved this consumer|expired authorization code"
    r"|dpop proof|invalididentitytoken",
    re.IGNORECASE,
)


def error_in(text: str) -> str:
    """The error that stands in `text`, as the receiver wrote it: a body, a header, a code; or nothing."""
    text = text[:_LOOKED_AT]
    challenge, callback = _CHALLENGE.search(text), _CALLBACK.search(text)
    return _body(text) or (challenge[1] if challenge else callback[0] if callback else _code(text))


def is_refusal(text: str) -> bool:
    """Whether a text without a token reads like the answer of a receiver that refused one."""
    core = text.strip()
    return len(core) <= _SENTENCE_LENGTH and _SENTENCE.search(core) is not None


def _body(text: str) -> str:
    at = 0
    for _ in range(_TRIES):
        member = _MEMBER.search(text, at)
        if member is None:
            return ""
        if body := _object_around(text, member.start()):
            return body
        at = member.end()
    return ""


def _object_around(text: str, at: int) -> str:
    """The error object that begins at one of the braces before `at`."""
    start, floor = at, max(0, at - _BODY_LENGTH)
    for _ in range(_BRACES):
        start = text.rfind("{", floor, start)
        window = text[start : start + _BODY_LENGTH] if start >= 0 else ""
        value, end = json_text.value_at(window, 0)
        if _tells_of_error(value):
            return window[:end]
    return ""


def _tells_of_error(value: json_text.Value) -> bool:
    found = json_text.members(value)
    told = any(found.get(name) for name in _TOLD) or bool(found.keys() & _NUMBERED)
    return told or bool(found.keys() & _REMARKS and found.keys() <= _COMPANIONS)


def _code(text: str) -> str:
    """The line on which a code stands that only an error has."""
    code = _CODE.search(text)
    if code is None:
        return ""
    line_end = text.find("\n", code.start())
    return text[code.start() : line_end if line_end > 0 else None][:_SENTENCE_LENGTH].strip()
