"""Whether a mailbox can be read, kept on its Account in words; an event only when that changes."""

from __future__ import annotations

import random

from django.db import transaction

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.switchboard import kinds
from heedful.switchboard.doors.mailbox_words import Trouble
from heedful.switchboard.models import Account

LONGEST_PAUSE = 300.0
FINAL_PAUSES = (60.0, 1800.0)


def mark_healthy(account_id: int, remark: str = "") -> None:
    """It can be read. `remark` says what is still not quite right."""
    _change(account_id, Account.State.HEALTHY, remark, kinds.HEALTHY)


def mark_failing(account_id: int, trouble: Trouble | str) -> None:
    """It cannot be read, or nothing can be sent by it, and why."""
    _change(account_id, Account.State.FAILING, str(trouble), kinds.FAILING)


def pause_after(failures: int, *, is_final: bool) -> float:
    """Seconds until the next try: doubling, with jitter so that forty mailboxes do not come back as one.

    A refused password is tried seldom: many servers lock an account after a few wrong tries.
    """
    shortest, longest = FINAL_PAUSES if is_final else (1.0, LONGEST_PAUSE)
    pause = min(longest, shortest * 2.0 ** min(failures - 1, 20))
    return pause * random.uniform(0.5, 1.0)  # noqa: S311 (no secret)


def _change(account_id: int, state: Account.State, reason: str, kind: str) -> None:
    with transaction.atomic():
        # The row is locked so that an admin's pause is never overwritten by news from the wire.
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None or account.state == Account.State.PAUSED:
            return
        if (account.state, account.state_reason) == (state, reason):
            return
        has_turned = account.state != state
        account.state, account.state_reason, account.state_at = state, reason, now()
        account.save(update_fields=["state", "state_reason", "state_at"])
        if has_turned:
            record(kind, Subject(account.brand_id), account_id=account.pk, reason=reason[:300])
