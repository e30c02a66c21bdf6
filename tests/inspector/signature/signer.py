"""A signer and a courier who make any number of mistakes on the way from the claims to the pasted text.

They take their steps in one order. Two faults of one step exclude each other; those of different steps
can all be there at once.
"""

import hashlib
import hmac
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW
from webapp.inspector.submission import KeyFile, Submission

from . import workshop as w

STEPS = ("content", "input", "preparation", "hash", "padding", "form", "encoding", "text", "key")
ALGORITHMS = ("HS256", "HS512", "RS256", "PS256", "ES256", "ES384", "ES512", "ES256K", "EdDSA")
OF_LIBRARY = {
    "sha1": hashes.SHA1(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True)
class Fault:
    """`does` takes what a step gives, and the signer, and returns what becomes of it.

    Where that is the same, the fault leaves no trace in this token: not every signature has a zero byte
    to lose. `excludes` are the faults that take its trace away, or have none beside it.
    """

    id: str
    step: str
    does: Callable
    algs: tuple = ALGORITHMS
    excludes: tuple = ()

    @property
    def family(self):
        return self.id.partition(".")[0]


class Traceless(Exception):
    """A fault leaves no trace in this token; with other claims it will."""


@dataclass
class Signer:
    """Makes one token; `serial` is a claim, so that another makes another signature."""

    alg: str
    faults: tuple
    random: random.Random
    serial: int = 0

    def submission(self):
        """The token and its key as a user hands them over."""
        header, claims = {"alg": self.alg, "typ": "JWT", "kid": "k1"}, self._claims()
        signed = _segments(written(header), written(claims))
        sent = self._step("content", signed, header, claims)
        signature = self._step("form", self._signature(signed.encode()))
        text = self._step("encoding", encode(signature))
        token = self._step("text", f"{sent}.{text}")
        if self.alg.startswith("HS"):
            return Submission(token, (), self._secret[0])
        pem = w.pem({**w.SIGNERS, "PS256": w.RSA}[self.alg]).data.decode()
        return Submission(token, (KeyFile("key.pem", self._step("key", pem).encode()),))

    def _step(self, name, value, *more):
        """What the step gives, or what a fault makes of it."""
        fault = next((it for it in self.faults if it.step == name), None)
        changed = fault.does(*(more or (value,)), self) if fault else None
        if changed == value:
            raise Traceless
        return changed if fault else value

    def _claims(self):
        return {
            "iss": "https://login.example.com/",
            "sub": "Zoë <7>",
            "aud": "https://api.example.com",
            "iat": NOW - 60,
            "exp": NOW + 600,
            "admin": False,
            "jti": str(self.serial),
        }

    @property
    def hash(self):
        return {"256": "sha256", "384": "sha384", "512": "sha512", "56K": "sha256"}.get(
            self.alg[-3:], "sha256"
        )

    @property
    def _secret(self):
        """The secret as it is given, and the bytes that sign."""
        return self._step("key", (w.SECRET, w.SECRET.encode()))

    def _signature(self, signed):
        message = self._step("preparation", self._step("input", signed))
        name = self._step("hash", self.hash)
        match self.alg[:2]:
            case "HS":
                return hmac.digest(self._secret[1], message, name)
            case "ES":
                return self._ecdsa(message, name)
            case "Ed":
                return w.ED25519.sign(message)
        return self._rsa(message, name)

    def _ecdsa(self, message, name):
        key, own, width = w.EC_SIGNERS[self.alg]
        if name == "none":
            return w.raw(key.sign(message[: own.digest_size], ec.ECDSA(Prehashed(own))), width)
        return w.raw(key.sign(message, ec.ECDSA(OF_LIBRARY[name])), width)

    def _rsa(self, message, name):
        algorithm = OF_LIBRARY[name]
        pss = padding.PSS(padding.MGF1(algorithm), algorithm.digest_size)
        scheme = self._step("padding", pss if self.alg == "PS256" else padding.PKCS1v15())
        if scheme == "bare":
            return w.powered(hashlib.new(name, message).digest())
        return w.RSA.sign(message, scheme, algorithm)


def combined(alg, faults, seed):
    """A submission in which all of `faults` are, with claims in which all of them show."""
    for serial in count():
        assert serial < 5000, faults
        try:
            return Signer(alg, tuple(faults), random.Random(f"{seed} {serial}"), serial).submission()
        except Traceless:
            continue
    return None


def combinations(catalogue, size, total, seed):
    """`total` times an algorithm, and `size` faults of different families that can strike one token."""
    chosen = random.Random(seed)
    while total:
        alg = chosen.choice(ALGORITHMS)
        faults = tuple(chosen.sample([fault for fault in catalogue if alg in fault.algs], size))
        if _compatible(faults):
            total -= 1
            yield alg, faults


def _compatible(faults):
    ids = {fault.id for fault in faults}
    different = len({it.step for it in faults}) == len({it.family for it in faults}) == len(faults)
    return different and not any(ids & set(fault.excludes) for fault in faults)


def written(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _segments(header, payload):
    return f"{encode(header.encode())}.{encode(payload.encode())}"


def sent(header, claims, write=written):
    """What is sent of header and claims, when the claims are written by another encoder."""
    return _segments(written(header), write(claims))
