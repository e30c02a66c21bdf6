"""What a whole report costs, as a multiple of the one signature verification in it.

Run by `make bench`, or by `python -m benchmarks.examine`. Both are timed in one run, in turns, so that
what else the machine does touches them alike.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector import examine, tokens
from webapp.inspector.as_json import as_json
from webapp.inspector.base64url import decode
from webapp.inspector.decode import decode as decode_token
from webapp.inspector.paste import Found
from webapp.inspector.profiles import BUILT_IN, Profiles, recognise
from webapp.inspector.profiles.sample import sound
from webapp.inspector.signature.primitives import der
from webapp.inspector.submission import KeyFile, Submission

ROUNDS, CALLS = 15, 100


def main() -> None:
    """Print one line for each step: microseconds, and how many verifications that is."""
    data = json.loads((Path(__file__).parents[1] / "tests/data/interop.json").read_text("utf-8"))
    token = next(row["token"] for row in data["tokens"] if row["alg"] == "ES256")
    submission = Submission(token, (KeyFile(data["names"]["ES256"], data["keys"]["ES256"].encode()),))
    read = decode_token(Found(token))
    report = examine(submission, data["now"])
    steps = {
        "one ES256 verification": verification(token, data["keys"]["ES256"]),
        "examine()": lambda: examine(submission, data["now"]),
        "examine() without a key": lambda: examine(Submission(token), data["now"]),
        "recognise()": lambda: recognise(read, None, BUILT_IN),
        "as_json()": lambda: as_json(report),
    }
    times = measured(steps)
    unit = times["one ES256 verification"]
    print("An Apple client_secret and its key, median of", ROUNDS, "rounds")
    for name, seconds in times.items():
        print(f"{name:26} {seconds * 1e6:8.0f} µs {seconds / unit:6.1f} ×")
    for name, seconds in recognition().items():
        print(f"{name:26} {seconds * 1e6:8.0f} µs {seconds / unit:6.1f} ×")


def recognition() -> dict[str, float]:
    """Recognising the sample of each profile among as many profiles as there are, and among 130."""
    read = [tokens(example.submission)[0] for it in BUILT_IN.values() if (example := sound(it))]
    steps = {}
    for known in (BUILT_IN, _copied(130)):
        name = f"recognise() among {len(known)}"
        steps[name] = lambda known=known: [recognise(token, None, known) for token in read]
    return {name: seconds / len(read) for name, seconds in measured(steps, calls=1).items()}


def _copied(count: int) -> Profiles:
    """The profiles there are, and copies of them under other names up to `count`."""
    more = max(count - len(BUILT_IN), 0)
    copies = (replace(it, id=f"{it.id}-{n}") for n, it in enumerate(islice(cycle(BUILT_IN.values()), more)))
    return Profiles((*BUILT_IN.values(), *copies))


def verification(token: str, pem: str) -> Callable[[], None]:
    """The arithmetic alone, by the library that the inspector stands on."""
    public = load_pem_private_key(pem.encode(), None).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    signed, _, signature = token.rpartition(".")
    packed, message, algorithm = der(decode(signature).bytes), signed.encode(), ec.ECDSA(hashes.SHA256())
    return lambda: public.verify(packed, message, algorithm)


def measured(steps: dict[str, Callable[[], object]], calls: int = CALLS) -> dict[str, float]:
    """The median over the rounds of the mean time of a call, in seconds."""
    rounds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, call in steps.items():
            start = perf_counter()
            for _ in range(calls):
                call()
            rounds[name].append((perf_counter() - start) / calls)
    return {name: median(times) for name, times in rounds.items()}


if __name__ == "__main__":
    main()
