"""What is wrong with, or worth knowing of, a document that is no token: a key set, a discovery document."""

from dataclasses import dataclass

from .rule import Citation, Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """`id` is a name for the kind of fault, `place` leads to it within the document: `keys[0].alg`."""

    id: str
    severity: Severity
    place: str
    message: str
    citation: Citation

    @property
    def help(self) -> str:
        """The address of the page about this kind."""
        return f"/remarks/{self.id}"


def worst(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """The same, the worst first."""
    order = list(Severity)
    return tuple(sorted(remarks, key=lambda it: order.index(it.severity)))
