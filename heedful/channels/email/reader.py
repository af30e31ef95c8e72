"""What the wire must know about us to read a mail: who we are and whom we trust. No database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """`own_addresses` are our mailboxes, `staff_addresses` the people who work here.

    `trusted_authserv_ids` name the mail servers whose Authentication-Results we believe.
    `key` signs and checks reply addresses; an empty key accepts none.
    All addresses and domains are in lower case.
    """

    own_addresses: frozenset[str] = frozenset()
    own_domains: frozenset[str] = frozenset()
    staff_addresses: frozenset[str] = frozenset()
    trusted_authserv_ids: frozenset[str] = frozenset()
    key: bytes = b""
    own_message_id_domains: frozenset[str] = frozenset()

    @property
    def exclusive_domains(self) -> frozenset[str]:
        """Nobody else makes Message-IDs here."""
        return self.own_domains | self.own_message_id_domains

    @property
    def message_id_domains(self) -> frozenset[str]:
        """Every domain that our Message-IDs may carry: we send from our mailboxes."""
        return self.exclusive_domains | {address.rpartition("@")[2] for address in self.own_addresses}

    def is_ours(self, address: str) -> bool:
        """One of our mailboxes, with or without a plus detail."""
        return without_detail(address) in self.own_addresses

    def is_inside(self, address: str) -> bool:
        """Somebody who claims to be us: a mailbox, a colleague, or anyone in our own domain."""
        plain = without_detail(address)
        known = plain in self.own_addresses or address in self.staff_addresses
        return known or plain.rpartition("@")[2] in self.own_domains


def without_detail(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return local.partition("+")[0] + at + domain


def detail_of(address: str) -> str:
    return address.rpartition("@")[0].partition("+")[2]
