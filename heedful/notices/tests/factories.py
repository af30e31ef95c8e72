"""Small builders: a world in which things happen, and what follows from them."""

from __future__ import annotations

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.notices.models import Notice
from heedful.team.models import Person
from heedful.team.tests.factories import Cast


def settle() -> None:
    """All that follows from what happened."""
    while dispatch(REACTIONS):
        pass


def owned_by(person: Person, cast: Cast, text: str = "Where is my lamp?") -> Conversation:
    """A conversation that somebody has already; nobody was told of it."""
    row = mail_in(cast.brand.pk, text).conversation
    Conversation.objects.filter(pk=row.pk).update(assignee=person)
    settle()
    Notice.objects.all().delete()
    row.refresh_from_db()
    return row


def told(person: Person) -> list[str]:
    """What somebody was told, oldest first."""
    return list(Notice.objects.filter(person=person).order_by("id").values_list("news", flat=True))
