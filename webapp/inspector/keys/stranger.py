"""What was given in the place of a key, when it is none: said so that the right thing can be given."""

import re

from .source import Refusal

_FORMS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "a-token",
        re.compile(r"(?:Bearer\s+)?eyJ[\w\s-]+\.[\w\s-]*(?:\.[\w\s-]*){0,4}", re.ASCII),
        "This is a token, not a key. It goes into the field for tokens.",
    ),
    (
        "not-a-key",
        re.compile(r"<(?:!doctype html|html|head|body)\b.*", re.IGNORECASE | re.DOTALL),
        "This is a web page, not a key: perhaps a login or an error page that was saved as the file.",
    ),
    (
        "not-a-key",
        re.compile(r"https?://\S+", re.IGNORECASE),
        "This is an address, and no address is opened from here. Open it and give what it shows.",
    ),
    (
        "not-a-key",
        re.compile(
            r"(?:file:|[A-Za-z]:\\|\\\\|~?/|\.\.?[\\/])[^\n]{1,400}"
            r"|[\w .()@/\\-]{1,200}\.(?:p8|pem|key|der|crt|cer|pub|jwks?|json|txt|p12|pfx|ppk)",
            re.IGNORECASE,
        ),
        "This is the path of a file, not what the file holds. Give the content of the file.",
    ),
    (
        "not-a-key",
        re.compile(r"[\[{].*", re.DOTALL),
        "This is JSON, but no JWK and no JWK Set: a JWK has a member “kty”, a set has a member “keys”.",
    ),
    ("not-a-key", re.compile(r"<.*", re.DOTALL), "This is XML without an RSAKeyValue in it, not a key."),
    (
        "not-a-key",
        re.compile(r"(?:0x)?[0-9A-Fa-f]{64}|[A-Za-z0-9+/_-]{43}=?"),
        "These are 32 bare bytes, which may be a public key, a private key or a secret. A public key of "
        "Ed25519 can be given as a JWK; an HMAC secret goes into the field for secrets.",
    ),
    (
        "not-a-key",
        re.compile(r"[^\n]{1,512}"),
        "This is a line of text, not a key. If it is an HMAC secret, it goes into the field for secrets.",
    ),
)


def refusal(text: str) -> Refusal:
    """Why `text` gives no key."""
    stripped = text.strip()
    for code, form, message in _FORMS:
        if form.fullmatch(stripped):
            return Refusal(code, message)
    return Refusal(
        "not-a-key", "This is text, but no key in any form that is known here: no BEGIN line, no JWK."
    )


def binary_refusal(data: bytes) -> Refusal:
    """Why binary `data` give no key."""
    if data.startswith((b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")):
        message = (
            "This is a Java keystore. Take the key out of it: keytool -importkeystore -srckeystore FILE "
            "-destkeystore store.p12 -deststoretype PKCS12, then openssl pkcs12 -in store.p12 -nodes"
        )
        return Refusal("unsupported", message)
    return Refusal("not-a-key", "These are binary data, but not DER, the binary form of keys.")
