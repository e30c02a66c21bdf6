"""A folder with what snippets read, and a way to run them there: the page's own text, and nothing else."""

import base64
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from webapp.inspector.recipes import RECIPES

from ...other_languages import node_modules, program
from ..signature.workshop import ED25519, P256, RSA, SECRET, pem

KEYS = {"RS256": RSA, "PS256": RSA, "RSA-OAEP-256": RSA, "EdDSA": ED25519}
CLAIMS = {"iss": "https://issuer.example", "sub": "Jürgen", "iat": 1795400000, "exp": 4102444800}
PHPSECLIB = Path("/usr/share/php/phpseclib3/autoload.php")  # where Debian has it
GOLANG_JWT = Path("/usr/share/gocode/src/github.com/golang-jwt/jwt")
CHECKED = ["-d", "error_reporting=-1", "-d", "display_errors=stderr"]

COMMANDS = {
    "py": lambda: [sys.executable],
    "mjs": lambda: [program("node")],
    "php": lambda: [program("php"), *CHECKED],
    "rb": lambda: [program("ruby")],
    "java": lambda: [program("java")],
    "go": lambda: [program("go"), "run"],
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a snippet ended, and what it wrote."""

    status: int
    output: str
    errors: str


def every(tested):
    """Each snippet whose library is tested or not, as (language, recipe, library) and its text."""
    return [
        (f"{language.id}-{recipe.id}-{snippet.id}", recipe, language.id, snippet.text)
        for recipe in RECIPES.values()
        for language in recipe.languages
        for snippet in language.snippets
        if snippet.tested is tested
    ]


def key_of(recipe):
    """The private key that the snippets of a recipe find in private-key.pem."""
    if recipe.id == "publish-public-key":
        return ED25519
    return KEYS.get(next(iter(recipe.algorithms), ""), P256)


def public_pem(key):
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def furnish(folder: Path, recipe, *, secret="\ufeff" + SECRET + "\r\n", signer=P256):
    """Put everything into `folder` that a snippet of `recipe` reads."""
    private = pem(key_of(recipe)).data
    (folder / "private-key.pem").write_bytes(private)
    (folder / "public-key.pem").write_text(public_pem(key_of(recipe)), "ascii")
    (folder / "secret.txt").write_bytes(secret.encode())
    (folder / "token.txt").write_text(jwt.encode(CLAIMS, signer, "ES256") + "\n", "ascii")
    (folder / "vendor").mkdir()
    (folder / "vendor" / "autoload.php").write_text(f"<?php require '{PHPSECLIB}';", "ascii")
    text = base64.b64encode(SECRET.encode()).decode() if recipe.id == "decode-secret" else SECRET
    return {"JWT_SECRET": text, "PRIVATE_KEY": private.decode().replace("\n", "\\n")}


def with_golang_jwt(folder: Path) -> dict[str, str]:
    """Where Go finds golang-jwt without asking the network: version 5, or the 4 that Debian 12 has instead.

    The snippets are written for version 5, and what they use of it goes by the same names in 4.
    """
    versions = (GOLANG_JWT / "v5", GOLANG_JWT / "v4", GOLANG_JWT)
    found = next((path for path in versions if (path / "token.go").exists()), None)
    if found is None:
        pytest.skip("there is no golang-jwt")
    imported = folder / "go" / "src" / "github.com" / "golang-jwt" / "jwt" / "v5"
    imported.parent.mkdir(parents=True)
    imported.symlink_to(found)
    return {"GOPATH": str(folder / "go"), "GO111MODULE": "off"}


def run(folder: Path, language, text, variables) -> Ended:
    """Run a snippet in `folder`; the test is skipped where its language is missing."""
    if "phpseclib" in text and not PHPSECLIB.exists():
        pytest.skip("there is no phpseclib")
    script = folder / f"Script.{language}"
    script.write_text(text, "utf-8")
    if "golang-jwt" in text:
        variables = {**variables, **with_golang_jwt(folder)}
    if 'from "jose"' in text or 'from "jsonwebtoken"' in text:
        (folder / "node_modules").symlink_to(node_modules())
    ended = subprocess.run(
        [*COMMANDS[language](), script.name],
        cwd=folder,
        env={"HOME": tempfile.gettempdir(), **os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.strip(), ended.stderr)
