"""Examines a mailbox and the house around it, and says in words what is wrong and what to do. Shows no secret."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.switchboard.doctor_check import Check, well, wrong
from heedful.switchboard.doctor_house import house_checks
from heedful.switchboard.doctor_imap import imap_checks
from heedful.switchboard.doctor_smtp import smtp_checks
from heedful.switchboard.mailbox_settings import has_imap, smtp_of
from heedful.switchboard.models import Account

__all__ = ["Check", "examine", "examine_house", "examine_wires"]


def examine(account: Account) -> list[Check]:
    """Everything about one mailbox. Waits for the slowest server; `examine_wires` tells as it goes."""
    return list(examine_wires(account))


def examine_house() -> list[Check]:
    """Disk, folder and database: what every mailbox needs."""
    return list(house_checks())


def examine_wires(account: Account) -> Iterator[Check]:
    """The servers of a mailbox, in the order in which a mail meets them. Works on an account not saved yet."""
    if has_imap(account):
        yield from imap_checks(account)
    else:
        yield well("Reading", "Mail for this address comes by LMTP or from files; there is no server to read from.")
    if smtp_of(account) is not None:
        yield from smtp_checks(account)
    else:
        yield wrong(
            "Sending", "This mailbox has no server to send by.", "Add one, or answers cannot leave.", "smtp_host"
        )
