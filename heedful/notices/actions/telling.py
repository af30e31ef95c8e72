"""Tell people of an event: each once, never of their own doing, nor of what they see at this moment."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from heedful.events.instant import DAY, SECOND, now
from heedful.events.live import announce
from heedful.events.models import Event
from heedful.interactions.models import Conversation, Presence, ReadMark
from heedful.interactions.queries.lookup import landing
from heedful.notices.models import Browser, Choices, Notice, Push
from heedful.notices.news import BY_CODE, DIGEST, PAGE, PUSH
from heedful.notices.quiet import Quiet
from heedful.team.models import Person

TOLD = "notice.told"  # a note for the screens of one person, no event
STALE = 2 * DAY  # what is older was found late (a long stop, an import): it is no news to anybody
FLOOD = 12  # so many pushes at once, and the rest is seen on the page


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who is going to be told, and how."""

    person: Person
    ways: frozenset[str]
    quiet: Quiet


def tell(event: Event, news: str, people: Iterable[int | None], *, interaction_id: int | None = None) -> list[Notice]:
    """Write a notice for those of the people who want it. Call it inside a transaction; again it does nothing."""
    wanted = {person for person in people if person is not None} - {event.person_id}
    if not wanted or is_stale(event):
        return []
    conversation = Conversation.objects.filter(pk=event.conversation_id).first()
    if conversation is None:
        return []
    conversation = landing(conversation)
    listeners = _listeners(event, conversation, news, wanted)
    made = Notice.objects.bulk_create(
        [_notice(event, news, listener, conversation, interaction_id or event.interaction_id) for listener in listeners]
    )
    push(made)
    for notice in made:
        announce(TOLD, brand_id=None, conversation_id=None, event_id=0, person_id=notice.person_id)
    return made


def is_stale(event: Event) -> bool:
    return event.at < time.time() * SECOND - STALE


def _listeners(event: Event, conversation: Conversation, news: str, wanted: set[int]) -> list[Listener]:
    """Who may see the conversation, does not see it now, has not been told, and wants to hear of such things."""
    found = []
    for person in _out_of_sight(event, conversation).filter(pk__in=wanted).select_related("notice_choices"):
        listener = listener_of(person, news)
        if listener is not None:
            found.append(listener)
    return found


def listener_of(person: Person, news: str) -> Listener | None:
    """How somebody wants to hear of such things; None when not at all. Read them with their `notice_choices`."""
    chosen: Choices | None = getattr(person, "notice_choices", None)
    ways = chosen.chosen()[news] if chosen else BY_CODE[news].usual
    return Listener(person, ways, chosen.quiet() if chosen else Quiet()) if ways else None


def _out_of_sight(event: Event, conversation: Conversation) -> QuerySet[Person]:
    mine = {"person": OuterRef("pk")}
    looks = Presence.objects.filter(**mine, conversation=conversation, until_at__gt=now())
    has_seen = ReadMark.objects.filter(**mine, conversation=conversation, read_at__gte=event.at)
    knows = Notice.objects.filter(**mine, event_id=event.pk)
    rows = Person.objects.filter(is_active=True, memberships__brand_id=conversation.brand_id)
    return rows.exclude(Exists(looks)).exclude(Exists(has_seen)).exclude(Exists(knows)).order_by("pk")


def _notice(event: Event, news: str, to: Listener, conversation: Conversation, interaction_id: int | None) -> Notice:
    return Notice(
        person=to.person,
        brand_id=conversation.brand_id,
        conversation=conversation,
        interaction_id=interaction_id,
        news=news,
        cause=event.kind,
        event_id=event.pk,
        by_id=event.person_id,
        at=event.at,
        on_page=PAGE in to.ways,
        for_mail=DIGEST in to.ways,
    )


def push(made: list[Notice]) -> None:
    """To every browser of those who want that and are not in their quiet hours. A flood is no help to anybody."""
    moment = now()
    listeners = {notice.person_id: listener_of(notice.person, notice.news) for notice in made}
    notices = {notice.person_id: notice for notice in made}
    awake = [pk for pk, one in listeners.items() if one and PUSH in one.ways and not one.quiet.is_at(moment)]
    if not awake:
        return
    browsers = Browser.objects.filter(person_id__in=awake).values_list("pk", "person_id")
    pushes = [Push(browser_id=pk, notice=notices[person_id], next_try_at=moment) for pk, person_id in browsers]
    Push.objects.bulk_create([push for push in pushes if not _is_flooded(push.browser_id)])


def _is_flooded(browser_id: int) -> bool:
    return Push.objects.filter(browser_id=browser_id).count() >= FLOOD
