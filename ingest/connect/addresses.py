"""Which addresses may be asked: those on hosts that the office has listed, and no other.

Addresses are taken apart by the library that sends the requests, so that both see the same host.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

import httpx

_PORTS = {"http": 80, "https": 443}


def is_listed(url: str, hosts: Collection[str]) -> bool:
    """Tell whether the host of an address is listed, with its port unless that is the usual one."""
    one = whole(url)
    return one is not None and bool({host_of(one), host_of(one, with_port=True)} & set(hosts))


def whole(url: str) -> httpx.URL | None:
    """Take a complete http(s) address apart; None if it is none, or carries a user and password."""
    try:
        one = httpx.URL(url)
    except httpx.InvalidURL:
        return None
    return one if one.scheme in _PORTS and one.host and not one.userinfo and one.port != 0 else None


def joined(base: str, reference: str) -> str | None:
    """Return the address a link on a page leads to, without its fragment; None if it is no http(s) link."""
    try:
        one = httpx.URL(base).join(reference.strip())
    except (httpx.InvalidURL, ValueError):
        return None
    return str(one.copy_with(fragment=None)) if whole(str(one)) else None


def host_of(url: httpx.URL, with_port: bool = False) -> str:
    """Return the host as hosts are listed: a port other than the usual one belongs to it."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{host}:{url.port or _PORTS[url.scheme]}" if url.port or with_port else host


def origin(url: str) -> str:
    """Return scheme, host and port of an address."""
    one = httpx.URL(url)
    return f"{one.scheme}://{host_of(one)}"


def is_this_machine(address: str) -> bool:
    """Tell whether a network address is this machine, or one that only makes sense on its own cable."""
    one = ipaddress.ip_address(address.partition("%")[0])
    mapped = one.ipv4_mapped if isinstance(one, ipaddress.IPv6Address) else None
    one = mapped or one
    return one.is_loopback or one.is_link_local or one.is_unspecified


def names_this_machine(host: str) -> bool:
    """Tell whether a host as written is this machine on its face, so that listing it was meant."""
    try:
        return host == "localhost" or is_this_machine(host)
    except ValueError:
        return False
