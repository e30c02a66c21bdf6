"""Every rule, by id. A rule is added in the module of the subject it belongs to."""

from types import ModuleType

from ..rule import Rule, Rules
from . import (
    binding,
    chain,
    claims,
    dates,
    disclosures,
    encryption,
    header,
    identifiers,
    keys,
    lengths,
    lifetime,
    nested,
    parameters,
    practice,
    profile,
    request,
    serialisation,
    shape,
    signatures,
)


def _rules_in(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


_MODULES = (
    *(request, parameters, shape, serialisation, header, claims, dates, practice),
    *(profile, lifetime, identifiers, nested, disclosures, binding, encryption, lengths, signatures),
    *(keys, chain),
)

ALL_RULES = Rules(rule for module in _MODULES for rule in _rules_in(module))
