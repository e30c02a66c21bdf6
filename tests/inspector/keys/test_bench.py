"""A private key lies on the bench as the PEM it will be repaired to, found by its public half."""

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector.keys import read
from webapp.inspector.keys.bench import Bench
from webapp.inspector.submission import KeyFile

from .samples import data, key, text

SAMPLES = [
    "p256.p8",
    "p384.pem",
    "p521.pem",
    "secp256k1.pem",
    "rsa.pem",
    "ed25519.pem",
    "x448.pem",
    "mldsa65.pem",
]


def private(name):
    return load_pem_private_key(data(name), None)


@pytest.mark.parametrize("name", SAMPLES)
def test_key_of_any_kind_is_written_as_pkcs8(name):
    bench = Bench()
    bench.put(private(name))
    assert bench.take(key(text(name))) == text(name)


def test_a_file_that_the_library_would_write_otherwise_writes_itself():
    bench, asked = Bench(), []
    bench.put(private("p256.p8"), lambda: asked.append("now") or "as it was")
    assert asked == ["now"]  # not later, or the private key would have to be kept until then
    assert bench.take(key(text("p256.p8"))) == "as it was"


@pytest.mark.parametrize("other", ["p384.pem", "rsa.public.pem"])
def test_no_other_key_leads_to_it(other):
    bench = Bench()
    bench.put(private("p256.p8"))
    assert bench.take(key(text(other))) is None


def test_a_secret_leads_to_nothing():
    bench = Bench()
    bench.put(private("p256.p8"))
    assert bench.take(key('{"kty":"oct","k":"c2VjcmV0"}')) is None


def test_the_public_half_alone_is_enough_to_find_it():
    bench = Bench()
    bench.put(private("p256.p8"))
    assert bench.take(key(text("p256.public.pem"))) == text("p256.p8")


def test_no_token_is_opened_with_what_lies_here():
    bench = Bench()
    [row] = read(KeyFile("key.pem", data("rsa.pem")), vault=bench)
    assert bench.take(row) == text("rsa.pem")
    assert (bench.size, bench.private_half(row)) == (0, None)


def test_one_key_in_two_blocks_comes_back_twice_in_its_order():
    bench = Bench()
    bench.put(private("p256.p8"), lambda: "first")
    bench.put(private("p256.sec1.pem"), lambda: "second")
    row = key(text("p256.p8"))
    assert [bench.take(row) for _ in range(3)] == ["first", "second", None]


def test_each_bench_is_its_own():
    one, other = Bench(), Bench()
    one.put(private("p256.p8"))
    assert other.take(key(text("p256.p8"))) is None


def test_no_repr_shows_it():
    bench = Bench()
    bench.put(private("p256.p8"))
    assert text("p256.p8").split("\n")[1] not in repr(bench)
