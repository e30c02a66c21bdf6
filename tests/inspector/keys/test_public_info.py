"""The public key of every form of file, byte for byte as the openssl command derives it."""

import shutil
import subprocess
from functools import cache

import pytest

from webapp.inspector.keys import der, public_info
from webapp.inspector.keys.half import outlined

from .samples import der_of, key, text, unusable

CURVES = ["prime256v1", "secp384r1", "secp521r1", "secp256k1"]
POINTS = ["uncompressed", "compressed", "hybrid"]
WITH_POINT = ["SEC 1", "PKCS#8", "SPKI"]
WITHOUT_POINT = ["SEC 1 without point", "PKCS#8 without point"]


def openssl(*words, given=b""):
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl")
    return subprocess.run(["openssl", *words], input=given, capture_output=True, check=True).stdout


@cache
def generated(algorithm, *options):
    return openssl(
        "genpkey", "-algorithm", algorithm, *(it for option in options for it in ("-pkeyopt", option))
    )


def ec_file(curve, point, encoding, file):
    """A new key of `curve` in that kind of file."""
    key = generated("EC", f"ec_paramgen_curve:{curve}")
    if file == "PKCS#8":
        return openssl("pkey", "-ec_conv_form", point, "-ec_param_enc", encoding, given=key)
    more = {"SPKI": ["-pubout"], "SEC 1": []}.get(file, ["-no_public"])
    written = openssl("ec", "-conv_form", point, "-param_enc", encoding, *more, given=key)
    return openssl("pkcs8", "-topk8", "-nocrypt", given=written) if "PKCS#8" in file else written


def as_openssl_derives_it(pem):
    return openssl("pkey", "-pubout", *(["-pubin"] if b"PUBLIC" in pem else []), given=pem).decode()


@pytest.mark.parametrize("file", WITH_POINT)
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("curve", CURVES)
def test_point_stays_as_the_file_writes_it(curve, point, file):
    pem = ec_file(curve, point, "named_curve", file)
    assert key(pem).public_pem == as_openssl_derives_it(pem)


@pytest.mark.parametrize("file", WITHOUT_POINT)
@pytest.mark.parametrize("curve", CURVES[1:])
def test_point_that_is_missing_is_computed(curve, file):
    pem = ec_file(curve, "uncompressed", "named_curve", file)
    assert key(pem).public_pem == as_openssl_derives_it(pem)


@pytest.mark.parametrize("file", ["SEC 1", "PKCS#8 without point", "SPKI"])
@pytest.mark.parametrize("curve", CURVES[:3])  # the library does not read them of secp256k1
def test_parameters_stay_written_out(curve, file):
    pem = ec_file(curve, "uncompressed", "explicit", file)
    assert key(pem).public_pem == as_openssl_derives_it(pem)


@pytest.mark.parametrize("file", WITH_POINT)
def test_parameters_that_are_not_read_are_converted_as_is_said(file):
    pem = ec_file("secp256k1", "uncompressed", "explicit", file)
    row = unusable(pem)
    said, _, command = row.message.partition(": ")
    assert (row.code, said) == (
        "unsupported",
        "Its curve is written out in numbers instead of by its name. Convert it",
    )
    converted = openssl(*command.replace("-in FILE ", "").replace("-out key.pem", "").split()[1:], given=pem)
    assert key(converted).curve == "secp256k1"


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("rsa_pss_keygen_md:sha256",),
        ("rsa_pss_keygen_md:sha384", "rsa_pss_keygen_mgf1_md:sha384", "rsa_pss_keygen_saltlen:48"),
    ],
    ids=["any hash", "SHA-256", "SHA-384 and its salt"],
)
def test_restrictions_of_rsa_pss_stay(options):
    pem = generated("RSA-PSS", "rsa_keygen_bits:1024", *options)
    public = as_openssl_derives_it(pem)
    assert key(pem).public_pem == public
    assert key(public).public_pem == public


def outline_of(name):
    return outlined(der_of(name))


@pytest.mark.parametrize(
    "name",
    [
        "p256.p8",
        "p256.sec1.pem",
        "p256.public.pem",
        "p384.pem",
        "p521.pem",
        "rsa.pem",
        "rsa.pkcs1.pem",
        "ed25519.pem",
    ],
)
def test_nothing_is_kept_where_the_library_writes_the_same(name):
    assert public_info.own(outline_of(name), key(text(name)).public) is None


@pytest.mark.parametrize(
    "name", ["p256-compressed.public.pem", "p256-explicit.public.pem", "rsa-pss.public.pem"]
)
def test_a_public_key_is_its_own_info(name):
    assert public_info.own(outline_of(name), key(text(name)).public) == der_of(name)


def test_attributes_behind_the_point_hide_nothing():
    compressed, whole = der_of("p256-compressed.p8"), der_of("p256.p8")
    for file in (compressed, whole):
        attributes = der.element(der.CONTEXT_0, b"\x30\x00")
        longer = der.element(der.SEQUENCE, der.first(file).content + attributes)
        assert key(longer).public_pem == key(file).public_pem


@pytest.mark.parametrize(
    ("name", "algorithm"),
    [
        ("p256.p8", der.EC),
        ("p256.sec1.pem", der.EC),
        ("p256.public.pem", der.EC),
        ("rsa.pem", der.RSA),
        ("rsa-pss.public.pem", der.RSA_PSS),
        ("ed25519.pem", "1.3.101.112"),
    ],
)
def test_algorithm_is_found_in_every_structure(name, algorithm):
    assert der.algorithm(public_info.algorithm(outline_of(name))) == algorithm


def test_a_curve_stands_beside_the_algorithm():
    assert public_info.algorithm(outline_of("p256.sec1.pem")) == public_info.algorithm(outline_of("p256.p8"))


@pytest.mark.parametrize("name", ["rsa.pkcs1.pem", "rsa-public.pkcs1.pem"])
def test_pkcs1_names_no_algorithm(name):
    assert public_info.algorithm(outline_of(name)) is None


def test_sec1_without_its_curve_names_no_algorithm():
    inside = der.children(der.first(der_of("p256.sec1.pem")).content)
    bare = der.element(der.SEQUENCE, b"".join(it.encoded for it in inside if it.tag != der.CONTEXT_0))
    assert public_info.algorithm(outlined(bare)) is None
    row = unusable(bare)
    assert (row.code, row.message) == (
        "damaged",
        "This is an EC private key in SEC 1 form, which does not name its curve here: its parameters are "
        "missing, as where it was cut out of a PKCS#8 file. Give that whole file.",
    )
