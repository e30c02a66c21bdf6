"""The HTTP request that a token was sent in, as far as the paste shows it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Where(StrEnum):
    """The part of a request in which a parameter travels."""

    QUERY = "query"
    FRAGMENT = "fragment"  # after the `#` of a URL; it stays in the browser
    BODY = "body"
    BASIC = "basic"  # the user name and password of HTTP Basic authentication
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `value` is what the receiver decodes, `raw` what stood in the request."""

    name: str
    value: str = field(repr=False)
    where: Where
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it would leave the client; what the paste does not show is empty."""

    method: str = ""
    url: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    parameters: tuple[Parameter, ...] = ()
    content_type: str = ""

    def values(self, name: str) -> tuple[str, ...]:
        """Every value of the parameter called `name`, in the order sent."""
        return tuple(parameter.value for parameter in self.parameters if parameter.name == name)

    def header(self, name: str) -> str | None:
        """The first header called `name`, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)
