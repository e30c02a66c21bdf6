"""The two numbers of an ECDSA signature were packed in another way, or belong to another curve."""

from . import asn1, curve, numbers, value
from .asn1 import unwrapped
from .value import low_s

__all__ = ["asn1", "curve", "low_s", "numbers", "unwrapped", "value"]
