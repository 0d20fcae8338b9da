"""Which addresses a link may lead to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fetching.public_addresses import is_public

PRIVATE_4 = [
    "0.0.0.0",
    "10.1.2.3",
    "100.100.100.200",
    "127.0.0.1",
    "127.8.8.8",
    "168.63.129.16",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.251",
    "255.255.255.255",
]


@pytest.mark.parametrize("address", PRIVATE_4)
def test_an_address_that_is_not_public_is_refused_in_every_disguise(address: str) -> None:
    number = int(IPv4Address(address))
    assert not is_public(address)
    for disguise in (
        IPv6Address(0xFFFF << 32 | number),  # IPv4-mapped
        IPv6Address(number),  # IPv4-compatible
        IPv6Address((0x64FF9B << 96) | number),  # NAT64
        IPv6Address((0x2002 << 112) | (number << 80) | 1),  # 6to4
        IPv6Address((0x20010000 << 96) | (0x08080808 << 64) | (number ^ 0xFFFFFFFF)),  # Teredo
        IPv6Address((0x20010000 << 96) | (number << 64) | (0x08080808 ^ 0xFFFFFFFF)),
    ):
        assert not is_public(str(disguise)), disguise


@pytest.mark.parametrize(
    "address",
    [
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "64:ff9b:1::808:808",
        "3fff::1",
        "not an address",
        "",
    ],
)
def test_what_is_no_global_address_of_version_6_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::808:808"]
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_translation_never_makes_an_address_public(number: int) -> None:
    inside = str(IPv4Address(number))
    for prefix in (0x64FF9B << 96, 0xFFFF << 32, 0):
        assert not is_public(str(IPv6Address(prefix | number))) or is_public(inside)
    assert not is_public(str(IPv6Address((0x2002 << 112) | (number << 80)))) or is_public(inside)
