"""Keys that anybody can use or break: those of documents and examples, and those with the mark of ROCA."""

from collections.abc import Mapping

# The private halves of these are printed where everybody reads them. By RFC 7638 thumbprint.
PUBLISHED: Mapping[str, str] = {
    "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8": "RFC 7515, appendix A.2",
    "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U": "RFC 7515, appendix A.3",
    "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s": "RFC 7517, appendix A",
    "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs": "RFC 7517, appendix A",
    "dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M": "RFC 7520, section 3",
    "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k": "RFC 8037, appendix A",
    "oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY": "the example of jwt.io for RS256",
    "19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8": "the example of jwt.io for ES256",
}

# The library at fault chose primes as powers of 65537 modulo the product of small primes, and so
# each modulus is such a power modulo each of them (Nemec et al., 2017).
_ROCA_PRIMES = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)
_ROCA_POWERS = {prime: {pow(65537, power, prime) for power in range(prime)} for prime in _ROCA_PRIMES}


def made_by_roca(modulus: int) -> bool:
    """Whether an RSA modulus has the mark of CVE-2017-15361."""
    return all(modulus % prime in powers for prime, powers in _ROCA_POWERS.items())
