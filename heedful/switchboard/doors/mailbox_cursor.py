"""Where reading a mailbox stopped. Saved in the same transaction as the mails that it has passed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from heedful.switchboard.mailbox_settings import imap_of
from heedful.switchboard.models import Account

MOST_REFUSED = 100


@dataclass(frozen=True, slots=True)
class Cursor:
    """`place` names server, user and folder: UIDs of one place mean nothing at another.

    `refused` are mails that the server would not hand over; they are asked for again at each connection.
    """

    uidvalidity: int
    uid: int = 0
    place: str = ""
    refused: tuple[int, ...] = ()

    def passed(self, uid: int) -> Cursor:
        return replace(self, uid=max(self.uid, uid))

    def refusing(self, uids: list[int]) -> Cursor:
        return replace(self, refused=tuple(sorted({*self.refused, *uids})[-MOST_REFUSED:]))

    def without(self, uid: int) -> Cursor:
        return replace(self, refused=tuple(one for one in self.refused if one != uid))


def cursor_of(account: Account, uidvalidity: int) -> Cursor:
    """The saved cursor, or the very beginning when the server numbers its mails anew."""
    wire = imap_of(account)
    place = f"{wire.user} {wire.host} {wire.folder}"
    saved = account.cursor or {}
    if saved.get("uidvalidity") != uidvalidity or saved.get("place", place) != place:
        return Cursor(uidvalidity, 0, place)
    return Cursor(uidvalidity, int(saved.get("uid", 0)), place, tuple(saved.get("refused", ())))


def save_cursor(account: Account, cursor: Cursor) -> None:
    """Call it inside the transaction that keeps the mails."""
    account.cursor = {"uidvalidity": cursor.uidvalidity, "uid": cursor.uid, "place": cursor.place}
    if cursor.refused:
        account.cursor["refused"] = list(cursor.refused)
    Account.objects.filter(pk=account.pk).update(cursor=account.cursor)
