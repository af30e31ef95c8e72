"""Our own addresses: every mailbox with its other names, and those that a brand may write from."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.channels.email.reader import without_detail
from heedful.switchboard.models import Account


@dataclass(frozen=True, slots=True)
class Sender:
    """An address that mail of a brand may leave by."""

    account_id: int
    address: str
    name: str


def aliases_of(account: Account) -> tuple[str, ...]:
    """Other addresses whose mail lands in the same mailbox; the admin names them."""
    return tuple(str(one).lower() for one in account.settings.get("aliases", ()))


def senders(brand_id: int) -> list[Sender]:
    """Whom a brand can write as: each mailbox, then its other addresses."""
    accounts = Account.objects.filter(brand_id=brand_id, channel="email").order_by("id")
    return [
        Sender(account.pk, address, account.name)
        for account in accounts
        for address in (account.address, *aliases_of(account))
    ]


def our_addresses() -> frozenset[str]:
    """Every address of every brand: whoever writes to one of them writes to us."""
    rows = Account.objects.filter(channel="email").values_list("address", "settings")
    return frozenset(str(address).lower() for own, settings in rows for address in (own, *settings.get("aliases", ())))


def vouches(brand_id: int) -> bool:
    """Whether a mail server that we trust says of the brand's mail if its senders are who they say."""
    rows = Account.objects.filter(brand_id=brand_id, channel="email").values_list("settings", flat=True)
    return any(settings.get("authserv_ids") for settings in rows)


def is_one_of(address: str, ours: frozenset[str]) -> bool:
    """With or without a plus detail, such as our signed reply addresses have."""
    return address.lower() in ours or without_detail(address.lower()) in ours
