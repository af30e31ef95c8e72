"""Who is told of what. Each of these may run again: nobody is told twice of one event."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from heedful.events.instant import SECOND
from heedful.events.models import Event
from heedful.interactions.models import Conversation, Follower, Interaction, Mention
from heedful.notices.actions import read_conversation, tell, tell_of_mailbox
from heedful.notices.actions.telling import is_stale
from heedful.notices.models import Notice
from heedful.switchboard import kinds as switchboard
from heedful.team.models import Team

TOGETHER = 5 * SECOND  # a draft that is handed over brings its conversation along: one notice, not two


def while_fresh(reaction: Callable[[Event], None]) -> Callable[[Event], None]:
    """What is no news any more is not even looked into: an import, and the demo, tell of years."""

    @wraps(reaction)
    def told(event: Event) -> None:
        if not is_stale(event):
            reaction(event)

    return told


def tell_who_was_named(event: Event) -> None:
    tell(event, "mentioned", [_whole(event.details.get("whom"))])


def tell_new_owner(event: Event) -> None:
    tell(event, "assigned", [_whole(event.details.get("to"))])


@while_fresh
def tell_the_team(event: Event) -> None:
    """Those who share the work of a team. Whoever has the conversation already knows it."""
    people = Team.people.through.objects.filter(team_id=_whole(event.details.get("to")))
    owner = Conversation.objects.filter(pk=event.conversation_id).values_list("assignee_id", flat=True).first()
    tell(event, "team", set(people.values_list("person_id", flat=True)) - {owner})


def tell_who_gets_the_draft(event: Event) -> None:
    to = _whole(event.details.get("to"))
    if tell(event, "draft", [to]):
        beside = Notice.objects.filter(
            person_id=to, conversation_id=event.conversation_id, news="assigned", read_at=None
        )
        beside.filter(by_id=event.person_id, at__gte=event.at - TOGETHER).delete()


@while_fresh
def tell_of_customers_words(event: Event) -> None:
    """A robot's words are no news, nor is what was put away as unwanted."""
    row = Interaction.objects.filter(pk=event.interaction_id).select_related("conversation").first()
    if row is not None and not row.is_automatic and row.conversation.state == Conversation.State.OPEN:
        tell(event, "reply", _who_care(event))


@while_fresh
def tell_of_note(event: Event) -> None:
    """Who was named in it hears that instead."""
    named = Mention.objects.filter(interaction_id=event.interaction_id).values_list("person_id", flat=True)
    tell(event, "note", _who_care(event) - set(named))


@while_fresh
def tell_of_long_wait(event: Event) -> None:
    """Whoever has it; where nobody does, the team."""
    row = Conversation.objects.filter(pk=event.conversation_id).first()
    if row is None or row.waiting_since is None:
        return
    team = Team.people.through.objects.filter(team_id=row.team_id)
    tell(event, "overdue", [row.assignee_id] if row.assignee_id else team.values_list("person_id", flat=True))


@while_fresh
def tell_writer_of_trouble(event: Event) -> None:
    """The reply did not arrive, or nobody knows whether it did."""
    writer = Interaction.objects.filter(pk=event.interaction_id).values_list("person_id", flat=True).first()
    owner = Conversation.objects.filter(pk=event.conversation_id).values_list("assignee_id", flat=True).first()
    tell(event, "stuck", [writer or owner])


def tell_writer_of_hold(event: Event) -> None:
    """A scheduled reply waits for its writer, whom the event names though they did nothing."""
    writer, event.person_id = event.person_id, None
    tell(event, "stuck", [writer])


def tell_of_return(event: Event) -> None:
    """Back by the clock. Brought back by hand somebody is there already; by a customer, their words are told."""
    if event.details.get("by") == "clock":
        tell(event, "back", _who_care(event))


def tell_of_due_promise(event: Event) -> None:
    """Whoever owns it, before it is too late."""
    tell(event, "promise_soon", [_whole(event.details.get("owner_id"))])


def tell_of_late_promise(event: Event) -> None:
    tell(event, "promise_late", [_whole(event.details.get("owner_id"))])


def tell_admins_of_mailbox(event: Event) -> None:
    """It cannot be read, or it can again."""
    tell_of_mailbox(event, is_healed=event.kind == switchboard.HEALTHY)


def put_away(event: Event) -> None:
    """Whoever does something in a conversation has seen what is in it."""
    if event.person_id is not None and event.conversation_id is not None:
        read_conversation(person_id=event.person_id, conversation_id=event.conversation_id)


def move_notices(event: Event) -> None:
    """After a merge the notices lead to where the words are now."""
    into = _whole(event.details.get("into"))
    if into is not None:
        Notice.objects.filter(conversation_id=event.conversation_id, read_at=None).update(conversation_id=into)


def _who_care(event: Event) -> set[int]:
    """Who has the conversation, and who follows it."""
    owner = Conversation.objects.filter(pk=event.conversation_id).values_list("assignee_id", flat=True).first()
    followers = Follower.objects.filter(conversation_id=event.conversation_id).values_list("person_id", flat=True)
    return {*followers, *([owner] if owner else [])}


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
