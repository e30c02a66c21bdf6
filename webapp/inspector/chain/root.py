"""Which root a chain ends in, and whether anybody said that it is to be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .certificate import Certificate

# Roots that are known, by their SHA-256 fingerprint; which tokens may end in one, a profile says.
WELL_KNOWN: Mapping[str, str] = {
    "63:34:3A:BF:B8:9A:6A:03:EB:B5:7E:9B:3F:5F:A7:BE:7C:4F:5C:75:6F:30:17:B3:A8:C4:88:C3:65:3E:91:79": (
        "Apple Root CA - G3"
    ),
}


class Trust(StrEnum):
    """Who says that a root is to be trusted."""

    GIVEN = "given"  # beside the token, or in the folder of roots
    PROFILE = "profile"  # its fingerprint stands in the profile
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Root:
    """Where a chain ends. `outside` is the root's certificate, where it is not among those of the token."""

    name: str
    trust: Trust
    message: str
    outside: Certificate | None = None


def root_of(chain: Sequence[Certificate], anchors: Sequence[Certificate], named: Mapping[str, str]) -> Root:
    """The root of `chain`; `named` gives the fingerprints of the profile's roots by their names."""
    return _included(chain, anchors, named) or _left_out(chain[-1], anchors) or _unknown(chain[-1])


def _included(
    chain: Sequence[Certificate], anchors: Sequence[Certificate], named: Mapping[str, str]
) -> Root | None:
    given = {anchor.data for anchor in anchors}
    fingerprints = {fingerprint: name for name, fingerprint in named.items()}
    for certificate in chain:
        if certificate.data in given:
            return Root(
                certificate.name, Trust.GIVEN, f"It ends in “{certificate.name}”, a root that was given."
            )
        if name := fingerprints.get(certificate.fingerprint):
            return Root(name, Trust.PROFILE, f"It ends in {name}, told by its SHA-256 fingerprint.")
    return None


def _left_out(last: Certificate, anchors: Sequence[Certificate]) -> Root | None:
    for anchor in anchors:
        if last.signed_by(anchor):
            message = f"It ends in “{anchor.name}”, a root that was given and that a token may leave out."
            return Root(anchor.name, Trust.GIVEN, message, anchor)
    return None


def _unknown(last: Certificate) -> Root:
    if known := WELL_KNOWN.get(last.fingerprint):
        message = (
            f"It ends in {known}, told by its fingerprint. Many certificates do, and this profile does not "
            "say which of them may sign such a token. If you trust them all, give that root as a key file."
        )
        return Root(known, Trust.NONE, message)
    if last.self_issued:
        message = (
            f"It ends in its own root “{last.name}”, which nobody has said to trust: anyone can make a chain "
            "like it. If you trust that root, give its certificate, from another source, as a key file."
        )
        return Root(last.name, Trust.NONE, message)
    message = (
        f"It ends with “{last.name}”, and the certificate of its issuer “{last.issuer_name}” is not here. "
        "Give the certificate of the root as a key file."
    )
    return Root(last.issuer_name, Trust.NONE, message)
