"""Each form of key under each kind of damage: the right public key, and exactly that damage named."""

import pytest

from webapp.inspector.keys import Key, damage, pem
from webapp.inspector.keys.der import Kind
from webapp.inspector.keys.half import PRIVATE
from webapp.inspector.keys.mend import mended
from webapp.inspector.keys.pem import OLDER_FORM
from webapp.inspector.keys.source import Source
from webapp.inspector.limits import DEFAULTS

from . import damages
from .samples import EXPECTED, PASSWORD, ids, key, rows, text, unusable

FORMS = [
    "AuthKey_7XK4Q2M9RT.p8",
    "p256.p8",
    "p256.sec1.pem",
    "p256.public.pem",
    "p384.pem",
    "p521.pem",
    "secp256k1.pem",
    "rsa.pem",
    "rsa.pkcs1.pem",
    "ed25519.pem",
    "ed448.pem",
    "x25519.pem",
]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("damaged", damages.DAMAGES)
def test_damage_is_named_and_undone(name, damaged):
    content, notes = damages.DAMAGES[damaged](damages.pem(text(name)))
    row = key(content)
    assert row.public_pem == EXPECTED[name]["public_pem"]
    assert [note for note in row.notes if note not in {PRIVATE, OLDER_FORM}] == notes


LABELS = [
    ("p256.p8", "EC PRIVATE KEY", damage.OWN_LABEL, Kind.PKCS8, "PRIVATE KEY"),
    ("p256.p8", "ENCRYPTED PRIVATE KEY", damage.OWN_LABEL, Kind.PKCS8, "PRIVATE KEY"),
    ("p256.p8", "RSA PRIVATE KEY", damage.OTHER_LABEL, Kind.PKCS8, "PRIVATE KEY"),
    ("p256.p8", "PUBLIC KEY", damage.OTHER_LABEL, Kind.PKCS8, "PRIVATE KEY"),
    ("p256.p8", "CERTIFICATE", damage.OTHER_LABEL, Kind.PKCS8, "PRIVATE KEY"),
    ("rsa.pem", "RSA PRIVATE KEY", damage.OWN_LABEL, Kind.PKCS8, "PRIVATE KEY"),
    ("p256.sec1.pem", "PRIVATE KEY", damage.SEC1_AS_PKCS8, Kind.SEC1, "EC PRIVATE KEY"),
    ("p256.sec1.pem", "PUBLIC KEY", damage.OLDER_FORM_LABEL, Kind.SEC1, "EC PRIVATE KEY"),
    ("rsa.pkcs1.pem", "PRIVATE KEY", damage.OLDER_FORM_LABEL, Kind.PKCS1_PRIVATE, "RSA PRIVATE KEY"),
    ("rsa-public.pkcs1.pem", "PUBLIC KEY", damage.OTHER_LABEL, Kind.PKCS1_PUBLIC, "RSA PUBLIC KEY"),
    ("p256.public.pem", "PRIVATE KEY", damage.OTHER_LABEL, Kind.SPKI, "PUBLIC KEY"),
    ("p256.public.pem", "EC PUBLIC KEY", damage.OTHER_LABEL, Kind.SPKI, "PUBLIC KEY"),
    ("p256.crt", "PUBLIC KEY", damage.OTHER_LABEL, Kind.CERTIFICATE, "CERTIFICATE"),
]


def relabelled(name, label):
    sound = damages.pem(text(name))
    return "\n".join([f"-----BEGIN {label}-----", *sound.body, f"-----END {label}-----", ""])


@pytest.mark.parametrize(("name", "label", "kind", "structure", "right"), LABELS)
def test_wrong_label_is_named_and_overlooked(name, label, kind, structure, right):
    row = key(relabelled(name, label))
    assert row.public_pem == EXPECTED[name]["public_pem"]
    assert kind.note(label, structure, right) in row.notes


@pytest.mark.parametrize("label", ["CERTIFICATE", "X509 CERTIFICATE"])
def test_labels_that_everybody_knows_are_no_damage(label):
    assert ids(key(relabelled("p256.crt", label))) == ["key.certificate"]


@pytest.mark.parametrize("lost", [1, 4, 15, 60, 150])
def test_key_that_is_cut_off_says_how_much_is_missing(lost):
    body = "".join(damages.pem(text("p256.p8")).body)
    assert len(body) == 184
    row = unusable(f"-----BEGIN PRIVATE KEY-----\n{body[:-lost]}\n-----END PRIVATE KEY-----\n")
    assert (row.code, ids(row)) == ("truncated", ["key.truncated"])
    verb = "is" if lost == 1 else "are"
    assert row.message == f"The key is cut off: {lost} of its 184 characters {verb} missing. Copy it again."


def test_padding_does_not_count_as_lost():
    body = "".join(damages.pem(text("p256.public.pem")).body)
    row = unusable(f"-----BEGIN PUBLIC KEY-----\n{body[:-13]}\n-----END PUBLIC KEY-----")
    assert "11 of its 122 characters are missing" in row.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            text("p256.p8").replace(text("p256.p8")[60:90], "…"),
            "“…” stands inside it: a part of the key was left",
        ),
        (
            text("p256.p8").replace(text("p256.p8")[60:90], "..."),
            "“.” stands inside it: a part of the key was left",
        ),
        (text("p256.p8").replace(text("p256.p8")[60], "ß", 1), "“ß” (latin small letter sharp s)"),
        ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "Nothing stands between"),
        ("-----BEGIN PRIVATE KEY-----\naGVsbG8=\n-----END PRIVATE KEY-----", "not the structure of a key"),
        ("-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----", "not the structure of a key"),
        (text("p256-mismatched.pem"), "its numbers do not fit together"),
        (text("p256.public.pem").replace("Q", "R"), "not the structure of a key"),
        (
            text("p256.public.pem")[:100] + "AAAA" + text("p256.public.pem")[104:],
            "its numbers do not fit together",
        ),
    ],
)
def test_what_cannot_be_mended_is_said(content, said):
    row = unusable(content)
    assert row.code == "damaged"
    assert said in row.message


def test_blocks_of_a_bundle_are_rows_of_their_own():
    bundle = text("p256.p8") + text("p256.crt") + text("rsa.public.pem") + text("p256.csr")
    found = rows(bundle, "bundle.pem")
    assert [row.name for row in found] == [f"bundle.pem[{index}]" for index in range(4)]
    assert [row.public_pem if isinstance(row, Key) else row.code for row in found] == [
        EXPECTED["p256.p8"]["public_pem"],
        EXPECTED["p256.crt"]["public_pem"],
        EXPECTED["rsa.public.pem"]["public_pem"],
        "certificate-request",
    ]


@pytest.mark.parametrize("blank", ["", " "])
def test_bundle_on_one_line_is_taken_apart(blank):
    bundle = (text("p256.crt") + text("rsa.crt")).replace("\n", blank)
    kind = damage.BREAKS_TO_BLANKS if blank else damage.BREAKS_LOST
    found = rows(bundle, "chain.pem")
    assert [row.public_pem for row in found if isinstance(row, Key)] == [
        EXPECTED["p256.crt"]["public_pem"],
        EXPECTED["rsa.crt"]["public_pem"],
    ]
    assert all([note for note in row.notes if note.id == "key.damaged_pem"] == [kind.note()] for row in found)


def test_parameters_before_a_key_are_no_key():
    assert key(text("p256.sec1-parameters.pem")).public_pem == EXPECTED["p256.sec1.pem"]["public_pem"]
    alone = text("p256.sec1-parameters.pem").partition("-----BEGIN EC PRIVATE")[0]
    assert "the key itself is not in this file" in unusable(alone).message


@pytest.mark.parametrize("join", ["", " "], ids=["breaks lost", "breaks to blanks"])
def test_encrypted_block_on_one_line_is_opened_all_the_same(join):
    content = join.join(text("p256.encrypted-sec1.pem").split("\n"))
    assert key(content, password=PASSWORD).public_pem == EXPECTED["p256.p8"]["public_pem"]


def test_openpgp_is_recognised():
    block = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----"
    assert "OpenPGP" in unusable(block).message


@pytest.mark.parametrize("name", FORMS)
def test_a_sound_block_reads_the_same_the_long_way(name):
    source = Source("key.pem", DEFAULTS)
    accepted = set()
    for damaged, (content, _) in damages.all_of(damages.pem(text(name))):
        written = content.decode("utf-8", "replace")
        if found := pem.read_sound(written, source):
            accepted.add(damaged)
            assert mended(written) == (written, [])
            assert found == pem.read(written, source)
    assert {"as made", "no line break at the end"} <= accepted
