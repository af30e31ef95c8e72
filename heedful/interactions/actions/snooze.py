"""Out of sight until later. A snoozed conversation comes back by the clock, by hand, or when something needs us.

Only lists of work hide it. The radar does not: what a customer asked is unanswered all the same.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from heedful.events.actions import record
from heedful.events.instant import DAY, SECOND, now
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import about, bump
from heedful.interactions.models import Conversation, ReadMark
from heedful.interactions.queries.lookup import locked_of
from heedful.team.viewer import Viewer

FURTHEST = 366 * DAY
BATCH = 100


def snooze(*, viewer: Viewer, conversation_id: int, until: int) -> Conversation:
    """Hide an open conversation from the lists of work until an instant."""
    moment = now()
    if not moment < until <= moment + FURTHEST:
        raise ValueError(_("Choose a time that is still to come, at most a year ahead."))
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if conversation.state != Conversation.State.OPEN:
            raise ValueError(_("It is resolved already. Reopen it first, then it can be put off."))
        if conversation.snoozed_until != until:
            conversation.snoozed_until = until
            bump(conversation, "snoozed_until")
            record(kinds.SNOOZED, about(conversation), person_id=viewer.person_id, until=until)
    return conversation


def wake(*, viewer: Viewer, conversation_id: int) -> Conversation:
    """Back at once, because somebody says so."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if conversation.snoozed_until is not None:
            conversation.snoozed_until = None
            bump(conversation, "snoozed_until")
            record(kinds.WOKEN, about(conversation), person_id=viewer.person_id, by="staff")
    return conversation


def wake_due() -> int:
    """Bring back whose time has come, one batch; how many. They look unread, so that nobody passes them by."""
    with transaction.atomic():
        rows = Conversation.objects.filter(snoozed_until__lte=now()).order_by("snoozed_until")
        if connection.vendor == "postgresql":
            rows = rows.select_for_update(skip_locked=True)
        due = list(rows[:BATCH])
        for conversation in due:
            conversation.snoozed_until = None
            bump(conversation, "snoozed_until")
            record(kinds.WOKEN, about(conversation), by="clock")
        ReadMark.objects.filter(conversation__in=due).delete()
    return len(due)


def seconds_to_next_waking() -> float | None:
    """How long until the next one is due; None when nothing is snoozed."""
    rows = Conversation.objects.filter(snoozed_until__isnull=False).order_by("snoozed_until")
    first = rows.values_list("snoozed_until", flat=True).first()
    return None if first is None else max(0.0, (first - now()) / SECOND)
