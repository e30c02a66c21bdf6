"""The snippets are run as the page shows them, and what they make is verified by us and by PyJWT.

Run: those for Python, Node, PHP (its own functions and phpseclib), Ruby, the JDK and Go. Not run, since
Debian has no such libraries, and held against documentation and source instead: firebase/php-jwt, JJWT (whose
lines were run once by hand, with 0.13.0), C# and Swift. Of these the syntax is checked. The page says of each
whether it is run.
"""

import base64
import hashlib
import json
import subprocess
from pathlib import Path

import jwt
import pytest
import tree_sitter
import tree_sitter_c_sharp
import tree_sitter_swift
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwe
from joserfc.jwk import RSAKey

from webapp.inspector import examine
from webapp.inspector.encryption import Status as Opening
from webapp.inspector.example import NOW
from webapp.inspector.recipes import RECIPES
from webapp.inspector.signature import Status
from webapp.inspector.submission import Submission

from ...other_languages import program
from ..signature.workshop import ED25519, RSA, SECRET, pem, verified
from .workplace import CLAIMS, every, furnish, key_of, public_pem, run

UNCHECKED = dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat", "verify_aud"), False)
TESTED = every(tested=True)
SIGNING = [row for row in TESTED if row[1].id.startswith("sign-") or row[1].id == "decode-secret"]


def of(*recipes, rows=TESTED):
    chosen = [row for row in rows if row[1].id in recipes] if recipes else rows
    return pytest.mark.parametrize(
        ("recipe", "language", "text"), [row[1:] for row in chosen], ids=[row[0] for row in chosen]
    )


def made(folder, recipe, language, text, **furniture):
    """What the snippet writes."""
    ended = run(folder, language, text, furnish(folder, recipe, **furniture))
    assert ended.status == 0, ended.errors
    return ended.output


def sound(recipe, token):
    """The claims of a token, which verifies here and with PyJWT."""
    algorithm = recipe.algorithms[0] if recipe.algorithms else "HS256"
    if algorithm == "HS256":
        key, verdict = SECRET, verified(token, secret=SECRET)
    else:
        key, verdict = key_of(recipe).public_key(), verified(token, pem(key_of(recipe)))
    assert verdict.status is Status.VERIFIED
    header = jwt.get_unverified_header(token)
    assert (header["alg"], header["kid"]) == (algorithm, "key-1")
    return jwt.decode(token, key, [algorithm], options=UNCHECKED)


@of(rows=SIGNING)
def test_what_it_signs_verifies(tmp_path, recipe, language, text):
    claims = sound(recipe, made(tmp_path, recipe, language, text))
    assert (claims["iss"], claims["sub"]) == ("https://issuer.example", "alice")
    assert claims["exp"] - claims["iat"] == 300
    assert [type(claims[name]) for name in ("iat", "exp")] == [int, int]


@of("encrypt-rsa-oaep")
def test_what_it_encrypts_is_opened(tmp_path, recipe, language, text):
    token = made(tmp_path, recipe, language, text)
    [read] = examine(Submission(token, (pem(RSA),)), NOW).tokens
    assert read.decryption.status is Opening.DECRYPTED
    key = RSAKey.import_key(pem(RSA).data)
    opened = jwe.decrypt_compact(token, key, algorithms=["RSA-OAEP-256", "A256GCM"])
    assert opened.headers() == {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "key-1"}
    assert json.loads(opened.plaintext) == {"sub": "alice"}


@of("read-secret")
def test_secret_is_read_without_what_stands_around_it(tmp_path, recipe, language, text):
    fingerprint = hashlib.sha256(SECRET.encode()).hexdigest()[:16]
    assert made(tmp_path, recipe, language, text) == fingerprint


@of("read-secret")
@pytest.mark.parametrize("secret", ["", "short\n", "31 bytes and a newline are less\n"])
def test_short_secret_is_refused(tmp_path, recipe, language, text, secret):
    ended = run(tmp_path, language, text, furnish(tmp_path, recipe, secret=secret))
    assert ended.status != 0
    assert "HS256 wants 32 bytes" in ended.output + ended.errors


@of("key-from-variable")
def test_key_is_read_in_spite_of_its_line_breaks(tmp_path, recipe, language, text):
    shown = public_pem(key_of(recipe)).strip() if language != "java" else "EC key read"
    assert made(tmp_path, recipe, language, text) == shown


@of("publish-public-key")
def test_public_half_is_published(tmp_path, recipe, language, text):
    x = base64.urlsafe_b64encode(ED25519.public_key().public_bytes_raw()).rstrip(b"=").decode()
    published = json.loads(made(tmp_path, recipe, language, text))
    assert {name: published.pop(name) for name in ("kty", "crv", "x")} == {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": x,
    }
    assert published == {"kid": "key-1"}


@of("change-claim")
def test_claim_is_changed_and_signed(tmp_path, recipe, language, text):
    token = made(tmp_path, recipe, language, text)
    assert verified(token, pem(key_of(recipe))).status is Status.VERIFIED
    assert jwt.get_unverified_header(token)["kid"] == "key-1"
    claims = jwt.decode(token, key_of(recipe).public_key(), ["ES256"])
    assert claims == {**CLAIMS, "role": "reader"}


@of("change-claim")
def test_claims_of_a_stranger_are_not_signed(tmp_path, recipe, language, text):
    stranger = ec.generate_private_key(ec.SECP256R1())
    ended = run(tmp_path, language, text, furnish(tmp_path, recipe, signer=stranger))
    assert ended.status != 0
    assert "eyJ" not in ended.output


@of("write-dates")
def test_dates_are_whole_seconds(tmp_path, recipe, language, text):
    dates = json.loads(made(tmp_path, recipe, language, text))
    assert dates["exp"] == 1893456000
    assert [type(date) for date in dates.values()] == [int, int]
    assert len(str(dates["iat"])) == 10


def test_every_recipe_is_tested():
    told = {
        "encrypt-rsa-oaep",
        "read-secret",
        "key-from-variable",
        "publish-public-key",
        "change-claim",
        "write-dates",
    }
    assert {row[1].id for row in SIGNING} | told == set(RECIPES)


UNTESTED = every(tested=False)
PHP = [row for row in UNTESTED if row[2] == "php"]


@of(rows=PHP)
def test_syntax_of_php_is_right(tmp_path, recipe, language, text):
    (tmp_path / "script.php").write_text(text, "utf-8")
    command = [program("php"), "-l", tmp_path / "script.php"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_syntax_of_java_is_right(tmp_path):
    for row in UNTESTED:
        if row[2] == "java":
            (tmp_path / f"{row[0]}.java").write_text(row[3], "utf-8")
    files = sorted(tmp_path.iterdir())
    command = [program("java"), Path(__file__).parent / "Parse.java", *files]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert files
    assert ended.stdout == ""


GRAMMARS = {"cs": tree_sitter_c_sharp, "swift": tree_sitter_swift}


def faults(node):
    """Where the text does not follow the grammar."""
    if node.is_error or node.is_missing:
        yield f"{node.type} in line {node.start_point.row + 1}"
    elif node.has_error:
        for child in node.children:
            yield from faults(child)


def syntax_faults(language, text):
    parser = tree_sitter.Parser(tree_sitter.Language(GRAMMARS[language].language()))
    return list(faults(parser.parse(text.encode()).root_node))


@of(rows=[row for row in UNTESTED if row[2] in GRAMMARS])
def test_syntax_of_c_sharp_and_swift_is_right(recipe, language, text):
    assert syntax_faults(language, text) == []


@pytest.mark.parametrize(
    ("language", "text"), [("cs", "var x = 1\nvar y = 2;"), ("swift", "let x = (1 +\nprint(x)")]
)
def test_wrong_syntax_is_noticed(language, text):
    assert syntax_faults(language, text)


def test_syntax_of_all_that_is_not_run_is_checked():
    assert {row[2] for row in UNTESTED} == {"php", "java", *GRAMMARS}


@of(rows=[row for row in TESTED if row[2] == "go"])
def test_go_is_formatted_as_go_wants_it(tmp_path, recipe, language, text):
    (tmp_path / "script.go").write_text(text, "utf-8")
    command = [program("gofmt"), tmp_path / "script.go"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == (text, "")
