"""Merges of customers: what one would move, which there were, and which can still be undone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from heedful.customers.models import Address, Remembered
from heedful.customers.queries import NotFound, customer_of, family_ids
from heedful.interactions.models import Conversation, Interaction, Joining
from heedful.team.viewer import Viewer

MOST = 30
LOOKED_AT = 200  # of the newest messages, for whether anything proves who wrote them


@dataclass(frozen=True, slots=True)
class WouldMove:
    """What would go to the other one."""

    conversations: int
    contacts: int
    addresses: int
    remembered: int
    is_unproven: bool
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class JoiningLine:
    """A merge as the customer's page tells it. `came`: the other one came here by it."""

    id: int
    came: bool
    other_id: int
    other_name: str
    by: str
    at: int
    undone_at: int | None


def would_move(viewer: Viewer, customer_id: int) -> WouldMove:
    """What is a customer's now. `is_unproven`: a sender whom nothing proves wrote some of it.

    `is_proven`: nobody wrote by mail, or an address of theirs is vouched for by our mail server.
    """
    row = customer_of(viewer, customer_id)
    theirs = Interaction.objects.filter(customer=row, withdrawn_at=None)
    newest = theirs.filter(direction="in").order_by("-sort_key").values_list("flags", flat=True)[:LOOKED_AT]
    return WouldMove(
        Conversation.objects.filter(customer=row).exclude(state="merged").count(),
        theirs.count(),
        Address.objects.filter(customer=row).count(),
        Remembered.objects.filter(customer=row).count(),
        any("auth_failed" in flags for flags in newest),
        _is_proven(row.pk),
    )


def _is_proven(customer_id: int) -> bool:
    mail = Address.objects.filter(customer_id=customer_id, channel="email").values_list("is_verified", flat=True)
    return not mail or any(mail)


def joinings_of(viewer: Viewer, customer_id: int) -> list[JoiningLine]:
    """Newest first: those that brought somebody here, also by way of others, and those that were undone."""
    here = customer_of(viewer, customer_id)
    family = family_ids(here.pk)
    rows = Joining.objects.filter(Q(target_id__in=family) | Q(source=here)).select_related("source", "target", "person")
    return [_line(row, family) for row in rows.order_by("-id")[:MOST]]


def joining_line(viewer: Viewer, joining_id: int) -> JoiningLine:
    """One of them, as seen from the one who stayed; NotFound for another brand's."""
    rows = Joining.objects.filter(pk=joining_id, source__brand_id__in=viewer.brand_ids)
    row = rows.select_related("source", "target", "person").first()
    if row is None:
        raise NotFound("There is no such merge.")
    return _line(row, [row.target_id])


def _line(row: Joining, family: list[int]) -> JoiningLine:
    came = row.target_id in family
    other = row.source if came else row.target
    by = row.person.name if row.person else ""
    return JoiningLine(row.pk, came, other.pk, other.name, by, row.at, row.undone_at)
