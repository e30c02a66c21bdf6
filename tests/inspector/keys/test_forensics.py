"""The forms a `.p8` from Apple arrives in: each is read and named as it should, here and by others."""

from typing import NamedTuple

import pytest

from webapp.inspector.keys.overlooked import Program
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.kinds import KINDS

from .programs import ASKED, reading
from .samples import PASSWORD, data, der_of, ids, messages, rows, text

LIBRARY = {Program.COMMAND, Program.NODE, Program.PHP, Program.RUBY}
ALL = {*ASKED}
NONE: set[Program] = set()
WHOLE = text("AuthKey_7XK4Q2M9RT.p8")
BEGIN, *BODY, END = WHOLE.split("\n")
PKCS8 = text("p256.p8")


class Form(NamedTuple):
    """A form of key file: who reads it, and what is said of it here: a note's id or a code, and words."""

    content: str | bytes
    readers: set[Program]
    id: str
    words: tuple[str, ...] = ()
    password: str | None = None


FORMS = {
    # sound
    "as downloaded": Form(WHOLE, ALL, "key.private_supplied"),
    "CRLF": Form(WHOLE.replace("\n", "\r\n"), ALL, "key.damaged_pem", ("CR LF", "Every language")),
    "BOM": Form(
        "\ufeff" + WHOLE,
        ALL - {Program.JAVA, Program.GO},
        "key.damaged_pem",
        ("byte order mark", "Java and Go refuse"),
    ),
    "trailing blanks": Form(WHOLE.replace("\n", "  \n"), ALL, "key.private_supplied"),
    "body on one line": Form(f"{BEGIN}\n{''.join(BODY)}\n{END}", ALL, "key.private_supplied"),
    # which Python, and Java, overlook
    "breaks turned into blanks": Form(
        WHOLE.replace("\n", " "),
        {Program.PYTHON, Program.JAVA},
        "key.damaged_pem",
        ("one line, with blanks", "OpenSSL, Node, PHP, Ruby and Go refuse"),
    ),
    "breaks removed": Form(
        WHOLE.replace("\n", ""), {Program.PYTHON, Program.JAVA}, "key.damaged_pem", ("breaks are lost",)
    ),
    "quoted": Form(
        f'"{WHOLE}"', {Program.PYTHON}, "key.damaged_pem", ("quotation marks", "Java and Go refuse")
    ),
    "indented": Form(
        "\n".join("  " + line for line in [BEGIN, *BODY, END]),
        {Program.PYTHON, Program.JAVA},
        "key.damaged_pem",
        ("indented",),
    ),
    "CR only": Form(
        WHOLE.replace("\n", "\r"), {Program.PYTHON, Program.JAVA}, "key.damaged_pem", ("old Macs",)
    ),
    # which hardly anybody overlooks
    "escaped breaks": Form(WHOLE.replace("\n", "\\n"), NONE, "key.damaged_pem", ("\\n", "all refuse")),
    "body only": Form(
        "\n".join(BODY), {Program.JAVA}, "key.damaged_pem", ("BEGIN and END lines are missing", "Cognito")
    ),
    "no END": Form("\n".join([BEGIN, *BODY]), {Program.JAVA}, "key.damaged_pem", ("END line is missing",)),
    "four dashes": Form(WHOLE.replace("-----", "----"), NONE, "key.damaged_pem", ("4 dashes",)),
    "typographic dashes": Form(WHOLE.replace("-----", "—"), NONE, "key.damaged_pem", ("typographic",)),
    "blank lines": Form(
        WHOLE.replace("\n", "\n\n"),
        {Program.JAVA, Program.GO},
        "key.damaged_pem",
        ("blank line", "Ruby and Python refuse"),
    ),
    "base64url": Form(WHOLE.replace("+", "-").replace("/", "_"), NONE, "key.damaged_pem", ("base64url",)),
    "UTF-16": Form(WHOLE.encode("utf-16"), NONE, "key.damaged_pem", ("UTF-16",)),
    "truncated": Form(
        "\n".join([BEGIN, *BODY[:2], END]), NONE, "truncated", ("72 of its 200 characters are missing",)
    ),
    # the wrong label
    "PKCS#8 as EC": Form(
        PKCS8.replace("PRIVATE", "EC PRIVATE"),
        LIBRARY | {Program.GO},
        "key.damaged_pem",
        ("labelled “EC PRIVATE KEY”", "Python and Java refuse"),
    ),
    "PKCS#8 as RSA": Form(
        PKCS8.replace("PRIVATE", "RSA PRIVATE"),
        {Program.COMMAND, Program.GO},
        "key.damaged_pem",
        ("The openssl command and Go overlook",),
    ),
    "SEC 1 as PKCS#8": Form(
        text("p256.sec1.pem").replace("EC PRIVATE", "PRIVATE"),
        {Program.COMMAND},
        "key.damaged_pem",
        ("openssl pkcs8 -topk8 -nocrypt", "The openssl command overlooks"),
    ),
    "PKCS#1 as PKCS#8": Form(
        text("rsa.pkcs1.pem").replace("RSA PRIVATE", "PRIVATE"),
        {Program.COMMAND},
        "key.damaged_pem",
        ("The openssl command overlooks", "Java and Go refuse"),
    ),
    # another form
    "SEC 1": Form(
        text("p256.sec1.pem"),
        LIBRARY | {Program.PYTHON},
        "key.other_format",
        ("Java’s", "Go’s", "importPKCS8"),
    ),
    "SEC 1 with parameters": Form(
        text("p256.sec1-parameters.pem"), LIBRARY | {Program.PYTHON}, "key.other_format", ("older form",)
    ),
    "DER": Form(
        der_of("p256.p8"),
        {Program.COMMAND, Program.RUBY},
        "key.other_format",
        ("Node, PHP, Python, Java and Go", "openssl pkey -inform DER"),
    ),
    "PKCS#8 of version 2": Form(
        data("ed25519-version-2.pem"),
        {Program.JAVA, Program.GO},
        "key.other_format",
        ("OpenSSL 3.0", "Java and Go"),
    ),
    "OpenSSH": Form(data("ssh-ecdsa"), NONE, "key.other_format", ("form of OpenSSH",)),
    "encrypted PKCS#8": Form(data("p256.encrypted.pem"), NONE, "encrypted", ("password",)),
    "encrypted SEC 1": Form(data("p256.encrypted-sec1.pem"), NONE, "encrypted", ("password",)),
    "encrypted, opened": Form(data("p256.encrypted.pem"), NONE, "key.encrypted", ("openssl pkey",), PASSWORD),
    # another key: read, and none of ES256
    "RSA": Form(data("rsa.pem"), ALL, "key.private_supplied"),
    "Ed25519": Form(data("ed25519.pem"), ALL, "key.private_supplied"),
    "P-384": Form(data("p384.pem"), ALL, "key.private_supplied"),
    "P-521": Form(data("p521.pem"), ALL, "key.private_supplied"),
    "secp256k1": Form(data("secp256k1.pem"), ALL - {Program.GO}, "key.private_supplied"),
    # no private key, or none at all
    "certificate": Form(data("p256.crt"), NONE, "key.certificate", ("certificate",)),
    "certificate request": Form(data("p256.csr"), NONE, "certificate-request", ("certificate request",)),
    "path": Form("/home/me/AuthKey_7XK4Q2M9RT.p8", NONE, "not-a-key", ("path of a file",)),
    "token": Form("eyJhbGciOiJFUzI1NiJ9.e30.AAAA", NONE, "a-token", ("token, not a key",)),
    "web page": Form("<!doctype html><html></html>", NONE, "not-a-key", ("web page",)),
    "empty": Form("", NONE, "empty", ("empty",)),
}


def contents():
    return tuple(
        form.content.encode() if isinstance(form.content, str) else form.content for form in FORMS.values()
    )


@pytest.mark.parametrize("name", FORMS)
def test_form_is_read_and_named(name):
    form = FORMS[name]
    [row] = rows(form.content, "AuthKey_7XK4Q2M9RT.p8", form.password)
    assert row.name == "AuthKey_7XK4Q2M9RT.p8"
    code = getattr(row, "code", None)
    assert form.id in (ids(row) if code is None else [code])
    said = messages(row) + getattr(row, "message", "")
    assert all(words in said for words in form.words), said
    assert code is not None or row.key_id == "7XK4Q2M9RT"


@pytest.mark.parametrize("program", ASKED)
def test_form_is_read_by_those_who_are_said_to_read_it(program):
    for (name, form), read in zip(FORMS.items(), reading(program, contents()), strict=True):
        assert read == (program in form.readers), name


@pytest.mark.parametrize("name", FORMS)
def test_every_note_leads_to_a_page(name):
    for row in rows(FORMS[name].content):
        assert set(ids(row)) <= set(KINDS["causes"].known(BUILT_IN))


@pytest.mark.parametrize(
    ("name", "size", "begin"),
    [
        ("AuthKey_7XK4Q2M9RT.p8", 150, "MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg"),
        ("p256.p8", 138, "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg"),
        ("p256.sec1.pem", 121, "MHcCAQEEI"),
        ("p256.public.pem", 91, "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"),
    ],
)
def test_one_key_in_each_of_its_structures(name, size, begin):
    assert len(der_of(name)) == size
    assert text(name).split("-----")[2].strip().startswith(begin)
    [row], [own] = rows(text(name)), rows(PKCS8)
    assert row.public_pem == own.public_pem
