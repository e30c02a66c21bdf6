"""Which form a key file is in: each comes to its reader, whatever stands around it or was done to it."""

import base64
import json

import pytest

from webapp.inspector.keys import damage, material
from webapp.inspector.keys.source import Refusal, Source
from webapp.inspector.limits import DEFAULTS

from .samples import EXPECTED, data, der_of, ids, key, messages, text, unusable
from .test_jwk import private, public

P256 = EXPECTED["p256.p8"]["public_pem"]
JWK = json.dumps(public("p256.p8"))
PEM = text("p256.public.pem")

FORMS = {
    "PEM": PEM,
    "DER": der_of("p256.public.pem"),
    "base64 of DER": base64.b64encode(der_of("p256.public.pem")),
    "hexadecimal of DER": der_of("p256.public.pem").hex(),
    "base64 of PEM": base64.b64encode(PEM.encode()),
    "UTF-16": PEM.encode("utf-16"),
    "byte order mark": "\ufeff" + PEM,
    "byte order mark and more of them": "\ufeff\ufeff" + PEM,
    "among Latin-1": b"Schl\xfcssel\n" + PEM.encode(),
    "JWK": JWK,
    "JWK in UTF-16": JWK.encode("utf-16"),
    "JWK in base64": base64.b64encode(JWK.encode()),
    "SSH": data("ssh-ecdsa.pub"),
}


@pytest.mark.parametrize("form", FORMS)
def test_form_is_known(form):
    expected = EXPECTED["ssh-ecdsa.pub"]["public_pem"] if form == "SSH" else P256
    assert key(FORMS[form]).public_pem == expected


ESCAPED = damage.ESCAPED_SLASHES.note().message
PERCENT = damage.PERCENT_ENCODED.note().message
AROUND = "Other text stands around the JSON of this key. Programs that want a JWK want the JSON alone."
IN_JSON = "The key was taken out of a JSON file. Programs that want a key want that member alone."
QUOTED = json.dumps(JWK)
SURROUNDED = {
    "single quotes": (f"'{JWK}'", AROUND),
    "a setting": (f"JWK={JWK}\n", AROUND),
    "a quoted setting": (f"export JWK='{JWK}'\n", AROUND),
    "a set in a setting": (f"JWKS='[{JWK}]'", AROUND),
    "YAML": (f"jwk: |\n  {JWK}\n", AROUND),
    "a sentence": (f"This is our key: {JWK} Bye.", AROUND),
    "a Markdown fence": (f"```json\n{JWK}\n```\n", AROUND),
    "a comment": (f"// key\n{JWK}", AROUND),
    "a string of JSON": (QUOTED, f"{ESCAPED} {AROUND}"),
    "a string without its quotation marks": (QUOTED[1:-1], ESCAPED),
    "a setting, escaped": (f"JWK={QUOTED}", f"{ESCAPED} {AROUND}"),
    "a member that is text": (json.dumps({"JWK": JWK}), IN_JSON),
    "a member of a member that is text": (json.dumps({"a": json.dumps({"JWK": JWK})}), IN_JSON),
    "percent-encoding": (
        "".join(f"%{ord(it):02X}" if it in '{}" :,' else it for it in JWK),
        PERCENT,
    ),
    "a zero-width space": (
        "\u200b" + JWK,
        damage.INVISIBLE.note("zero width space, U+200B").message,
    ),
}


@pytest.mark.parametrize("where", SURROUNDED)
def test_jwk_is_taken_out_of_what_it_stands_in(where):
    content, said = SURROUNDED[where]
    row = key(content)
    assert (row.public_pem, said in messages(row)) == (P256, True), messages(row)


def test_private_jwk_of_a_settings_file_is_called_private():
    row = key(f"JWK='{json.dumps(private('rsa.pem'))}'")
    assert (row.private, ids(row)) == (True, ["key.other_format", "key.private_supplied"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"<html><script>var key = {JWK}</script></html>", "This is a web page"),
        ("x" * 201 + JWK, "This is a line of text"),
        (f"'{JWK}'" + " x" * 101, "This is a line of text"),
        ("key = {}", "This is a line of text"),
        ("see [1] and {2}", "This is a line of text"),
        (f"'{JWK[:-1]}'".replace("kty", "typ").replace("crv", "curve"), "This is a line of text"),
    ],
)
def test_what_only_speaks_of_json_is_no_key(content, said):
    assert unusable(content).message.startswith(said)


def test_a_mark_before_json_is_not_measured_by_who_reads_pem():
    assert messages(key("\ufeff" + JWK)) == (
        "As JSON it is damaged: it begins with a byte order mark. Other programs may refuse it."
    )
    assert messages(key("\ufeff" + PEM)) == damage.BYTE_ORDER_MARK.note().message


def der_note(command):
    return (
        "This file is DER, the binary form. Where PEM is expected the openssl command and Ruby read it too; "
        f"Node, PHP, Python, Java and Go refuse it; {command} writes PEM."
    )


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("p256.p8", "openssl pkey -inform DER -in FILE -out key.pem"),
        ("rsa.pkcs1.pem", "openssl pkey -inform DER -in FILE -out key.pem"),
        ("p256.public.pem", "openssl pkey -pubin -inform DER -in FILE -out public.pem"),
        ("rsa-public.pkcs1.pem", "openssl rsa -RSAPublicKey_in -inform DER -in FILE -out public.pem"),
        ("p256.crt", "openssl x509 -inform DER -in FILE -out certificate.pem"),
    ],
)
def test_der_comes_with_the_command_for_its_kind(name, command):
    assert der_note(command) in messages(key(der_of(name)))


@pytest.mark.parametrize("blank", ["", " ", "\n", "\r\n\t "])
def test_nothing_is_empty(blank):
    row = unusable(blank)
    assert (row.code, row.message) == ("empty", "The file is empty.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\0\1\2", "These are binary data, but not DER, the binary form of keys."),
        (b"hello\x07", "These are binary data, but not DER, the binary form of keys."),
        (b"hello", "This is a line of text, not a key."),
        (b"hello\tworld\r\n", "This is a line of text, not a key."),
        ("grüß Gott".encode("latin-1"), "This is a line of text, not a key."),
    ],
)
def test_text_is_told_from_binary_data(content, said):
    assert unusable(content).message.startswith(said)


@pytest.mark.parametrize(
    ("write", "lost"),
    [
        (bytes, "78 of its 138 bytes"),
        (base64.b64encode, "104 of its 184 characters"),
        (bytes.hex, "156 of its 276 characters"),
    ],
    ids=["DER", "base64", "hexadecimal"],
)
def test_what_is_cut_off_is_counted_as_it_is_written(write, lost):
    message = f"The key is cut off: {lost} are missing. Copy it again."
    assert unusable(write(der_of("p256.p8")[:60])).message == message


def test_base64_around_base64_is_unwrapped_to_the_last():
    content = PEM.encode()
    for _ in range(12):
        content = base64.b64encode(content)
    assert key(content).public_pem == P256


def test_refusals_are_for_the_seam_to_catch():
    with pytest.raises(Refusal, match=r"^The file is empty\.$"):
        material.read(b"", Source("key", DEFAULTS))
