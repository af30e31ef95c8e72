"""Two conversations about one matter become one, and can be two again. Nothing is copied, nothing is lost:
the interactions move, and whatever still arrives for the one that was merged away lands where they are.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import record
from heedful.events.instant import now
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import about
from heedful.interactions.actions.retell import retell
from heedful.interactions.models import Conversation, Follower, Interaction, Move, Tagging
from heedful.interactions.queries.lookup import conversation_of, move_of
from heedful.team.viewer import Viewer

FIELDS = (
    "assignee_id", "team_id", "account_id", "priority", "snoozed_until", "mood", "flags",
    "state", "resolution", "resolved_at", "resolved_by_id",
)  # fmt: skip
RESTORED = ("state", "resolution", "resolved_at", "resolved_by_id", "snoozed_until")


class OfAnotherCustomer(ValueError):
    """The two belong to different customers; whoever means it says so."""


def merge(*, viewer: Viewer, conversation_id: int, other_id: int, is_sure: bool = False) -> Move:
    """Bring another conversation of the brand into this one. `is_sure`: also that of another customer."""
    with transaction.atomic():
        target, source = _both(viewer, conversation_id, other_id)
        if target.customer_id != source.customer_id and not is_sure:
            raise OfAnotherCustomer(_("They belong to two different customers. Are they about the same matter?"))
        move = Move(kind=Move.Kind.MERGE, source=source, target=target, person_id=viewer.person_id, at=now())
        move.interaction_ids = list(source.interactions.order_by("pk").values_list("pk", flat=True))
        move.before = {"source": _state(source, RESTORED), "target": _state(target, FIELDS)}
        Interaction.objects.filter(conversation=source).update(conversation=target)
        _take_over(target, source)
        move.after = {"target": _state(target, FIELDS), **_join_marks(target, source)}
        _merge_away(source, target)
        move.save()
        retell(target)
        record(kinds.MERGED, about(target), person_id=viewer.person_id, source=source.pk, move_id=move.pk)
        record(kinds.MERGED_AWAY, about(source), person_id=viewer.person_id, into=target.pk, move_id=move.pk)
    return move


def unmerge(*, viewer: Viewer, move_id: int) -> Move:
    """Two again: what was merged goes back with all that happened to it since; what came since stays."""
    with transaction.atomic():
        move = move_of(viewer, move_id)
        if move.undone_at is not None:
            return move
        rows = Conversation.objects.select_for_update().filter(pk__in={move.source_id, move.target_id})
        found = {row.pk: row for row in rows.order_by("pk")}
        source, target = found[move.source_id], found[move.target_id]
        if target.merged_into_id is not None:
            raise ValueError(_("It was merged on into another conversation. Undo that merge first."))
        back = Interaction.objects.filter(pk__in=move.interaction_ids, conversation=target)
        if not back.exists():
            raise ValueError(_("Nothing of it is here any more, so there is nothing to take apart."))
        back.update(conversation=source)
        _part_again(source, target, move)
        move.undone_at = now()
        move.save(update_fields=["undone_at"])
        for row in (source, target):
            record(kinds.UNMERGED, about(row), person_id=viewer.person_id, move_id=move.pk)
    return move


def _both(viewer: Viewer, conversation_id: int, other_id: int) -> tuple[Conversation, Conversation]:
    """Both rows, locked in the order of their ids so that two merges never wait for each other."""
    first, second = conversation_of(viewer, conversation_id), conversation_of(viewer, other_id)
    if first.pk == second.pk:
        raise ValueError(_("That is this conversation itself. Choose another one."))
    if first.brand_id != second.brand_id:
        raise ValueError(_("The two belong to different brands, and brands are kept apart."))
    rows = Conversation.objects.select_for_update().filter(pk__in={first.pk, second.pk}).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[first.pk], found[second.pk]


def _state(row: Conversation, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields}


def _take_over(target: Conversation, source: Conversation) -> None:
    """What the target lacks it gets; awake beats asleep, open beats resolved, urgent beats calm."""
    for name in ("assignee_id", "team_id", "account_id"):
        if getattr(target, name) is None:
            setattr(target, name, getattr(source, name))
    target.priority = max(target.priority, source.priority)
    target.flags = list(dict.fromkeys([*target.flags, *source.flags]))
    if source.last_inbound_at > target.last_inbound_at:
        target.mood = source.mood
    if target.state == Conversation.State.OPEN and source.state == Conversation.State.RESOLVED:
        return
    if target.state == Conversation.State.RESOLVED and source.state == Conversation.State.OPEN:
        _open(target)
        target.snoozed_until = source.snoozed_until
        return
    both = (target.snoozed_until, source.snoozed_until)
    target.snoozed_until = None if None in both else min(until for until in both if until is not None)


def _open(row: Conversation) -> None:
    row.state, row.resolution = Conversation.State.OPEN, ""
    row.resolved_at, row.resolved_by_id = None, None


def _join_marks(target: Conversation, source: Conversation) -> dict[str, list[int]]:
    """Tags and followers of both; returns which the target did not have."""
    tagged = set(Tagging.objects.filter(conversation=target).values_list("tag_id", flat=True))
    tags = [one.tag_id for one in Tagging.objects.filter(conversation=source) if one.tag_id not in tagged]
    Tagging.objects.bulk_create(Tagging(conversation=target, tag_id=tag_id) for tag_id in tags)
    known = set(Follower.objects.filter(conversation=target).values_list("person_id", flat=True))
    people = [one.person_id for one in Follower.objects.filter(conversation=source) if one.person_id not in known]
    Follower.objects.bulk_create(Follower(conversation=target, person_id=who, since_at=now()) for who in people)
    return {"tags": tags, "followers": people}


def _merge_away(source: Conversation, target: Conversation) -> None:
    source.state, source.merged_into = Conversation.State.MERGED, target
    source.waiting_since, source.snoozed_until = None, None
    source.version += 1
    source.save()


def _part_again(source: Conversation, target: Conversation, move: Move) -> None:
    """The source is as it was; of the target only what is still as the merge left it is put back."""
    source.merged_into = None
    for name, value in move.before["source"].items():
        setattr(source, name, value)
    retell(source)
    if source.waiting_since is not None:
        _open(source)
        source.save()
    retell(target)
    before, after = move.before["target"], move.after["target"]
    was_opened = before["state"] != after["state"]
    if was_opened and target.waiting_since is not None:
        before = {**before, **_state(target, ("state", "resolution", "resolved_at", "resolved_by_id"))}
    if target.last_inbound_at > move.at:  # whoever wrote since would have brought it back anyway
        before = {**before, "snoozed_until": target.snoozed_until}
    for name in FIELDS:
        if getattr(target, name) == after[name]:
            setattr(target, name, before[name])
    target.save()
    Tagging.objects.filter(conversation=target, tag_id__in=move.after["tags"]).delete()
    Follower.objects.filter(conversation=target, person_id__in=move.after["followers"]).delete()
