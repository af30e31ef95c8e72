"""Undo a merge of customers, also when it was merged on since, and in any order.

What had moved goes back, with what came since in the conversations that go back. What came later otherwise stays with
the one who stayed, and so does everything that somebody changed since.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.customers import kinds
from heedful.customers.actions import know_by
from heedful.customers.models import Customer
from heedful.events.actions import record
from heedful.events.instant import now
from heedful.interactions.actions.join_customers import MOVES, Kind, about_customer, lock_both, told_of
from heedful.interactions.actions.joined_fields import give_up
from heedful.interactions.models import Interaction, JoinedRow, Joining, Move
from heedful.interactions.queries.lookup import joining_of
from heedful.team.viewer import Viewer

CHUNK = 500


def part_customers(*, viewer: Viewer, joining_id: int) -> Joining:
    """Two customers again. Twice does no harm."""
    with transaction.atomic():
        joining = joining_of(viewer, joining_id)
        onward = _onward(joining)
        here = onward[-1].target_id if onward else joining.target_id
        rows = lock_both(joining.source_id, here)
        joining.refresh_from_db()
        if joining.undone_at is not None:
            return joining
        if rows[here].merged_into_id is not None:
            raise ValueError(_("Somebody merged one of the two a moment ago. Open the page again to see who they are."))
        _give_back(joining, onward, here)
        source = rows[joining.source_id]
        source.merged_into = None
        source.save(update_fields=["merged_into"])
        target = rows[here] if here == joining.target_id else Customer.objects.get(pk=joining.target_id)
        give_up(joining, target)
        joining.undone_at = now()
        joining.save(update_fields=["undone_at"])
        know_by(source)
        know_by(rows[here])
        record(
            kinds.UNMERGED, about_customer(rows[here]), person_id=viewer.person_id, **told_of(joining, source, target)
        )
    return joining


def _onward(joining: Joining) -> list[Joining]:
    """The joinings that took the target further, in their order."""
    path: list[Joining] = []
    step = Joining.objects.filter(source_id=joining.target_id, undone_at=None).first()
    while step is not None:
        path.append(step)
        step = Joining.objects.filter(source_id=step.target_id, undone_at=None).first()
    return path


def _give_back(joining: Joining, onward: list[Joining], here: int) -> None:
    back: dict[str, set[int]] = {}
    for kind in MOVES:
        moved = joining.rows.filter(kind=kind).values_list("row_id", flat=True)
        back[kind] = _hand_over(kind, moved, here, joining.source_id)
    parts = _split_off(back, joining, here)
    back[Kind.CONVERSATION] |= _hand_over(Kind.CONVERSATION, parts, here, joining.source_id)
    later = _came_later(back[Kind.CONVERSATION], joining, onward, here)
    back[Kind.INTERACTION] |= _hand_over(Kind.INTERACTION, later, here, joining.source_id)
    for kind, ids in back.items():  # those that took them further have no say any more
        for some in _chunks(ids):
            JoinedRow.objects.filter(joining__in=onward, kind=kind, row_id__in=some).delete()


def _hand_over(kind: str, ids: Collection[int], giver: int, taker: int) -> set[int]:
    """Those of them that the giver has; returns which."""
    model, found = MOVES[kind], set[int]()
    for some in _chunks(ids):
        rows = model._default_manager.filter(pk__in=some, customer_id=giver)  # noqa: SLF001 (Django's way)
        found.update(rows.values_list("pk", flat=True))
        rows.update(customer_id=taker)
    return found


def _split_off(back: dict[str, set[int]], joining: Joining, here: int) -> set[int]:
    """Conversations that were made since out of those that go back, and hold some of what goes back."""
    found: set[int] = set()
    fresh = back[Kind.CONVERSATION]
    while fresh:
        parts: set[int] = set()
        for some in _chunks(fresh):
            made = Move.objects.filter(
                kind=Move.Kind.SPLIT, source_id__in=some, at__gte=joining.at, target__customer_id=here
            )
            parts.update(made.values_list("target_id", flat=True))
        fresh = parts - found
        found |= fresh
    held = Interaction.objects.filter(conversation_id__in=found, customer_id=joining.source_id)
    return set(held.values_list("conversation_id", flat=True)) if found else set()


def _came_later(conversations: set[int], joining: Joining, onward: list[Joining], here: int) -> set[int]:
    """What was said in them since. What one further on had of its own, and brought in there, is not of it."""
    found: set[int] = set()
    for some in _chunks(conversations):
        rows = Interaction.objects.filter(conversation_id__in=some, customer_id=here, pk__gt=joining.last_interaction)
        found.update(rows.values_list("pk", flat=True))
    for step in onward:
        brought: set[int] = set()
        for some in _chunks(found):
            brought.update(step.rows.filter(kind=Kind.INTERACTION, row_id__in=some).values_list("row_id", flat=True))
        found = {pk for pk in found if pk > step.last_interaction or pk in brought}
    return found


def _chunks(ids: Collection[int]) -> list[list[int]]:
    """Neither database takes any number of values in one statement."""
    listed = sorted(ids)
    return [listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK)]


__all__ = ["part_customers"]
