"""Which addresses may be asked."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.addresses import networks, objection

PUBLIC = [
    "8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "2606:2800:220:1::1", "2a00:1450:4001::8", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
]  # fmt: skip
PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::7f00:1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:1::80ff:fffe", "3fff::1", "4000::1",
    "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "2606:4700::1%1", "fec0::1", "ff02::1", "ff0e::1",
    "", "example.org", "127.1", "1.2.3.4/8",
]  # fmt: skip


@pytest.mark.parametrize("spelling", PUBLIC)
def test_public(spelling: str) -> None:
    assert objection(spelling, ()) is None


@pytest.mark.parametrize("spelling", PRIVATE)
def test_private(spelling: str) -> None:
    assert objection(spelling, ())


@pytest.mark.parametrize(
    ("block", "spelling", "may"),
    [
        ("127.0.0.2/32", "127.0.0.2", True),
        ("127.0.0.2/32", "127.0.0.1", False),
        ("127.0.0.2/32", "::ffff:127.0.0.2", True),
        ("192.168.0.0/16", "192.168.7.9", True),
        ("fd00::/8", "fd12::1", True),
        ("::1/128", "::1", True),
        ("::1/128", "127.0.0.1", False),
        ("fe80::/10", "fe80::1%eth0", False),
    ],
)
def test_what_the_operator_allows(block: str, spelling: str, may: bool) -> None:
    assert (objection(spelling, networks([block])) is None) == may


@pytest.mark.parametrize("block", ["192.168.1.0/8", "localhost", "10.0.0.0/33", ""])
def test_a_block_that_is_none_is_named(block: str) -> None:
    with pytest.raises(ValueError, match=r"fetch\.allow_networks"):
        networks([block])


@given(st.ip_addresses(v=4))
def test_a_refused_address_stays_refused_in_every_tunnel(address: IPv4Address) -> None:
    number = int(address)
    tunnels = [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80) | 1),
        IPv6Address((0x20010000 << 96) | (0xFFFFFFFF ^ number)),
    ]
    verdict = objection(str(address), ())
    for tunnel in tunnels:
        assert objection(str(tunnel), ()) == verdict, tunnel
    if not address.is_global or address.is_multicast or address in IPv4Network("100.64.0.0/10"):
        assert verdict


@given(st.ip_addresses(v=6))
def test_nothing_the_standard_library_calls_private_gets_through(address: IPv6Address) -> None:
    if objection(str(address), ()) is None:
        inner = address.sixtofour or address.ipv4_mapped
        assert (inner or address).is_global
        assert ip_address(address) in [address]
