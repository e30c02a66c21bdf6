"""Every rule, by id. A rule is added in the module of the subject it belongs to."""

from types import ModuleType

from ..rule import Rule
from . import claims, dates, header, practice, shape, signatures


def _rules_in(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


ALL_RULES: dict[str, Rule] = {
    rule.id: rule
    for module in (shape, header, claims, dates, practice, signatures)
    for rule in _rules_in(module)
}
