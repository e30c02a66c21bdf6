"""What is known of a registered name. The names are the registry's, the words are ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from ..profiles.sign import Type
from ..profiles.vocabulary import Mark
from ..rule import Citation

E = TypeVar("E")

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RegisteredClaim:
    """A claim. `type` lists the JSON types it may have and `form` says more of its value.

    `mark` says how sure meaning and type are: verified, if they were read in the document.
    `members` are those of its value, each with what it is.
    """

    name: str
    meaning: str
    type: tuple[Type, ...]
    group: str
    by: str  # who answers for the registration
    references: tuple[Citation, ...]
    form: str = ""
    mark: Mark = Mark.VERIFIED
    members: Mapping[str, str] = field(default_factory=lambda: NONE)


@dataclass(frozen=True, slots=True)
class RegisteredHeader:
    """A header parameter, of signed tokens (`jws`), encrypted ones (`jwe`) or both.

    `values` are some that are in use, each with what it says.
    """

    name: str
    meaning: str
    type: tuple[Type, ...]
    form: str = ""
    note: str = ""
    jws: Citation | None = None
    jwe: Citation | None = None
    values: Mapping[str, str] = field(default_factory=lambda: NONE)
    mark: Mark = Mark.REMEMBERED

    @property
    def references(self) -> tuple[Citation, ...]:
        """Who says so, each document once."""
        return tuple(dict.fromkeys(it for it in (self.jws, self.jwe) if it))


class Use(StrEnum):
    """What an algorithm is for."""

    SIGNATURE = "signature"  # the alg of a signed token
    KEY = "key"  # the alg of an encrypted token: how its content key is had
    CONTENT = "content"  # the enc of an encrypted token
    JWK = "jwk"  # the alg of a JWK, and of no token


@dataclass(frozen=True, slots=True)
class RegisteredAlgorithm:
    """An algorithm. `status` is the registry's word, where + and - say which way it will change.

    `key` is the key it takes as a noun phrase, `sizes` what has which length, `header` the header
    parameters that go with it.
    """

    name: str
    meaning: str
    use: Use
    status: str
    references: tuple[Citation, ...]
    key: str = ""
    key_types: tuple[str, ...] = ()
    hash: str = ""
    sizes: Mapping[str, str] = field(default_factory=lambda: NONE)
    header: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    note: str = ""
    mark: Mark = Mark.REMEMBERED

    @property
    def prohibited(self) -> bool:
        """Whether no token may name it."""
        return self.status == "Prohibited"


@dataclass(frozen=True, slots=True)
class KeyType:
    """A value of a JWK's `kty`, with the members such a key has besides."""

    name: str
    meaning: str
    status: str
    references: tuple[Citation, ...]
    public: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    curves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """A value of a JWK's `crv`."""

    name: str
    status: str
    serves: str  # the algorithms it is for


@dataclass(frozen=True, slots=True)
class Registry(Generic[E]):
    """One registry of IANA as of `date`: its entries, and names that are `seen` but not registered."""

    title: str
    url: str
    date: date
    entries: Mapping[str, E]
    seen: Mapping[str, str]
