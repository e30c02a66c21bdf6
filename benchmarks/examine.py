"""What a whole report costs, as a multiple of the one signature verification in it; recognition; starting.

Run by `make bench`, or by `python -m benchmarks.examine`. All is timed in one run, in turns, and of each
the shortest of many short runs counts: what else the machine does only ever makes them longer. A multiple
is the median of what the rounds give, each by itself, since a processor's pace changes between them. A whole
report costs more than its steps do by themselves, because each finds the caches full of the one before.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from operator import truediv
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector import examine, keys, paste, tokens
from webapp.inspector.as_json import as_json
from webapp.inspector.base64url import decode
from webapp.inspector.decode import decode as decode_token
from webapp.inspector.paste import Found
from webapp.inspector.profiles import BUILT_IN, explain, recognise
from webapp.inspector.profiles.sample import sound
from webapp.inspector.signature.primitives import der
from webapp.inspector.submission import KeyFile, Submission

ROUNDS, CALLS = 200, 5
MOST_TIMES, MOST_MICROSECONDS, MOST_SECONDS = 8, 100, 1.5  # what examine(), recognise() and starting may cost
_START = "import time; import wsgi; print(time.process_time())"


def main() -> None:
    """Print one line for each step: microseconds, and how many verifications that is."""
    data = json.loads((Path(__file__).parents[1] / "tests/data/interop.json").read_text("utf-8"))
    token = next(row["token"] for row in data["tokens"] if row["alg"] == "ES256")
    file = KeyFile(data["names"]["ES256"], data["keys"]["ES256"].encode())
    submission, now = Submission(token, (file,)), data["now"]
    read, report = decode_token(Found(token)), examine(submission, now)
    steps = {
        "one ES256 verification": verification(token, data["keys"]["ES256"]),
        "cryptography reads the key": lambda: load_pem_private_key(file.data, None),
        "examine()": lambda: examine(submission, now),
        "examine() without a key": lambda: examine(Submission(token), now),
        "  paste.read()": lambda: paste.read(token),
        "  decode()": lambda: decode_token(Found(token)),
        "  keys.read()": lambda: keys.read(file),
        "  recognise()": lambda: recognise(read, None, BUILT_IN),
        "as_json()": lambda: as_json(report),
        "explain() an error": lambda: explain('{"error":"invalid_client"}', BUILT_IN),
    }
    times = measured(steps)
    print(f"An Apple client_secret and its key, the shortest of {ROUNDS * CALLS:,} runs")
    one = times["one ES256 verification"]
    for name, taken in times.items():
        print(f"{name:28} {min(taken):7.0f} µs {median(map(truediv, taken, one)):6.1f} ×")
    print(f"examine() should be within {MOST_TIMES} × of the verification")
    each = recognition()
    dearest = max(each, key=lambda id_: each[id_])
    print(f"recognise() the sample of a profile, among {len(BUILT_IN)} profiles: ", end="")
    print(
        f"{sum(each.values()) / len(each):.0f} µs on average, {each[dearest]:.0f} µs at most ({dearest}); ",
        end="",
    )
    print(f"it should be less than {MOST_MICROSECONDS} µs")
    print(f"Starting takes {start():.2f} s of the processor; it should take less than {MOST_SECONDS} s")


def recognition() -> dict[str, float]:
    """What recognising the sample of each profile takes, in microseconds."""
    read = {it.id: tokens(example.submission)[0] for it in BUILT_IN.values() if (example := sound(it))}
    steps = {id_: partial(recognise, token, None, BUILT_IN) for id_, token in read.items()}
    return {id_: min(taken) for id_, taken in measured(steps, rounds=10).items()}


def start() -> float:
    """The processor's time that the whole application takes to load, in seconds: the least of three."""
    command = [sys.executable, "-c", _START]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3))


def verification(token: str, pem: str) -> Callable[[], None]:
    """The arithmetic alone, by the library that the inspector stands on."""
    public = load_pem_private_key(pem.encode(), None).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    signed, _, signature = token.rpartition(".")
    packed, message, algorithm = der(decode(signature).bytes), signed.encode(), ec.ECDSA(hashes.SHA256())
    return lambda: public.verify(packed, message, algorithm)


def measured(steps: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """The shortest of a few calls of each step, in microseconds, round by round."""
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, call in steps.items():
            taken[name].append(min(_once(call) for _ in range(CALLS)))
    return taken


def _once(call: Callable[[], object]) -> float:
    began = perf_counter_ns()
    call()
    return (perf_counter_ns() - began) / 1000


if __name__ == "__main__":
    main()
