"""The key is not the one that signed."""

from collections.abc import Iterable

from .cause import Axis, Evidence, Guess, cause


@cause(
    Axis.FACT,
    cost=5,
    fix="Give the key whose Key ID the header names, "
    "or write the Key ID of your key into the header and sign again.",
)
def kid_filename(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The header names another key than the file that was given."""
    kid = evidence.token.header.text_of("kid")
    named = [key for key in evidence.keys if key.key_id]
    if kid and named and all(key.key_id != kid for key in named):
        yield Guess(None, f"The header says key {kid}; the file given is for key {named[0].key_id}.")
