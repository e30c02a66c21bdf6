"""Secrets that everybody knows: the ones of examples, templates and forgotten settings.

Gathered from documentation, sample code and public reports of projects that ran with them. Anyone can
forge a token that is signed with one of them.
"""

DEFAULT_SECRETS = (
    # what a missing variable leaves behind
    "", "undefined", "null", "none", "nil", "false", "true", "[object Object]", "${JWT_SECRET}",
    "$JWT_SECRET", "{{JWT_SECRET}}", "%JWT_SECRET%", "<JWT_SECRET>", "process.env.JWT_SECRET", "JWT_SECRET",
    "JWT_SECRET_KEY", "SECRET_KEY", "APP_SECRET", "TOKEN_SECRET", "ACCESS_TOKEN_SECRET",
    # debuggers and documentation
    "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "secret", "secretkey", "secret-key", "secret key", "secret123", "mysecret", "my_secret", "my-secret",
    "mysecretkey", "my_secret_key", "my-secret-key", "mysupersecret", "supersecret", "super_secret",
    "super-secret", "supersecretkey", "super-secret-key", "topsecret", "top-secret", "verysecret",
    "very-secret", "your_secret", "your-secret", "yoursecret", "your_secret_key", "your-secret-key",
    "your_jwt_secret", "your-jwt-secret", "your_jwt_secret_key", "your-jwt-secret-key",
    "your-super-secret-key",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "super-secret-jwt-token-with-at-least-32-characters-long",  # Supabase on one's own machine
    "reallyreallyreallyreallyverysafe",  # PostgREST
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",  # FastAPI
    "jwt", "jwtsecret", "jwt-secret", "jwtsecretkey", "jwt-secret-key", "jwtkey", "jwt_key",
    "shhh", "shhhh", "shhhhh", "shhhhhared-secret", "keyboard cat",
    # placeholders
    "changeme", "change_me", "change-me", "change me", "changeit", "changethis", "change-this", "replaceme",
    "replace_me", "replace-me", "todo", "example", "sample", "placeholder", "default", "insecure", "password",
    "admin", "test", "test-secret", "testsecret", "dev", "dev-secret", "development", "local", "key",
    "privatekey", "token", "123456", "foobar", "s3cr3t",
)  # fmt: skip
_BY_SMALL_LETTERS = {default.lower(): default for default in DEFAULT_SECRETS}
_LONGEST = max(map(len, DEFAULT_SECRETS)) + 2


def known_default(secret: bytes) -> str | None:
    """The publicly known default that `secret` is, whatever the case of its letters, or None.

    A line break or blanks around it do not make it any less known.
    """
    if len(secret) > _LONGEST:
        return None
    return _BY_SMALL_LETTERS.get(secret.decode("utf-8", "replace").strip().lower())
