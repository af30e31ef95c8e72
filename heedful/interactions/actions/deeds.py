"""What can be done to many conversations at once: each deed with the one that takes it back.

A deed returns what it takes to undo it, or nothing when nothing had to change. Undoing touches only what
nobody has changed since.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from heedful.events.instant import now
from heedful.interactions.actions.handle import assign, give_to_team, prioritise, reopen, resolve
from heedful.interactions.actions.snooze import snooze, wake
from heedful.interactions.actions.tags import found_or_made, put_on, take_off
from heedful.interactions.models import Conversation, Tag
from heedful.interactions.queries.lookup import locked_of, tag_of
from heedful.interactions.tag_names import key_of
from heedful.team.viewer import Viewer

Details = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """`do` gets the locked row and the details; `undo` also what `do` returned."""

    do: Callable[[Viewer, Conversation, Details], Details]
    undo: Callable[[Viewer, Conversation, Details], None]


def do(viewer: Viewer, verb: str, conversation_id: int, details: Details) -> Details:
    """Call it inside a transaction."""
    return DEEDS[verb].do(viewer, locked_of(viewer, conversation_id), details)


def undo(viewer: Viewer, verb: str, conversation_id: int, before: Details) -> None:
    """Call it inside a transaction."""
    DEEDS[verb].undo(viewer, locked_of(viewer, conversation_id), before)


def _assign(viewer: Viewer, row: Conversation, details: Details) -> Details:
    before, person_id = row.assignee_id, details["person"]
    assign(viewer=viewer, conversation_id=row.pk, person_id=person_id)
    return {} if before == person_id else {"was": before, "is": person_id}


def _unassign(viewer: Viewer, row: Conversation, before: Details) -> None:
    if row.assignee_id == before["is"]:
        assign(viewer=viewer, conversation_id=row.pk, person_id=before["was"])


def _give(viewer: Viewer, row: Conversation, details: Details) -> Details:
    was, owner, team_id = row.team_id, row.assignee_id, details["team"]
    given = give_to_team(viewer=viewer, conversation_id=row.pk, team_id=team_id)
    return {} if was == team_id else {"was": was, "is": team_id, "owner": owner, "then": given.assignee_id}


def _take_back(viewer: Viewer, row: Conversation, before: Details) -> None:
    if row.team_id == before["is"]:
        give_to_team(viewer=viewer, conversation_id=row.pk, team_id=before["was"])
        if row.assignee_id == before["then"]:
            assign(viewer=viewer, conversation_id=row.pk, person_id=before["owner"])


def _tag(viewer: Viewer, row: Conversation, details: Details) -> Details:
    """By its name: the conversations may be of several brands, each with a tag of its own."""
    chosen = found_or_made(viewer, row.brand_id, details["name"])
    return {"tag": chosen.pk} if put_on(viewer=viewer, conversation=row, chosen=chosen) else {}


def _untag(viewer: Viewer, row: Conversation, details: Details) -> Details:
    chosen = Tag.objects.filter(brand_id=row.brand_id, name_key=key_of(details["name"])).first()
    is_off = chosen is not None and take_off(viewer=viewer, conversation=row, chosen=chosen)
    return {"tag": chosen.pk} if chosen and is_off else {}


def _take_off_again(viewer: Viewer, row: Conversation, before: Details) -> None:
    take_off(viewer=viewer, conversation=row, chosen=tag_of(viewer, before["tag"]))


def _put_on_again(viewer: Viewer, row: Conversation, before: Details) -> None:
    put_on(viewer=viewer, conversation=row, chosen=tag_of(viewer, before["tag"]))


def _prioritise(viewer: Viewer, row: Conversation, details: Details) -> Details:
    was, wanted = row.priority, details["priority"]
    prioritise(viewer=viewer, conversation_id=row.pk, priority=wanted)
    return {} if was == wanted else {"was": was, "is": wanted}


def _unprioritise(viewer: Viewer, row: Conversation, before: Details) -> None:
    if row.priority == before["is"]:
        prioritise(viewer=viewer, conversation_id=row.pk, priority=before["was"])


def _resolve(viewer: Viewer, row: Conversation, details: Details) -> Details:
    if row.state == Conversation.State.RESOLVED:
        return {}
    done = resolve(viewer=viewer, conversation_id=row.pk, reason=details["reason"])
    return {"at": done.resolved_at, "until": row.snoozed_until}


def _unresolve(viewer: Viewer, row: Conversation, before: Details) -> None:
    if row.state != Conversation.State.RESOLVED or row.resolved_at != before["at"]:
        return
    reopen(viewer=viewer, conversation_id=row.pk)
    if before["until"] is not None and before["until"] > now():
        snooze(viewer=viewer, conversation_id=row.pk, until=before["until"])


def _snooze(viewer: Viewer, row: Conversation, details: Details) -> Details:
    was, until = row.snoozed_until, details["until"]
    snooze(viewer=viewer, conversation_id=row.pk, until=until)
    return {} if was == until else {"was": was, "is": until}


def _unsnooze(viewer: Viewer, row: Conversation, before: Details) -> None:
    if row.snoozed_until != before["is"]:
        return
    if before["was"] is not None and before["was"] > now():
        snooze(viewer=viewer, conversation_id=row.pk, until=before["was"])
    else:
        wake(viewer=viewer, conversation_id=row.pk)


DEEDS = {
    "assign": Deed(_assign, _unassign),
    "team": Deed(_give, _take_back),
    "tag": Deed(_tag, _take_off_again),
    "untag": Deed(_untag, _put_on_again),
    "priority": Deed(_prioritise, _unprioritise),
    "resolve": Deed(_resolve, _unresolve),
    "snooze": Deed(_snooze, _unsnooze),
}
