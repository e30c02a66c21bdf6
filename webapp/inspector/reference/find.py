"""Finding a name: the words one looks for, and the names most like one that is not there."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 100  # characters of what is asked for
_MOST = 5


def holds(query: str, *texts: str) -> bool:
    """Whether every word of `query` occurs in one of `texts`, upper and lower case alike."""
    all_ = "\n".join(texts).casefold()
    return all(word in all_ for word in query[:_LONGEST].casefold().split())


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names most like `name`, the likest first; in another case it is the likest of all."""
    folded = {it.casefold(): it for it in names}
    close = get_close_matches(name[:_LONGEST].casefold(), folded, _MOST, 0.6)
    return tuple(folded[it] for it in close)
