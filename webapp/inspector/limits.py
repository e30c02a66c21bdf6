"""How much work one report may cost. Beyond a limit the inspector says so and goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one examination; the defaults are those of the documentation."""

    token_characters: int = 1024 * 1024
    tokens: int = 20
    keys: int = 200
    key_bytes: int = 256 * 1024
    json_depth: int = 64
    json_digits: int = 1000
    json_values: int = 10_000
    disclosures: int = 1000
    signatures: int = 20  # of one token
    nesting: int = 4  # tokens within tokens
    certificates: int = 20
    rsa_bits: int = 16_384
    pbes2_rounds: int = 1_000_000
    inflated_bytes: int = 256 * 1024
    search_seconds: float = 0.3
    deep_search_seconds: float = 3.0


DEFAULTS = Limits()
