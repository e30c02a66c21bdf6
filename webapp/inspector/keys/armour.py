"""PEM as it should be written (RFC 7468): a BEGIN line, base64 in lines of 64, an END line."""

import base64


def armoured(label: str, data: bytes) -> str:
    """`data`, which is DER, between a BEGIN and an END line, the last with its line break."""
    return f"-----BEGIN {label}-----\n{in_lines(data)}-----END {label}-----\n"


def in_lines(data: bytes) -> str:
    """The base64 of `data` in lines of 64 characters, each with its line break."""
    text = base64.b64encode(data).decode("ascii")
    return "".join(f"{text[at : at + 64]}\n" for at in range(0, len(text), 64))
