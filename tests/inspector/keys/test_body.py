"""Between BEGIN and END: headers go, the base64 is read whatever got into it, and a loss is counted."""

import base64

import pytest

from webapp.inspector.keys import body, damage, der
from webapp.inspector.keys.source import Refusal
from webapp.inspector.note import Note

from .samples import der_of, unusable

KEY = der_of("p256.p8")
TEXT = base64.b64encode(KEY).decode()
assert len(KEY) % 3 == 0  # so that no padding comes between


@pytest.mark.parametrize(
    ("text", "left", "cipher"),
    [
        ("\nAAAA\n", "\nAAAA\n", None),
        ("\r\nAAAA\rBBBB\r\n", "\nAAAA\nBBBB\n", None),
        ("\nComment: me\nAAAA\n", "\n\nAAAA\n", None),
        ("\nSubject: a \\\nlong one\n\nAAAA\n", "\n\n\nAAAA\n", None),
        ("\n> Version: 1\n> AAAA\n", "\n\n> AAAA\n", None),
        (
            "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n",
            "\n\n\n\nAAAA\n",
            ("AES-128-CBC", "00112233445566778899AABBCCDDEEFF"),
        ),
        (
            "Proc-Type: 4,ENCRYPTEDDEK-Info: DES-EDE3-CBC,0011223344556677AAAABBBB",
            "AAAABBBB",
            ("DES-EDE3-CBC", "0011223344556677"),
        ),
        ("DEK-Info: aes-256-cbc,0011\nAAAA", "\nAAAA", ("AES-256-CBC", "0011")),
        ("\nProc-Type: 4,ENCRYPTED\nAAAA", "\n\nAAAA", None),
    ],
)
def test_headers_are_taken_off(text, left, cipher):
    content = body.read(text)
    assert (content.text, content.cipher, content.notes) == (left, cipher, [])


@pytest.mark.parametrize(
    ("text", "standard", "notes"),
    [
        ("-_-_", "+/+/", [damage.URL_SAFE.note()]),
        ("АAAA", "AAAA", [damage.LOOKALIKE.note("“А” (cyrillic capital letter a)", "A")]),
        ("AAοA", "AAoA", [damage.LOOKALIKE.note("“ο” (greek small letter omicron)", "o")]),
        (
            "А-",
            "A+",
            [damage.LOOKALIKE.note("“А” (cyrillic capital letter a)", "A"), damage.URL_SAFE.note()],
        ),
    ],
)
def test_other_alphabets_are_turned_back(text, standard, notes):
    content = body.read(text)
    assert (content.text, content.notes) == (standard, notes)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("AQID", b"\1\2\3"),
        ("AQ==", b"\1"),
        ("AQ", b"\1"),
        ("\n> A Q\r\n\tI D\n", b"\1\2\3"),
        ('"AQ" +\n  "ID";', b"\1\2\3"),
        ("'AQ' .\n'ID' .\n", b"\1\2\3"),
        ("“AQ”,\n`ID`|*#", b"\1\2\3"),
        ("A+/D", b"\3\xef\xc3"),
        ("AQIDB", b"\1\2\3"),
    ],
)
def test_base64_is_read_through_its_decoration(text, data):
    assert body.decoded(text) == data


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Nothing stands between its BEGIN and END lines."),
        (" \n > == ", "Nothing stands between its BEGIN and END lines."),
        ("AQ…", "“…” stands inside it: a part of the key was left out. Copy the whole key."),
        ("AQ...ID", "“.” stands inside it: a part of the key was left out. Copy the whole key."),
        (
            "AQ=ID",
            "The character “=” (equals sign) stands inside it, which is not base64. Copy the key again.",
        ),
        (
            "A1:B",
            "The character “:” (colon) stands inside it, which is not base64. Copy the key again.",
        ),
        (
            "Aß€",
            "The character “ß” (latin small letter sharp s) stands inside it, which is not base64. "
            "Copy the key again.",
        ),
        (
            "A\0",
            "The character U+0000 (a control character) stands inside it, which is not base64. "
            "Copy the key again.",
        ),
        (
            "A\ufffd",
            "The character “\ufffd” (replacement character) stands inside it, which is not base64. "
            "Copy the key again.",
        ),
    ],
)
def test_what_is_no_base64_is_quoted(text, message):
    with pytest.raises(Refusal) as refused:
        body.decoded(text)
    assert (refused.value.code, str(refused.value)) == ("damaged", message)


def lost(data, text):
    """What is said of a body whose key is cut off, if it is."""
    try:
        body.check_whole(data, text)
    except Refusal as refusal:
        return refusal.code, str(refusal), refusal.notes
    return None


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 63, 150])
def test_characters_that_are_missing_are_counted(count):
    cut = TEXT[:-count]
    verb = "is" if count == 1 else "are"
    message = f"The key is cut off: {count} of its 184 characters {verb} missing. Copy it again."
    said = ("truncated", message, (Note("key.truncated", message),))
    assert lost(body.decoded(cut), cut) == said
    assert lost(body.decoded(cut), "\n".join(["", *cut, ""]) + "==") == said


def test_bytes_that_are_missing_are_counted():
    for count, verb in ((1, "is"), (2, "are")):
        said = f"The key is cut off: {count} of its 138 bytes {verb} missing. Copy it again."
        assert unusable(KEY[:-count]).message == said


def claiming(lacking):
    """DER of which so many bytes are missing."""
    return der.element(der.SEQUENCE, bytes(70_000))[: -lacking or None]


@pytest.mark.parametrize(("lacking", "told"), [(0, False), (1, True), (65_536, True), (65_537, False)])
def test_a_length_that_claims_too_much_is_wrong_rather_than_a_loss(lacking, told):
    assert (lost(claiming(lacking), "") is not None) is told


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x04\x05\1", b"openssh-key-v1\0", KEY, KEY + b"\0"])
def test_what_lacks_nothing_is_let_through(data):
    assert lost(data, "") is None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (TEXT, []),
        (TEXT + "A", [damage.ODD_CHARACTER.note()]),
        (TEXT + "\nA\n", [damage.ODD_CHARACTER.note()]),
        (TEXT + "AA", []),  # which is a byte too many, and said elsewhere
        (TEXT[:-3], []),  # which is cut off, and said elsewhere
    ],
    ids=["whole", "one more", "on its own line", "two more", "three lost"],
)
def test_one_character_too_many_is_told(text, notes):
    assert body.left_over(text, body.decoded(text)) == notes


def test_encrypted_block_is_written_as_openssl_writes_it():
    content = body.read("Proc-Type: 4,ENCRYPTED DEK-Info: DES-EDE3-CBC,0011223344556677 " + "QUJD" * 17)
    assert content.encrypted_pem("EC PRIVATE KEY").decode() == (
        "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0011223344556677\n\n"
        f"{'QUJD' * 16}\nQUJD\n-----END EC PRIVATE KEY-----\n"
    )


@pytest.mark.parametrize(
    ("cipher", "digits"),
    [("AES-256-CBC", 32), ("CAMELLIA-128-CBC", 32), ("DES-CBC", 16), ("DES-EDE3-CBC", 16), ("RC2-CBC", 16)],
)
def test_vector_that_is_cut_off_is_counted(cipher, digits):
    for there in (1, digits - 1):
        content = body.read(f"DEK-Info: {cipher},{'0' * there}\nQUJD")
        with pytest.raises(Refusal) as refused:
            content.encrypted_pem("EC PRIVATE KEY")
        assert refused.value.code == "truncated"
        assert str(refused.value) == f"Its DEK-Info line is cut off: {cipher} wants {digits} digits there."
    assert body.read(f"DEK-Info: {cipher},{'0' * digits}\nQUJD").encrypted_pem("EC PRIVATE KEY")
