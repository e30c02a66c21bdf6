"""What it costs to find out why a signature does not verify: the usual faults, and the dearest inputs.

Run by `make bench`, or by `python -m benchmarks.postmortem`. Processor time of one core, in this process.
Exits with 1 if an answer takes longer than its limit.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from pathlib import Path
from statistics import median
from time import process_time

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from benchmarks.examine import measured, verification
from webapp.inspector import examine
from webapp.inspector.base64url import encode
from webapp.inspector.report import Report
from webapp.inspector.signature import Status
from webapp.inspector.submission import KeyFile, Submission

DATA = Path(__file__).parents[1] / "tests/data"
AT_ONCE, DEEP = 0.3, 3.0  # seconds that an answer may take
NOW = 1_767_225_700
CURVES = {"ES256": (ec.SECP256R1(), 64), "ES384": (ec.SECP384R1(), 96), "ES512": (ec.SECP521R1(), 132)}
ANY = random.Random(1)  # the same inputs in every run
Claims = dict[str, object]


def main() -> int:
    """Print the figures of the usual faults, then a line for each of the dearest inputs."""
    unit = one_verification()
    cases = [case for case in map(submission, rows()) if is_invalid(case)]
    late = 0
    for name, limit in (("at once", AT_ONCE), ("deep", DEEP)):
        measurements = [timed(replace(case, deep=limit == DEEP)) for case in cases]
        times = sorted(seconds for seconds, _ in measurements)
        explained = sum(is_explained(report) for _, report in measurements)
        late += times[-1] > limit
        figures = {"median": median(times), "p95": times[ceil(0.95 * len(times)) - 1], "longest": times[-1]}
        shown = ", ".join(f"{it} {1000 * figures[it]:.1f} ms ({figures[it] / unit:.0f} ×)" for it in figures)
        print(f"{len(cases)} faulty tokens, {name}: {shown}; {explained / len(cases):.0%} explained")
    print("× is one ES256 verification. The dearest inputs, at once and deep:")
    for name, dear in dearest():
        seconds = [timed(replace(dear, deep=deep))[0] for deep in (False, True)]
        late += seconds[0] > AT_ONCE or seconds[1] > DEEP
        print(f"  {1000 * seconds[0]:6.0f} ms {1000 * seconds[1]:6.0f} ms  {name}")
    return late


def one_verification() -> float:
    """How long one takes, in seconds."""
    data = json.loads((DATA / "interop.json").read_text("utf-8"))
    token = next(row["token"] for row in data["tokens"] if row["alg"] == "ES256")
    return min(measured({"": verification(token, data["keys"]["ES256"])})[""]) / 1_000_000


def rows() -> Iterator[dict[str, str]]:
    yield from map(json.loads, (DATA / "signature-cases.jsonl").read_text("utf-8").splitlines())


def submission(row: dict[str, str]) -> Submission:
    given, secret = row["key_pem_or_jwk_or_secret"], "secret" in row["key_kind"]
    text = "\n".join(filter(None, (row["token"], row.get("other_token"))))
    files = (KeyFile(row.get("key_name") or "key", given.encode()),) if given and not secret else ()
    return Submission(text, files, given if secret else None)


def timed(given: Submission) -> tuple[float, Report]:
    start = process_time()
    report = examine(given, NOW)
    return process_time() - start, report


def is_invalid(given: Submission) -> bool:
    return any(token.verification.status is Status.INVALID for token in examine(given, NOW).tokens)


def is_explained(report: Report) -> bool:
    return any(token.verification.causes for token in report.tokens)


def dearest() -> Iterator[tuple[str, Submission]]:
    """What makes the search work hardest: long claims, many claims, many keys, large keys, many tokens."""
    many: Claims = {f"claim{number}": number for number in range(2000)}
    long: Claims = {"sub": "a", "text": "x" * 20_000}
    small: Claims = {"iss": "https://issuer.example", "sub": "a", "iat": NOW, "exp": NOW + 600}
    for what, claims in (("few claims", small), ("a claim of 20 KB", long), ("2,000 claims", many)):
        for alg in ("ES256", "ES384", "ES512", "EdDSA", "RS256", "HS256"):
            yield f"{alg}, {what}, a stranger's key", Submission(token(alg, claims), (key(alg),))
    for alg in ("ES256", "ES512", "EdDSA", "RS256"):
        keys = tuple(replace(key(alg), name=f"key {number}") for number in range(60))
        yield f"{alg}, 60 keys", Submission(token(alg, small), keys)
        yield f"{alg}, 60 keys and 2,000 claims", Submission(token(alg, many | long), keys)
        tokens = (token(alg, small | {"jti": f"{number}"}) for number in range(20))
        yield f"{alg}, 60 keys and 20 tokens", Submission("\n".join(tokens), keys)
    large = tuple(rsa_key(8192, number) for number in range(60))
    yield "RSA-8192, one key", Submission(token("RS256", small, 1024), large[:1])
    yield "RSA-8192, 60 keys, 2,000 claims", Submission(token("RS256", many | long, 1024), large)
    odd = tuple(rsa_key(3072, number, exponent=(1 << 3070) + 1) for number in range(60))
    yield "RSA-3072 with an exponent as long, 60 keys", Submission(token("RS256", small, 384), odd)
    yield "a signature of 60,000 characters", Submission(token("ES256", small, 45_000), (key("ES256"),))


def token(alg: str, claims: Claims, length: int | None = None) -> str:
    """A token whose signature nobody made; of ECDSA one that a stranger made of something else."""
    head = encode(json.dumps({"alg": alg, "typ": "JWT"}).encode())
    size = length or {"RS256": 256, "HS256": 32, "EdDSA": 64}.get(alg)
    signature = b"\0" + ANY.randbytes(size - 1) if size else of_a_stranger(alg)  # below any modulus
    return f"{head}.{encode(json.dumps(claims).encode())}.{encode(signature)}"


def of_a_stranger(alg: str) -> bytes:
    curve, width = CURVES[alg]
    der = ec.generate_private_key(curve).sign(ANY.randbytes(64), ec.ECDSA(SHA256()))
    return b"".join(number.to_bytes(width // 2, "big") for number in decode_dss_signature(der))


def key(alg: str) -> KeyFile:
    if alg == "RS256":
        return rsa_key(2048, 0)
    if alg == "HS256":
        return KeyFile("secret.txt", b"correct horse battery staple, and some more of it")
    private = (
        ed25519.Ed25519PrivateKey.generate() if alg == "EdDSA" else ec.generate_private_key(CURVES[alg][0])
    )
    return pem(private.public_key(), "stranger.pem")


def rsa_key(bits: int, number: int, exponent: int = 65_537) -> KeyFile:
    """A number of that size that no factors are known of is as dear as a key."""
    modulus = ANY.getrandbits(bits) | 1 << (bits - 1) | 1
    return pem(rsa.RSAPublicNumbers(exponent, modulus).public_key(), f"rsa {number}.pem")


def pem(public: PublicKeyTypes, name: str) -> KeyFile:
    return KeyFile(name, public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


if __name__ == "__main__":
    sys.exit(main() > 0)
