"""Bring in what is new in a mailbox: keep it, move the cursor with it, and only then read it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from heedful.blobs.store import put_blob
from heedful.events.instant import HOUR, MINUTE, from_datetime, now, to_datetime
from heedful.switchboard import receive
from heedful.switchboard.doors.mailbox_cursor import cursor_of, save_cursor
from heedful.switchboard.doors.mailbox_wire import MailboxLine, Waiting, batches
from heedful.switchboard.mailbox_settings import marks_read, starts_now
from heedful.switchboard.models import Account, RawMessage

log = logging.getLogger(__name__)

MEASURED_AT_ONCE = 500
LARGEST_MAIL = 150_000_000
FRESH = 2 * MINUTE
GRACE = HOUR  # the server's clock may be behind ours


class Intake:
    """One connection's work. `is_stopping` is asked between batches, so that a stop never waits for long."""

    def __init__(self, account: Account, line: MailboxLine, is_stopping: Callable[[], bool]) -> None:
        self._account = account
        self._line = line
        self._is_stopping = is_stopping
        self._cursor = cursor_of(account, line.uidvalidity)

    @property
    def remark(self) -> str:
        """What the server would not hand over, in words; empty when all is well."""
        count = len(self._cursor.refused)
        if not count:
            return ""
        return f"The server did not hand over {count} of the mails in this folder. Look at it in a mail program."

    def retry_refused(self) -> None:
        """Ask once more for what was refused before; one that is gone by now is forgotten."""
        for uid in self._cursor.refused:
            if self._is_stopping():
                return
            self._cursor = self._cursor.without(uid)
            self._take(self._line.measure([uid]))

    def bring_in(self) -> None:
        """Everything new, oldest first, until the server has no more."""
        while not self._is_stopping():
            self._line.forget_arrivals()
            uids = self._line.new_since(self._cursor.uid, self._first_day())
            if not uids and not self._line.heard_arrivals():
                return
            for start in range(0, len(uids), MEASURED_AT_ONCE):
                self._bring(uids[start : start + MEASURED_AT_ONCE])

    def _bring(self, uids: list[int]) -> None:
        for group in batches(filter(self._is_wanted, self._line.measure(uids))):
            if self._is_stopping():
                return
            self._take(group)
        # Those that vanished or are too old are passed too, or they would be looked at for ever.
        self._cursor = self._cursor.passed(uids[-1])
        save_cursor(self._account, self._cursor)

    def _take(self, group: list[Waiting]) -> None:
        fetched, refused = self._fetch(group)
        for raw in fetched.values():
            put_blob(raw)  # before the transaction: writing files must not hold the database's lock
        cursor = self._cursor.passed(max((mail.uid for mail in group), default=0)).refusing(refused)
        arrived = {mail.uid: mail for mail in group}
        with transaction.atomic():
            kept = [self._keep(arrived[uid], raw) for uid, raw in sorted(fetched.items())]
            save_cursor(self._account, cursor)
        self._cursor = cursor
        receive.receive_rows([row for row in kept if row.state == RawMessage.State.KEPT])
        self._mark_read(list(fetched))

    def _keep(self, mail: Waiting, raw: bytes) -> RawMessage:
        external_id = f"{self._line.uidvalidity}:{mail.uid}"
        return keep_once(self._account, raw, external_id, _arrival(mail))

    def _fetch(self, group: list[Waiting]) -> tuple[dict[int, bytes], list[int]]:
        """The mails, and the UIDs of those that are there but cannot be had."""
        uids = [mail.uid for mail in group if mail.size <= LARGEST_MAIL]
        refused = [mail.uid for mail in group if mail.size > LARGEST_MAIL]
        fetched = self._try_fetch(uids)
        missing = [uid for uid in uids if uid not in fetched]
        if len(uids) > 1:
            for uid in missing:
                fetched.update(self._try_fetch([uid]))
        lost = [uid for uid in missing if uid not in fetched]
        still_there = self._line.measure(lost) if lost else []
        return fetched, refused + [mail.uid for mail in still_there]

    def _try_fetch(self, uids: list[int]) -> dict[int, bytes]:
        try:
            return self._line.fetch(uids) if uids else {}
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            log.warning(
                "mailbox %s: the server refused %s mails: %s", self._account.pk, len(uids), type(error).__name__
            )
            return {}

    def _mark_read(self, uids: list[int]) -> None:
        if uids and marks_read(self._account):
            self._line.mark_read(uids)

    def _first_day(self) -> date | None:
        if not starts_now(self._account):
            return None
        return to_datetime(self._account.created_at).date() - timedelta(days=1)

    def _is_wanted(self, mail: Waiting) -> bool:
        if not starts_now(self._account) or mail.arrived is None:
            return True
        return from_datetime(mail.arrived) >= self._account.created_at - GRACE


def keep_once(account: Account, raw: bytes, external_id: str, received_at: int) -> RawMessage:
    """Keep one mail. A server that gives the same number to another mail must not make us lose that one."""
    row = receive.keep(account=account, raw=raw, external_id=external_id, door="mailbox", received_at=received_at)
    digest = put_blob(raw)
    if row.digest == digest:
        return row
    external_id = f"{external_id}:{digest[:16]}"
    return receive.keep(account=account, raw=raw, external_id=external_id, door="mailbox", received_at=received_at)


def _arrival(mail: Waiting) -> int:
    """When the mail server got it. The server knows whole seconds only: for fresh mail our own clock is finer."""
    moment = now()
    if mail.arrived is None:
        return moment
    arrived = from_datetime(mail.arrived)
    return arrived if arrived < moment - FRESH else moment
