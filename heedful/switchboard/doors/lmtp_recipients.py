"""Which mailbox an address belongs to, also with something after a plus sign."""

from __future__ import annotations

from django.db.models import Q

from heedful.switchboard.models import Account
from heedful.switchboard.senders import aliases_of


def account_for(address: str) -> Account | None:
    """The account with this address, else the one without the part after `+`, else the one
    that has it among its other addresses; capitals do not matter.
    """
    wanted = address.strip().strip("<>").lower()
    local, at, domain = wanted.rpartition("@")
    if not at or not local or "\0" in wanted:
        return None
    bare = f"{local.partition('+')[0]}@{domain}"
    found = Account.objects.filter(Q(address__iexact=wanted) | Q(address__iexact=bare), channel="email")
    accounts = {account.address.lower(): account for account in found}
    return accounts.get(wanted) or accounts.get(bare) or _by_other_name({wanted, bare})


def _by_other_name(addresses: set[str]) -> Account | None:
    """There are few accounts, and JSON is asked differently by each database."""
    accounts = Account.objects.filter(channel="email").order_by("id")
    return next((account for account in accounts if addresses.intersection(aliases_of(account))), None)
