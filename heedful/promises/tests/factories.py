"""Small builders: a reply that promises something, and a promise."""

from __future__ import annotations

from itertools import count

from django.db import transaction

from heedful.events.instant import DAY, now
from heedful.interactions.actions import Writing, record_outbound
from heedful.interactions.models import Interaction
from heedful.promises.actions import make_promise
from heedful.promises.due import Wish
from heedful.promises.models import Promise
from heedful.team.viewer import Viewer

_number = count(1)
WORDS = "Dear Ida,\n\nI will call you tomorrow at 10.\n\nAlva"


def reply(viewer: Viewer, asked: Interaction, text: str = WORDS, at: int | None = None) -> Interaction:
    """Our words in a conversation, as they are recorded when they are sent."""
    writing = Writing(text, f"promise-{next(_number):06}", happened_at=at)
    with transaction.atomic():
        return record_outbound(viewer=viewer, conversation_id=asked.conversation_id, writing=writing)


def promise(
    viewer: Viewer, asked: Interaction, what: str = "call them", due_at: int | None = -1, **given: object
) -> Promise:
    """An open promise, due in a day unless said otherwise; what is `given` is written as it is."""
    wish = Wish(what, viewer.person_id, now() + DAY)
    row = make_promise(viewer=viewer, conversation_id=asked.conversation_id, wish=wish)
    if due_at != -1 or given:
        due = row.due_at if due_at == -1 else due_at
        order = 9_000_000_000_000_000_000 if due is None else due
        Promise.objects.filter(pk=row.pk).update(due_at=due, order_at=order, **given)
        row.refresh_from_db()
    return row
