"""What stays without what it said: events as numbers, raw mail as "was here", words that were learnt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from heedful.config.erasing.reach import Theirs
from heedful.events.models import Event, Follow
from heedful.interactions.actions.retell import retell
from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard import kinds as switchboard
from heedful.switchboard.models import KnownSender, Mark, RawMessage, Word
from heedful.switchboard.unwanted.learner import learn

KEPT_WORDS = ("channel", "by")  # figures are counted by them, and they are words of ours
OF_RAW_MAIL = (switchboard.SET_ASIDE, switchboard.RETRIED, switchboard.DISMISSED)
BLANK = {
    "digest": "", "envelope": {}, "reason": "", "outcome": {"action": "erased"}, "state": RawMessage.State.DONE,
    "interaction_id": None, "conversation_id": None,
}  # fmt: skip


def scrub_events(theirs: Theirs) -> None:
    """When something happened stays, and numbers; names, addresses, reasons and what stood there before go."""
    for event in _events_of(theirs).iterator():
        event.details, event.is_pending = scrubbed(event.details), False
        event.save(update_fields=["details", "is_pending"])
    Follow.objects.filter(event__in=_events_of(theirs)).delete()


def scrubbed(details: dict[str, Any]) -> dict[str, Any]:
    """Numbers, yes and no, and the few words of ours."""
    return {
        key: value
        for key, value in details.items()
        if value is None or isinstance(value, int | float) or (key in KEPT_WORDS and isinstance(value, str))
    }


def blank_raw_mail(theirs: Theirs) -> set[str]:
    """The rows stay, so that the same mail is not fetched again; returns the digests that they named."""
    rows = [RawMessage.objects.filter(pk__in=part) for part in _slices(theirs.raw)]
    digests = {digest for row in rows for digest in row.values_list("digest", flat=True) if digest}
    for row in rows:
        row.update(**BLANK)
    return digests


def unlearn(theirs: Theirs) -> None:
    """What was learnt from their mail, and the choices about their addresses."""
    for part in _slices(theirs.conversations):
        for mark in Mark.objects.select_for_update().filter(conversation_id__in=part):
            if mark.words:
                learn(mark.brand_id, mark.words, **{"unwanted" if mark.is_unwanted else "wanted": -1})
            mark.delete()
    Word.objects.filter(brand_id=theirs.brand_id, unwanted__lte=0, wanted__lte=0).exclude(word="").delete()
    KnownSender.objects.filter(brand_id=theirs.brand_id, address__in=theirs.addresses).delete()


def hand_over(theirs: Theirs) -> None:
    """A conversation that somebody else also wrote in is theirs from now on, under their own subject."""
    for conversation in Conversation.objects.select_for_update().filter(pk__in=theirs.shared).order_by("pk"):
        first = Interaction.objects.filter(conversation=conversation).order_by("sort_key").first()
        if first is None:
            continue
        if conversation.customer_id in theirs.customers:
            conversation.customer_id = first.customer_id
            conversation.subject = first.subject[:300] or "–"
        retell(conversation)


def _events_of(theirs: Theirs) -> QuerySet[Event]:
    """One look through the brand's events: few have an index that leads there, and it is done rarely."""
    told = Q(kind=switchboard.SENDER_UNBLOCKED, details__address__in=theirs.addresses)
    raw = Q(
        kind__in=(switchboard.SET_ASIDE, switchboard.RETRIED, switchboard.DISMISSED), details__raw_id__in=theirs.raw
    )
    who = Q(customer_id__in=theirs.customers) | Q(conversation_id__in=theirs.conversations)
    who |= Q(interaction_id__in=theirs.contacts)
    return Event.objects.filter(who | told | raw, brand_id=theirs.brand_id)


def _slices(ids: list[int]) -> Iterable[list[int]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
