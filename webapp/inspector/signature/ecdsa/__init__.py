"""The two numbers of an ECDSA signature were packed in another way, or belong to another curve."""

from . import asn1, curve, numbers, value
from .asn1 import unwrapped

__all__ = ["asn1", "curve", "numbers", "unwrapped", "value"]
