"""Whom the clinic may ask for keys: the hosts and networks that the operator lists."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

HTTPS = 443

_HOST = re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*(:[0-9]{1,5})?")
_SHARED_64 = IPv6Network("64:ff9b::/96")  # an IPv4 address within an IPv6 one (RFC 6052 section 2.1)


@dataclass(frozen=True, slots=True)
class Allowed:
    """`hosts` are names, `*.` before one standing for every name below it, a port behind it if it is not 443.

    `networks` are the private ones in which those hosts may stand; a public address needs no leave.
    A single address is both: it may be named in a token, and it may be private.
    """

    hosts: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """The operator's list, with commas between its entries; ValueError on one that cannot be read."""
        entries = [entry.strip().lower() for entry in text.split(",")]
        networks = [network for entry in entries if (network := _network(entry))]
        hosts = [entry for entry in entries if not _network(entry) or _address(entry.strip("[]"))]
        if not all(_HOST.fullmatch(host) or _network(host) for host in hosts):
            raise ValueError
        return cls(tuple(hosts), tuple(networks))

    def __str__(self) -> str:
        """The list as the operator writes it."""
        ranges = (str(network) for network in self.networks if network.num_addresses > 1)
        return ",".join((*self.hosts, *ranges))

    def __bool__(self) -> bool:
        return bool(self.hosts)

    def names(self, host: str, port: int) -> bool:
        """Whether `host` may be asked, at `port`."""
        return any(_matches(entry, host.lower(), port) for entry in self.hosts)

    def reaches(self, address: str) -> bool:
        """Whether a connection to `address` may be made: it is public, or in a network that is listed."""
        reached = _within(ip_address(address.partition("%")[0]))
        listed = any(reached in network for network in self.networks if network.version == reached.version)
        return listed or _public(reached)


NOBODY = Allowed()


def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry.strip("[]"))
    except ValueError:
        return None


def _address(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _matches(entry: str, host: str, port: int) -> bool:
    if _network(entry):
        return entry.strip("[]") == host and port == HTTPS
    name, _, listed_port = entry.partition(":")
    if port != int(listed_port or HTTPS):
        return False
    return host.endswith(name[1:]) and host != name[1:] if name.startswith("*.") else host == name


def _within(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _SHARED_64 else address.ipv4_mapped or address


def _public(address: Address) -> bool:
    """Whether it is an address of the public internet, and not a tunnel to who knows where."""
    if isinstance(address, IPv6Address) and (address.sixtofour or address.teredo or address.is_site_local):
        return False
    return address.is_global and not address.is_multicast
