"""What an operator may decide, read from the environment once, at start.

Each setting is a row of `SETTINGS`; the README's table and the refusal of a wrong value are made
from the rows. The variable is the setting's name in capitals behind `JWTCLINIC_`.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from flask import current_app

from . import kinds
from .fetch import NOBODY, Allowed
from .inspector.limits import DEFAULTS, Limits
from .kinds import KIB, MIB, Kind

PREFIX = "JWTCLINIC_"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class WrongSetting(ValueError):
    """A setting that cannot be used; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row. `limit` names the attribute of `Limits` that the setting gives, if it is one."""

    name: str
    default: Any
    kind: Kind
    meaning: str
    limit: str = ""

    @property
    def variable(self) -> str:
        return PREFIX + self.name.upper()

    def read(self, environ: Mapping[str, str]) -> Any:
        """The value of the variable; the default when it is not set, or empty."""
        text = environ.get(self.variable, "").strip()
        try:
            return self.kind.read(text) if text else self.default
        except ValueError:
            raise WrongSetting(f"{self.variable} is “{text}”; it must be {self.kind.allowed}.") from None


def _limit(name: str, field: str, kind: Kind, meaning: str) -> Setting:
    return Setting(name, getattr(DEFAULTS, field), kind, meaning, limit=field)


_ADDRESS = kinds.text(
    r"[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+", "an IP address or a host name, without scheme or port"
)
_PATH = kinds.text(
    "(/[A-Za-z0-9._~-]+)*", "a path that begins with / and does not end with one, such as /jwt"
)
_NAMES = kinds.names("host names with commas between them, without scheme or port, or * for any")

_ASKED = Kind(
    "host names, *.names and private networks with commas between them, such as "
    "login.example.com,*.okta.com,10.0.0.0/8",
    Allowed.read,
)

SETTINGS = (
    Setting("host", "127.0.0.1", _ADDRESS, "address to listen on; 0.0.0.0 or :: lets other machines in"),
    Setting("port", 8080, kinds.whole(0, 65_535), "port to listen on; 0 picks a free one"),
    Setting("workers", 2, kinds.whole(1, 64), "processes that answer requests"),
    Setting("threads", 8, kinds.whole(1, 256), "requests one process reads and answers at a time"),
    Setting("concurrent", 4, kinds.whole(1, 256), "examinations one process makes at a time"),
    Setting("prefix", "", _PATH, "path under which a proxy shows the clinic"),
    Setting("trusted_proxies", 0, kinds.whole(0, 10), "proxies in front whose X-Forwarded-… are believed"),
    Setting("trusted_hosts", (), _NAMES, "names it answers to, besides loopback and its address"),
    Setting("profiles", None, kinds.folder(), "folder with your own profiles, one TOML file each"),
    Setting("allow_fetch", NOBODY, _ASKED, "hosts that keys may be fetched from, by address; else none"),
    Setting("roots", None, kinds.folder(), "folder with certificates of roots that chains may end in"),
    Setting("max_body", 2 * MIB, kinds.size(64 * KIB, 64 * MIB), "largest request; it is held in memory"),
    _limit("max_token", "token_characters", kinds.size(KIB, 16 * MIB), "characters read of one token"),
    _limit("max_tokens", "tokens", kinds.whole(1, 1000), "tokens of one paste that are judged"),
    _limit("max_keys", "keys", kinds.whole(1, 1000), "keys of one request that are tried"),
    _limit("max_key", "key_bytes", kinds.size(KIB, 4 * MIB), "largest key file"),
    _limit("max_depth", "json_depth", kinds.whole(8, 200), "brackets within brackets that are read as JSON"),
    _limit("max_digits", "json_digits", kinds.whole(20, 4000), "digits of a number still read as one"),
    _limit("max_values", "json_values", kinds.whole(100, 1_000_000), "values read of one header or payload"),
    _limit("max_disclosures", "disclosures", kinds.whole(1, 100_000), "disclosures read of one SD-JWT"),
    _limit("max_certificates", "certificates", kinds.whole(1, 100), "certificates read of one chain"),
    _limit("max_signatures", "signatures", kinds.whole(1, 1000), "signatures of one token that are judged"),
    _limit("max_nesting", "nesting", kinds.whole(0, 10), "tokens within tokens that are opened"),
    _limit("max_rsa_bits", "rsa_bits", kinds.whole(2048, 65_536), "largest RSA modulus that is tried"),
    _limit("max_pbes2_rounds", "pbes2_rounds", kinds.whole(1000, 10_000_000), "rounds of PBES2 in one paste"),
    _limit("max_inflated", "inflated_bytes", kinds.size(KIB, 16 * MIB), "most that a compressed JWE holds"),
    _limit("search", "search_seconds", kinds.seconds(10), "time to look for a signature's fault"),
    _limit("deep_search", "deep_search_seconds", kinds.seconds(60), "the same, when asked to look deeper"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation; the rows of `SETTINGS` say what each is for."""

    host: str
    port: int
    workers: int
    threads: int
    concurrent: int
    prefix: str
    trusted_proxies: int
    trusted_hosts: tuple[str, ...]
    profiles: Path | None
    allow_fetch: Allowed
    roots: Path | None
    max_body: int
    limits: Limits

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Read every setting; WrongSetting on the first that is unknown or not allowed."""
        _refuse_unknown(environ)
        limits = {row.limit: row.read(environ) for row in SETTINGS if row.limit}
        return cls(
            limits=Limits(**limits),
            **{row.name: row.read(environ) for row in SETTINGS if not row.limit},
        )

    @property
    def host_names(self) -> tuple[str, ...]:
        """Every host name that is answered to; empty for any."""
        own = f"[{self.host}]" if ":" in self.host else self.host
        return () if "*" in self.trusted_hosts else (*LOOPBACK, own.lower(), *self.trusted_hosts)


@contextmanager
def exit_on_wrong_setting() -> Iterator[None]:
    """Within it, a wrong setting is one sentence on standard error and ends the process with status 2."""
    try:
        yield
    except WrongSetting as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def current_settings() -> Settings:
    """The settings of the application that answers the current request."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [row.name.upper() for row in SETTINGS]
    for variable in environ:
        name = variable.removeprefix(PREFIX)
        if name != variable and name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else f"after {PREFIX} comes {', '.join(known)}."
            raise WrongSetting(f"{variable} is not a setting; {hint}")


def table() -> str:
    """Every setting as a row of Markdown; the README's table is this one."""
    rows = [
        f"| `{row.variable}` | {_code(row.kind.write(row.default))} | {row.meaning} | {row.kind.allowed} |"
        for row in SETTINGS
    ]
    return "\n".join(("| variable | default | what it is | allowed |", "|---|---|---|---|", *rows))


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
