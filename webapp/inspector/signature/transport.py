"""The token lost something on its way that no clean-up gives back."""

from collections.abc import Iterable

from ..base64url import decode
from .cause import Axis, Evidence, Guess, cause

_FOLDED = 48  # letters, all of one case: chance would need 2 to the 47th tries
_DISTINCT = 8  # of them; a row of zeros is all A


@cause(
    Axis.ENCODING,
    cost=1,
    repairable=True,
    fix="Send base64url, which has no +; or percent-encode the form: a + in it means a blank.",
)
def plus_to_space(text: str, _: Evidence) -> Iterable[Guess]:
    """The + signs of the signature became blanks.

    The signature is standard base64 and was sent in a form, where + stands for a blank.
    """
    if " " in text:
        count = text.count(" ")
        restored = text.replace(" ", "+")
        yield Guess(
            decode(restored).bytes, f"With {count} + in the place of its blanks, the signature verifies."
        )


@cause(Axis.FACT, cost=1, fix="Copy the whole token, all three parts of it, from where it was made.")
def unsigned(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The token carries no signature at all.

    Only its first two parts were copied, as logs and debuggers show them decoded, or its maker never
    signed it. Without the third part nothing shows who wrote the token, and every receiver refuses it.
    """
    if not evidence.token.signature.text:
        yield Guess(None, "The third part is missing: nothing is there that could verify.")


@cause(
    Axis.FACT,
    cost=2,
    fix="Copy the token again; look for a column, a log line or a cookie that is too short for it.",
)
def truncated(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The end of the token is cut off."""
    length, proper = len(evidence.token.signature.bytes), _proper_length(evidence)
    if proper and 0 < length < proper:
        makes = f"with this key {evidence.algorithm.name} makes {proper}"
        says = f"The end of the signature is missing: it is {length} bytes, and {makes}."
        yield Guess(None, says)


@cause(
    Axis.FACT,
    cost=1,
    fix="Carry tokens through nothing that changes case: e-mail, DNS, some databases.",
)
def case_folded(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The letters of the signature lost their case.

    base64url tells capitals from small letters, so that the signature cannot be restored, unless it
    is an HMAC and the secret is at hand.
    """
    letters = [it for it in evidence.token.signature.text if it.isalpha()]
    if len(letters) >= _FOLDED and len(set(letters)) > _DISTINCT:
        for case, folded in (("a small letter", str.islower), ("a capital", str.isupper)):
            if all(map(folded, letters)):
                yield Guess(
                    None, f"Each of the signature's {len(letters)} letters is {case}: base64url has both."
                )


def _proper_length(evidence: Evidence) -> int | None:
    if evidence.algorithm.key_type != "RSA":
        return evidence.algorithm.length
    sizes = [(key.bits + 7) // 8 for key in evidence.keys if key.type == "RSA"]
    return min(sizes, default=None)
