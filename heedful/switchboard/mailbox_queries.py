"""The mailboxes of a brand and how they fare."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.switchboard.mailbox_settings import has_imap, smtp_of
from heedful.switchboard.models import Account
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """One mailbox as the settings show it."""

    id: int
    brand_id: int
    name: str
    address: str
    team_name: str
    state: str
    reason: str
    state_at: int
    reads: bool
    sends: bool


def mailboxes(viewer: Viewer, brand_id: int) -> list[MailboxRow]:
    """Those of one brand, by address. Nothing for a brand that is not theirs."""
    if not viewer.may_see(brand_id):
        return []
    accounts = Account.objects.filter(brand_id=brand_id, channel="email").select_related("team").order_by("address")
    return [row_of(account) for account in accounts]


def row_of(account: Account) -> MailboxRow:
    return MailboxRow(
        id=account.pk,
        brand_id=account.brand_id,
        name=account.name,
        address=account.address,
        team_name=account.team.name if account.team else "",
        state=account.state,
        reason=account.state_reason,
        state_at=account.state_at or account.created_at,
        reads=has_imap(account),
        sends=smtp_of(account) is not None,
    )
