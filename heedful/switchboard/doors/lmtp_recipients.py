"""Which mailbox an address belongs to, also with something after a plus sign."""

from __future__ import annotations

from django.db.models import Q

from heedful.switchboard.models import Account


def account_for(address: str) -> Account | None:
    """The account with this address, else the one without the part after `+`; capitals do not matter."""
    wanted = address.strip().strip("<>").lower()
    local, at, domain = wanted.rpartition("@")
    if not at or not local or "\0" in wanted:
        return None
    bare = f"{local.partition('+')[0]}@{domain}"
    found = Account.objects.filter(Q(address__iexact=wanted) | Q(address__iexact=bare), channel="email")
    accounts = {account.address.lower(): account for account in found}
    return accounts.get(wanted) or accounts.get(bare)
