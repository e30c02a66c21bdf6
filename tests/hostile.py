"""Hostile input: what every face must answer calmly. Each row is a name and what a form would send."""

import base64
import json
import zlib
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from webapp.inspector.example_certificates import ROOT

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}{%raw%}"

Row = tuple[str, dict[str, str]]


def b64(data: bytes | str) -> str:
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


HEADER = b64('{"alg":"ES256","kid":"7XK4Q2M9RT"}')
PAYLOAD = b64(
    '{"iss":"8M7RT2QX4K","iat":1795400000,"exp":1795400600,"aud":"https://appleid.apple.com","sub":"com.example"}'
)
SIGNATURE = b64(bytes(range(1, 65)))

VALUES = {
    "null": "null",
    "true": "true",
    "an empty list": "[]",
    "a list of everything": '[null,true,1,"x",[],{}]',
    "an empty object": "{}",
    "an object": '{"a":{"b":{"c":[1,2,3]}}}',
    "an empty text": '""',
    "markup": json.dumps(MARKUP),
    "a lone surrogate": '"\\ud800"',
    "controls": '"\\u0000\\u0008\\u001b[31m\\u202e"',
    "astral characters": '"😀𝕁𝕎𝕋"',
    "a long text": json.dumps("x" * 20_000),
    "zero": "0",
    "minus one": "-1",
    "minus zero": "-0",
    "a fraction": "1795400000.5",
    "an exponent": "1.7954e9",
    "more than a double": "1e400",
    "an exponent of thirty digits": f"1e{'9' * 30}",
    "a negative exponent of thirty digits": f"1e-{'9' * 30}",
    "NaN": "NaN",
    "a number of 5,000 digits": "9" * 5000,
    "nanoseconds": "1795400000000000000",
    "a very early date": "-99999999999999999999",
    "superscript digits": '"²³"',
    "Arabic digits": '"١٧٩٥"',
    "a regex bomb": json.dumps("a" * 5000 + "!"),
    "blanks": '"   "',
    "a deep list": "[" * 500 + "]" * 500,
}

HEADER_NAMES = ("alg", "typ", "kid", "crit", "jwk", "x5c", "jku", "b64", "enc", "zip", "cty")
CLAIM_NAMES = (
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "nonce",
    "scope",
    "bid",
    "events",
    "email_verified",
)


def tokens_with_odd_members() -> Iterator[Row]:
    for name in HEADER_NAMES:
        for title, value in VALUES.items():
            header = f'{{"alg":"ES256","{name}":{value}}}' if name != "alg" else f'{{"alg":{value}}}'
            yield f"header {name} is {title}", {"text": f"{b64(header)}.{PAYLOAD}.{SIGNATURE}"}
    for name in CLAIM_NAMES:
        for title, value in VALUES.items():
            payload = f'{{"iat":1795400000,"{name}":{value}}}'
            yield f"claim {name} is {title}", {"text": f"{HEADER}.{b64(payload)}.{SIGNATURE}"}


CERTIFICATE = ROOT  # a sound one, that of a root
CHAINS = {
    "of a thousand": [CERTIFICATE] * 1000,
    "of a thousand broken ones": ["MIIB" * 50] * 1000,
    "of one very long text": "A" * 700_000,
    "of markup": [MARKUP, MARKUP],
    "of everything": [None, True, 7, {}, [], "", "=", "é", "\x00", "-----BEGIN CERTIFICATE-----"],
    "of lying lengths": ["MIT/////" * 30, "MIL/////", "MA==", "MIAAAA=="],
    "of one cut off everywhere": [CERTIFICATE[:length] for length in range(4, len(CERTIFICATE), 36)],
    "of one with each byte changed": [
        base64.b64encode(bytes([*der[:at], der[at] ^ 0xFF, *der[at + 1 :]])).decode()
        for der in [base64.b64decode(CERTIFICATE)]
        for at in range(0, len(der), 17)
    ],
}


def tokens_with_odd_chains() -> Iterator[Row]:
    for title, chain in CHAINS.items():
        header = json.dumps({"alg": "ES256", "x5c": chain, "x5t": MARKUP, "x5t#S256": "00:" * 40})
        yield f"a chain {title}", {"text": f"{b64(header)}.{PAYLOAD}.{SIGNATURE}"}


BROKEN_JSON = {
    "nothing": "",
    "an open brace": "{",
    "a text": '"x"',
    "a number": "7",
    "a list": "[1,2]",
    "half": '{"a":1,"b',
    "Python": "{'a': True, 'b': None}",
    "comments": '{"a":1 /* x */ // y\n}',
    "duplicates": '{"a":1,"a":2,"alg":"none","alg":"HS256"}',
    "many duplicates": "{" + ",".join(['"a":1'] * 5000) + "}",
    "a byte order mark": '\ufeff{"a":1}',
    "NUL": '{"a\x00":1}',
    "raw controls": '{"a":"\x01\x02\n"}',
    "markup as a name": "{" + json.dumps(MARKUP) + ":1}",
    "an empty name": '{"":1}',
    "names like prototypes": '{"__proto__":1,"constructor":2,"toString":3,"__class__":4}',
    "100,000 brackets": "[" * 100_000,
    "100,000 open objects": '{"a":' * 100_000,
    "100,000 members": "{" + ",".join(f'"k{number}":{number}' for number in range(100_000)) + "}",
    "a megabyte of text": '{"a":"' + "y" * 700_000 + '"}',
    "a megabyte of escapes": '{"a":"' + "\\u0041" * 110_000 + '"}',
    "a megabyte of quotes": '"' * 700_000,
    "a megabyte of numbers": "[" + "1," * 350_000 + "1]",
}
ODD_BYTES = {
    "Latin-1": '{"name":"Zoë"}'.encode("latin-1"),
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "UTF-32": '{"a":1}'.encode("utf-32"),
    "CESU-8": b'{"a":"\xed\xa0\xbd\xed\xb8\x80"}',
    "overlong": b'{"a":"\xc0\xaf"}',
    "gzip": base64.b64decode("H4sIAAAAAAAAA6tWSlSyMqwFAEHJBOgHAAAA"),
    "all bytes": bytes(range(256)),
    "zeros": bytes(1000),
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a megabyte of FF": b"\xff" * 700_000,
}


def tokens_with_broken_parts() -> Iterator[Row]:
    contents = {
        **{name: text.encode("utf-8", "surrogatepass") for name, text in BROKEN_JSON.items()},
        **ODD_BYTES,
    }
    for name, data in contents.items():
        yield f"the header is {name}", {"text": f"{b64(data)}.{PAYLOAD}.{SIGNATURE}"}
        yield f"the payload is {name}", {"text": f"{HEADER}.{b64(data)}.{SIGNATURE}"}


SHAPES = {
    "nothing": "",
    "blanks": " \n\t ",
    "NUL": "\x00",
    "one dot": ".",
    "two dots": "..",
    "four dots": "....",
    "a million dots": "." * 1_000_000,
    "one part": HEADER,
    "two parts": f"{HEADER}.{PAYLOAD}",
    "four parts": f"{HEADER}.{PAYLOAD}.{SIGNATURE}.{SIGNATURE}",
    "five parts": f"{HEADER}.AA.AA.AA.AA",
    "a thousand parts": ".".join([HEADER] * 1000),
    "a.b.c": "a.b.c",
    "no signature": f"{HEADER}.{PAYLOAD}.",
    "padding": f"{HEADER}==.{PAYLOAD}=.{SIGNATURE}==",
    "standard base64": f"{HEADER}.{PAYLOAD}.{'+/' * 43}",
    "length 1 mod 4": f"{HEADER}a.{PAYLOAD}.{SIGNATURE[:-1]}",
    "full-width letters": f"{HEADER}.{PAYLOAD}.ＡＢＣＤ",
    "markup": MARKUP,
    "markup in the parts": f"{MARKUP}.{MARKUP}.{MARKUP}",
    "bidi and zero-width": f"\u202e{HEADER}\u200b.{PAYLOAD}\u2060.{SIGNATURE}\ufeff",
    "fifty tokens": " ".join([f"{HEADER}.{b64(json.dumps({'n': n}))}.{SIGNATURE}" for n in range(50)]),
    "the same token a thousand times": f"{HEADER}.{PAYLOAD}.{SIGNATURE}\n" * 1000,
    "a megabyte of eyJ": "eyJ" * 350_000,
    "a megabyte of %25": "%25" * 350_000,
    "a megabyte of backslashes": "\\" * 1_000_000,
    "a megabyte of quotes": "'\"" * 500_000,
    "a megabyte of lines": "\n".join(["eyJ"] * 250_000),
    "a megabyte of tildes": f"{HEADER}.{PAYLOAD}.{SIGNATURE}" + "~" * 900_000,
    "a megabyte of one part": f"{HEADER}.{'A' * 1_000_000}.{SIGNATURE}",
    "a megabyte of signature": f"{HEADER}.{PAYLOAD}.{'A' * 1_000_000}",
    "curl without end": "curl -H 'Authorization: Bearer " + HEADER,
    "curl with many options": "curl " + "-d a=b " * 50_000,
    "curl of nothing": "curl",
    "curl with markup": f"curl 'https://x.example/?{MARKUP}' -d 'a={HEADER}.{PAYLOAD}.{SIGNATURE}'",
    "an HTTP request without a body": "POST / HTTP/1.1\r\nHost: x\r\n\r\n",
    "an HTTP request of headers": "GET / HTTP/1.1\n" + "X: y\n" * 100_000,
    "a URL of queries": "https://x.example/?" + "a=b&" * 200_000,
    "a URL with markup": f"https://x.example/#id_token={HEADER}.{PAYLOAD}.{SIGNATURE}&state={MARKUP}",
    "a broken URL": "https://[::1:99999999/%zz?%=%&&=#",
    "a cookie": "Cookie: " + "a=b; " * 100_000,
    "a HAR": json.dumps(
        {"log": {"entries": [{"request": {"headers": [{"name": 1, "value": []}], "postData": 7}}]}}
    ),
    "JSON of the wrong shape": '{"payload":7,"signatures":[{"protected":[]},3]}',
    "a JWS JSON with markup": json.dumps({"payload": MARKUP, "protected": HEADER, "signature": "AA"}),
    "a PEM": "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
    "an error body": '{"error":"invalid_client","error_description":' + json.dumps(MARKUP) + "}",
    "a fetch call": 'fetch("x", {"headers": {"a": 1,,}, body: })',
    "SQL": "' OR 1=1 --",
    "a path": "../../../../etc/passwd",
    "a template": "{{ config }}{% for x in y %}${7*7}#{7*7}",
}
KEY_SET = {"keys": [{"kty": "oct", "k": b64(str(n) * 12), "kid": MARKUP} for n in range(200)]}
ODD_JWK = {name: [1, {}, None] for name in ("kid", "use", "key_ops", "alg", "x5c", "x5t", "x5t#S256")}
ODD_KEYS = [1, None, "x", [], {}, {"kty": "EC"}, {"kty": "RSA", **ODD_JWK}]
DOCUMENTS = {
    "a key set": json.dumps(KEY_SET),
    "a key set at the limit": json.dumps(KEY_SET).ljust(256 * 1024),
    "a key set beyond the limit": json.dumps(KEY_SET).ljust(256 * 1024 + 1),
    "a key set of a megabyte": json.dumps({"keys": [{"kty": "oct", "k": "AA", "note": "x" * 1000}] * 900}),
    "a key set of nonsense": json.dumps({"keys": ODD_KEYS}),
    "a key set of chains": json.dumps({"keys": [{"kty": "EC", "x5c": ["MIIB"] * 20}] * 100}),
    "a key set cut off": json.dumps(KEY_SET)[:5000],
    "a key set of one name": json.dumps({"keys": [{"kty": "oct", "k": "AA", "kid": "a" * 1000}] * 200}),
    "a list of keys": json.dumps(KEY_SET["keys"]),
    "a JWK of markup": json.dumps({"kty": MARKUP, "k": "AA", "kid": MARKUP, "use": MARKUP, "alg": MARKUP}),
    "a discovery document of markup": json.dumps({"issuer": MARKUP, "jwks_uri": MARKUP, MARKUP: MARKUP}),
    "a discovery document of nonsense": json.dumps(
        {"issuer": 7, "jwks_uri": [], "token_endpoint": {}, "scopes_supported": [[]], "a": [None, 1e300]}
    ),
    "a discovery document of odd addresses": '{"issuer":"http://[","jwks_uri":"//\\u0000","x":"a:b"}',
    "a discovery document of 10,000 members": json.dumps(
        {"issuer": "x", "jwks_uri": "y", **{f"m{n}": n for n in range(10_000)}}
    ),
}
KEYS = {
    "nothing": "",
    "a hundred certificates": f"-----BEGIN CERTIFICATE-----\n{ROOT}\n-----END CERTIFICATE-----\n" * 100,
    "markup": MARKUP,
    "dashes": "-" * 200_000,
    "BEGIN lines": "-----BEGIN PRIVATE KEY-----\n" * 5000,
    "an empty PEM": "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
    "zeros in a PEM": "-----BEGIN PUBLIC KEY-----\n" + "A" * 20_000 + "\n-----END PUBLIC KEY-----",
    "a lying length": "-----BEGIN PUBLIC KEY-----\n"
    + base64.b64encode(b"\x30\x84\xff\xff\xff\xff").decode()
    + "\n-----END PUBLIC KEY-----",
    "brackets": "[" * 100_000,
    "a JWK of nulls": '{"kty":null,"n":null,"e":null}',
    "a JWK off the curve": '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}',
    "a JWK of e = 1": '{"kty":"RSA","n":"' + "_" * 342 + '","e":"AQ"}',
    "a JWK of 100,000 bits": '{"kty":"RSA","n":"' + "_" * 16_667 + '","e":"AQAB"}',
    "a JWK with lists": '{"kty":["EC"],"crv":{},"x":[1],"kid":{"a":1}}',
    "an empty set": '{"keys":[]}',
    "a set of nonsense": '{"keys":[1,null,"x",[],{}]}',
    "a thousand keys": json.dumps(
        {"keys": [{"kty": "oct", "k": b64(str(n)), "kid": MARKUP} for n in range(1000)]}
    ),
    "a token": f"{HEADER}.{PAYLOAD}.{SIGNATURE}",
    "HTML": f"<!doctype html><title>{MARKUP}</title>",
}
OTHER_FIELDS = {
    "a client_id of markup": {"client_id": MARKUP},
    "an error text of markup": {"error_text": MARKUP},
    "a long error text": {"error_text": "invalid_client " * 20_000},
    "a secret of controls": {"secret": "\x00\x1b\u202e"},
    "a long secret": {"secret": "s" * 200_000},
    "a secret that is no hex": {"secret": "zz", "secret_encoding": "hex"},
}


ENCRYPTING = "Zk2qYv8rN5wT0xLb7HcJ4mPd9sGf1aQe"  # the 32 characters that open these tokens
ODD_ENCRYPTION = {  # of each parameter, the header around it
    "alg": {"enc": "A256GCM"},
    "enc": {"alg": "dir"},
    "epk": {"alg": "ECDH-ES", "enc": "A256GCM"},
    "p2c": {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2s": "c2FsdHNhbHQ"},
    "p2s": {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2c": 1000},
}
ENVELOPES = {
    "recipients are a number": {"recipients": 1},
    "recipients are empty": {"recipients": []},
    "recipients are no objects": {"recipients": [1, None, "x", [], {}]},
    "five thousand recipients": {"recipients": [{"header": {"alg": "dir"}, "encrypted_key": "AA"}] * 5000},
    "recipients within recipients": {"recipients": [{"recipients": [{"header": {"alg": "dir"}}]}]},
    "a header of text": {"header": "text", "unprotected": [1]},
    "parameters twice": {"header": {"alg": "none", "enc": MARKUP}, "unprotected": {"alg": MARKUP}},
    "an aad of numbers": {"aad": [1, 2, 3]},
    "an aad of markup": {"aad": MARKUP},
    "parts of numbers": {"iv": 1, "tag": {}, "encrypted_key": None, "ciphertext": "x"},
    "signatures as well": {"signatures": [{"protected": HEADER, "signature": SIGNATURE}], "payload": PAYLOAD},
}


def bomb(mebibytes: int) -> bytes:
    """DEFLATE that inflates to so many mebibytes of zeros: the same block again and again."""
    stream = zlib.compressobj(9, wbits=-15)
    block = stream.compress(bytes(1 << 20)) + stream.flush(zlib.Z_FULL_FLUSH)
    return block * mebibytes + stream.flush()


def encrypted(header: dict[str, object], content: bytes = b"{}") -> str:
    """A token in which everything but its header is in order."""
    protected = b64(json.dumps(header))
    sealed = AESGCM(ENCRYPTING.encode()).encrypt(bytes(12), content, protected.encode())
    return ".".join((protected, "", *map(b64, (bytes(12), sealed[:-16], sealed[-16:]))))


def encrypted_tokens() -> Iterator[Row]:
    """Encrypted tokens: odd parameters, odd envelopes, and what costs much if one lets it."""
    for name, around in ODD_ENCRYPTION.items():
        for kind, value in VALUES.items():
            protected = b64(f"{json.dumps(around)[:-1]}, {json.dumps(name)}: {value}}}")
            yield f"encrypted: {name} is {kind}", {"text": f"{protected}.AAAA.AAAA.AAAA.AAAA", "secret": "x"}
    whole = {"protected": b64('{"alg":"dir","enc":"A256GCM"}'), "iv": "AA", "ciphertext": "AA", "tag": "AA"}
    for name, members in ENVELOPES.items():
        yield f"encrypted: {name}", {"text": json.dumps({**whole, **members}), "secret": ENCRYPTING}
    plain = {"alg": "dir", "enc": "A256GCM"}
    contents = {
        "a gigabyte": ({**plain, "zip": "DEF"}, bomb(700)),
        "what is no DEFLATE": ({**plain, "zip": "DEF"}, b"\xff" * 5000),
        "brackets": (plain, b"[" * 500_000),
        "braces": (plain, b'{"a":' * 100_000),
        "markup": (plain, json.dumps({"sub": MARKUP, MARKUP: MARKUP}).encode()),
        "bare markup": (plain, MARKUP.encode()),
        "no UTF-8": (plain, b'{"a":"\xff\xfe"}'),
        "bytes": (plain, bytes(range(256)) * 100),
        "nothing": (plain, b""),
        "itself": (plain, encrypted(plain, encrypted(plain).encode()).encode()),
    }
    for name, (header, content) in contents.items():
        yield f"encrypted: {name}", {"text": encrypted(header, content), "secret": ENCRYPTING}


def rows() -> list[Row]:
    """Every row, in a fixed order."""
    from .hostile_forms import tokens_of_every_form  # which puts them together from the parts above

    shapes = [(f"paste: {name}", {"text": text}) for name, text in SHAPES.items()]
    keys = [
        (f"key: {name}", {"text": f"{HEADER}.{PAYLOAD}.{SIGNATURE}", "key": key})
        for name, key in KEYS.items()
    ]
    fields = [
        (name, {"text": f"{HEADER}.{PAYLOAD}.{SIGNATURE}", **more}) for name, more in OTHER_FIELDS.items()
    ]
    documents = [
        row
        for name, text in DOCUMENTS.items()
        for row in (
            (f"paste: {name}", {"text": text}),
            (f"key: {name}", {"text": f"{HEADER}.{PAYLOAD}.{SIGNATURE}", "key": text}),
        )
    ]
    return [
        *shapes,
        *documents,
        *keys,
        *fields,
        *tokens_with_broken_parts(),
        *tokens_with_odd_members(),
        *tokens_with_odd_chains(),
        *encrypted_tokens(),
        *tokens_of_every_form(),
    ]
