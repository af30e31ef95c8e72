"""Which addresses of push services are accepted: https to a public place, nothing in the house or next door."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

LONGEST = 2000
Judge = Callable[[str], bool]


def is_endpoint(text: str) -> bool:
    """Whether this can be the address of a push service. Its name is looked up only when something is sent."""
    if len(text) > LONGEST or not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or port not in {None, 443} or "@" in parts.netloc:
        return False
    return _is_named(host)


def _is_named(host: str) -> bool:
    """A push service has a name with a dot in it. Numbers are for machines nearby, in whichever spelling."""
    labels = host.split(".")
    last = labels[-1]
    return len(labels) > 1 and all(labels) and not last.isdigit() and not last.startswith("0x") and ":" not in host


def is_public(address: str) -> bool:
    """Whether an IP address is out on the internet, also when it hides another one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        hidden = _hidden_in(found)
        if hidden is not None:
            return is_public(str(hidden))
    return found.is_global and not found.is_multicast and not found.is_reserved and not found.is_unspecified


def _hidden_in(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that one of the ways of passing from one internet to the other leads to."""
    if found.ipv4_mapped or found.sixtofour:
        return found.ipv4_mapped or found.sixtofour
    if found.teredo:
        return found.teredo[1]
    is_translated = found in ipaddress.IPv6Network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if is_translated else None


def addresses_of(host: str, port: int) -> list[str]:
    """All that a name leads to. Raises OSError when it leads nowhere."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))
