"""Which addresses of the net may be asked: pure rules on one IP address."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator (RFC 6052 section 2.1); the last 32 bits are the address that answers."""

_SPECIAL: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(block), words)
    for block, words in (
        ("0.0.0.0/8", "an address of this machine"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a carrier's private address"),
        ("127.0.0.0/8", "a private address (this machine)"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "an address for protocol use"),
        ("192.0.2.0/24", "an address for documentation"),
        ("192.88.99.0/24", "an address of a former relay"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "an address for measurements"),
        ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
        ("::1/128", "a private address (this machine)"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a private address"),
        ("ff00::/8", "a multicast address"),
        ("100::/64", "an address that discards"),
        ("2001::/23", "an address for protocol use"),
        ("2001:db8::/32", "an address for documentation"),
        ("3fff::/20", "an address for documentation"),
        ("5f00::/16", "an address for routing within a network"),
        # of the rest only 2000::/3 is given out for use on the public net (RFC 4291 section 2.4)
        ("::/3", "a reserved address"),
        ("4000::/2", "a reserved address"),
        ("8000::/1", "a reserved address"),
    )
)
"""IANA's special-purpose registries (RFC 6890 and what followed it), kept here because the standard library's list is as old as
the Python that carries it. Both are asked."""


def networks(blocks: Sequence[str]) -> tuple[Network, ...]:
    """The CIDR blocks as networks. A ValueError names the one that is none."""
    found: list[Network] = []
    for block in blocks:
        try:
            found.append(ip_network(block))
        except ValueError as error:
            msg = f"fetch.allow_networks: {block!r} is no network in CIDR form, as 192.168.1.0/24 ({error})"
            raise ValueError(msg) from error
    return tuple(found)


def unwrapped(address: Address) -> Address:
    """The IPv4 address that a mapped or tunnelled IPv6 address leads to, else the address itself.

    IPv4-mapped (RFC 4291 section 2.5.5.2), NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380: the client's side).
    """
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address.teredo is not None:
        inner = address.teredo[1]
    return inner or address


def is_within(spelling: str, blocks: Sequence[Network]) -> bool:
    """Whether this is an IP address, written as such, in one of the blocks; a name is in none."""
    try:
        address = unwrapped(ip_address(spelling))
    except ValueError:
        return False
    return any(address in network for network in blocks)


def objection(spelling: str, allowed: Sequence[Network]) -> str | None:
    """What kind of address this is, in words, when it must not be asked; None when it may.

    `spelling` is what a socket is about to be connected to. Addresses with a zone id (RFC 4007) are refused whatever is allowed.
    """
    if "%" in spelling:
        return "an address of one network card"
    try:
        address = unwrapped(ip_address(spelling))
    except ValueError:
        return "no address"
    if any(address in network for network in allowed):
        return None
    for network, words in _SPECIAL:
        if address in network:
            return words
    return None if address.is_global and not address.is_multicast else "a reserved address"
