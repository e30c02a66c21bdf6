"""Things that are pasted for a JWT and are none, and what to do with each."""

import re
from typing import NamedTuple

from .. import base64url
from . import clean, json_text
from .outline import json_object, opens_like_header
from .reading import TOKEN_NAMES, Clipping, Form


class Known(NamedTuple):
    """What a text is, in a sentence or two for the user, and the form of a paste that is nothing else."""

    says: str
    form: Form = Form.OPAQUE


_LONGEST = 64 * 1024  # characters of a text that are compared
_LONGEST_SAID = 500  # characters of a part that are shown
_SEALED = "Only its issuer can read it."
_REVOKE = "It is a secret: if anybody else saw this paste, revoke it."

# Whole texts, by pattern. The first that fits speaks.
_TEXTS = (
    (
        r"c[0-9a-f]{32}\.\d\.[a-z]+\.[\w-]{20,24}",
        "This is an authorization code of Sign in with Apple, not a JWT; the second part, 0, is not a"
        " payload. It works once, for 5 minutes: exchange it at https://appleid.apple.com/auth/token. The"
        " id_token of the answer is a JWT.",
    ),
    (
        r"a[0-9a-f]{32}\.\d\.[a-z]+\.[\w-]{20,24}",
        "This is an access token of Sign in with Apple, not a JWT; the second part, 0, is not a payload."
        f" {_SEALED} The id_token that came with it is a JWT.",
    ),
    (
        r"r[0-9a-f]{32}\.\d\.[a-z]+\.[\w-]{20,24}",
        "This is a refresh token of Sign in with Apple, not a JWT; the second part, 0, is not a payload."
        " Send it to https://appleid.apple.com/auth/token with grant_type=refresh_token; the id_token of the"
        " answer is a JWT.",
    ),
    (
        r"v[1-4]\.local\..*",
        "This is an encrypted PASETO (local), not a JWT. A PASETO library reads it, with the key.",
    ),
    (
        r"v[1-4]\.public\..*",
        "This is a signed PASETO (public), not a JWT. A PASETO library reads and checks it.",
    ),
    (
        r"ya29\..*",
        f"This is an access token of Google, not a JWT. {_SEALED} Google's id_token is a JWT.",
    ),
    (
        r"1//[\w-]+",
        "This is a refresh token of Google, not a JWT. Exchange it at https://oauth2.googleapis.com/token;"
        " the id_token of the answer is a JWT.",
    ),
    (
        r"AIza[\w-]{30,}|GOCSPX-[\w-]+",
        f"This is an API key or client secret of Google, not a JWT. {_REVOKE}",
    ),
    (
        r"(?:ghp|gho|ghu|ghs|ghr)_\w+|github_pat_\w+",
        f"This is a token of GitHub, not a JWT. {_SEALED} {_REVOKE} The JWT of a GitHub App is what it"
        " exchanges for such a token.",
    ),
    (
        r"gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w.-]+",
        f"This is a token of GitLab, not a JWT. {_SEALED} {_REVOKE}",
    ),
    (
        r"(?:xox[a-z]|xapp)-[\w-]+",
        f"This is a token of Slack, not a JWT. {_SEALED} {_REVOKE}",
    ),
    (
        r"(?:sk|pk|rk)_(?:live|test)_\w+",
        f"This is an API key of Stripe, not a JWT. {_REVOKE}",
    ),
    (
        r"00D[A-Za-z0-9]{9,15}![\w.]+",
        "This is an access token of Salesforce, not a JWT: the ID of the organisation, then “!”, then an"
        f" opaque part. {_SEALED} The assertion that is exchanged for it is a JWT.",
    ),
    (
        r"007eJ[A-Za-z0-9+/]+=*|006[0-9a-f]{32}[A-Za-z0-9+/=]+",
        "This is a token of Agora, not a JWT: a version, then binary data of Agora's own format. Agora's"
        " token builder makes and reads it.",
    ),
    (
        r"(?:AKIA|ASIA)[A-Z0-9]{16}",
        "This is an access key ID of AWS, not a JWT. AWS signs requests with the secret that belongs to it.",
    ),
    (
        r"SG\.[\w-]{16,32}\.[\w-]{32,64}",
        f"This is an API key of SendGrid, not a JWT, though it has three parts. {_REVOKE}",
    ),
    (
        r"hv[sbr]\.[\w-]+",
        "This is a token of HashiCorp Vault, not a JWT. The JWT is what one logs in with to get it.",
    ),
    (
        r"shc:/\d+",
        "This is a SMART Health Card: a JWS written in digits, for a QR code. Each pair of digits plus 45 is"
        " the code of one character of the token.",
    ),
    (
        r"(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+) AAAA\S+.*",
        "This is a public key of OpenSSH, not a token. Put it in the key box.",
    ),
    (
        r"(?:<\?xml[^>]*>\s*)?<(?:saml2?p?|samlp):.*|PHNhbW[wx][A-Za-z0-9+/=\s]+",
        "This is a SAML message, not a JWT: XML with a signature of another kind. A SAML decoder reads it.",
    ),
    (
        r"(?i:<!doctype html|<html)\b.*",
        "This is an HTML page with no token in it, often the login or error page that came instead of JSON."
        " Look at the address and the status of the answer.",
    ),
    (
        r"(?i:undefined|null|none|nil|nan|true|false|\[object (?:object|promise)\]|<nil>)",
        "This is what a program prints where it has no token: a member that is missing, a promise that was"
        " not awaited, an object that was not taken apart. Look where the value is set.",
    ),
    (
        r"\$\{?\w+\}?|%\w+%|\{\{[^{}]{1,100}\}\}|<[\w .-]{1,60}>|(?i:your|my)[_-][\w-]{1,60}",
        "This is a placeholder that has not been replaced by a token.",
    ),
    (
        r"(?i:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})",
        "This is a UUID, not a token: an identifier such as a jti, a key ID or an issuer ID.",
    ),
    (
        r"(?i:(?:0x)?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}))",
        "These are hexadecimal digits, not a JWT: a digest, a device token or a secret. If it is the secret,"
        " put it in the box for it and choose hex.",
    ),
    (
        r"(?i:(?:authorization:\s*)?basic)\s+[A-Za-z0-9+/_-]{4,}={0,2}",
        "These are Basic credentials, not a JWT: client_id and client_secret in base64, a colon between"
        " them. If the client_secret is a JWT, paste that.",
    ),
    (
        r"(?:[A-Za-z]:\\|\\\\|~?/|\.{1,2}/|file://)[^\n\r]{1,1000}"
        r"|[\w .()-]{1,200}\.(?:p8|p12|pfx|pem|key|der|jwk|jwt|txt|json|cer|crt)",
        "This is the name of a file. Its content is needed: paste what is in it, or, if it is a key, drop it"
        " on the key box.",
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), says) for pattern, says in _TEXTS)

_PEM = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,40})-----(\s+Proc-Type: 4,ENCRYPTED)?")
_PRIVATE = (
    "This is a private key, not a token. A client_secret is a JWT that you sign with this file, never the"
    " file itself. Put the key in the key box and the token here."
)
_ENCRYPTED = (
    "This is an encrypted private key, not a token. Put it in the key box, with its password; the token is"
    " what your program signs with it."
)
_PEM_LABELS = (
    ("ENCRYPTED PRIVATE KEY", _ENCRYPTED),
    ("PRIVATE KEY", _PRIVATE),
    ("PUBLIC KEY", "This is a public key, not a token. Put it in the key box: it can check a signature."),
    (
        "CERTIFICATE REQUEST",
        "This is a certificate signing request, not a token. It goes to a certificate authority.",
    ),
    (
        "CERTIFICATE",
        "This is a certificate, not a token. Put it in the key box: its key can check a signature.",
    ),
    ("", "This is a PEM file, not a token. If there is a key in it, put it in the key box."),
)


def name(text: str) -> Known | None:
    """What `text` is, if it is one of the things that are pasted for a JWT."""
    core = text.strip()[:_LONGEST]
    bare = core if core.startswith("<") else clean.without_scheme(core).strip("\"'` \t\r\n,;")
    return _pem(core) or _by_pattern(core) or _by_pattern(bare) or _json(text) or _segment(bare)


def instead(clipping: Clipping) -> str:
    """What stands in the place of a token, for the user; nothing if that is no such place or not known."""
    thing = name(clipping.text) if clipping.label.lower() in TOKEN_NAMES else None
    return f"{clipping.label}: {thing.says}" if thing else ""


def keys_beside(text: str) -> tuple[str, ...]:
    """A remark on a private key that was pasted together with a token."""
    pem = _PEM.search(text)
    if not pem or "PRIVATE KEY" not in pem[1]:
        return ()
    return (
        "A private key stands beside the token: put it in the key box, and the signature can be checked.",
    )


def nothing(text: str) -> str:
    """What to say of a text that is neither a token nor known."""
    length = f"{len(text):,} characters" if len(text) > 1 else "1 character"
    return (
        f"There is no token in this text of {length}. A JWT looks like eyJhb….eyJpc….KZuRO…: parts of"
        " base64url with dots between them."
    )


def _pem(text: str) -> Known | None:
    begin = _PEM.search(text)
    if begin is None:
        return None
    if begin[2]:
        return Known(_ENCRYPTED, Form.PEM)
    return Known(next(says for label, says in _PEM_LABELS if begin[1].endswith(label)), Form.PEM)


def _by_pattern(text: str) -> Known | None:
    return next((Known(says) for pattern, says in _PATTERNS if pattern.fullmatch(text)), None)


def _json(text: str) -> Known | None:
    found = json_text.members(json_text.load(text))
    if isinstance(found.get("keys"), list):
        return Known("This is a key set (JWKS), not a token. Put it in the key box.", Form.JSON)
    if isinstance(found.get("kty"), str):
        half = "private or secret" if found.keys() & {"d", "k", "priv"} else "public"
        return Known(f"This is a {half} key (JWK), not a token. Put it in the key box.", Form.JSON)
    if "issuer" in found and found.keys() & {"jwks_uri", "authorization_endpoint", "token_endpoint"}:
        return Known(
            "This is the discovery document of an OpenID provider, not a token. The keys stand at its"
            " jwks_uri: put them in the key box.",
            Form.JSON,
        )
    if found.get("type") == "service_account" and "private_key" in found:
        return Known("This is a key file of Google, not a token. Put its private_key in the key box.")
    part = _part(found)
    return (
        Known(
            f"This is the {part} of a JWT after decoding. The signature covers the encoded text: paste the"
            " token itself, with its dots."
        )
        if part
        else None
    )


def _segment(text: str) -> Known | None:
    """One part of a token alone."""
    if "." in text or not opens_like_header(text):
        return None
    found = json_object(text)
    if found is None:
        return Known("This is the beginning of a token, cut off before its first dot. Paste the whole of it.")
    if "externalPurchaseId" in found:
        return Known(
            "This is an external purchase token of Apple, not a JWT: JSON in base64url, without a signature."
            " Report it to Apple as it is. Its tokenCreationDate is in milliseconds."
        )
    part = _part(found) or "payload"
    return Known(
        f"This is one part of a JWT; it looks like the {part}: {_decoded(text)}. Paste all the parts, with"
        " the dots between them."
    )


def _decoded(text: str) -> str:
    """What a part says, unless that is too long for a sentence."""
    says = base64url.decode(text).bytes.decode(errors="replace")
    return f"“{says[:_LONGEST_SAID]}{'…' if len(says) > _LONGEST_SAID else ''}”"


def _part(found: dict[str, json_text.Value]) -> str:
    """The part of a token that has such members."""
    if isinstance(found.get("alg"), str):
        return "header"
    return "payload" if found.keys() & {"iss", "exp", "iat", "aud", "nbf"} else ""
