"""Tokens of every form, made when the tests run, and short ways to have them judged."""

import json

from webapp.inspector import Submission, examine
from webapp.inspector.as_json import as_json
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, PAYLOAD

from .signature import workshop as w

KEY = w.pem(w.P256)


def segment(content):
    text = content if isinstance(content, str) else json.dumps(content)
    return encode(text.encode())


def signed(header, payload=PAYLOAD, key=w.P256):
    """A compact token under ES256."""
    message = f"{segment(header)}.{segment(payload)}"
    return f"{message}.{encode(w.es256(message.encode(), key))}"


def signature(payload, header, unprotected=None, key=w.P256):
    """One signature of a token in JSON; without a protected header where that is None."""
    protected = "" if header is None else segment(header)
    made = {"signature": encode(w.es256(f"{protected}.{payload}".encode(), key))}
    made |= {"protected": protected} if protected else {}
    return made | ({"header": unprotected} if unprotected is not None else {})


def judged(text, *keys, now=NOW, **given):
    """The first token of the API's answer; no rule may have broken on the way."""
    paste = text if isinstance(text, str) else json.dumps(text)
    [token, *_] = as_json(examine(Submission(paste, keys or (KEY,), **given), now))["tokens"]
    for it in (token, *token["nested"]):
        assert it["broke"] == []
        assert not any((each["tried"] or {}).get("broke") for each in it["signatures"])
    return token


def statuses(token):
    return [str(each["status"]) for each in token["signatures"]]


def found(token, *severities):
    """Every finding as `rule place`; without notices, unless they are asked for."""
    wanted = severities or ("error", "warning")
    return [f"{it['rule']} {it['place']}" for it in token["findings"] if it["severity"] in wanted]
