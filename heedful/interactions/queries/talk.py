"""The head of one conversation: what it is, whose it is, and whether a reply can leave."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from heedful.customers.models import Address
from heedful.customers.queries import NotFound
from heedful.interactions.models import Conversation, Follower, Interaction, Move
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation without its interactions."""

    id: int
    brand_id: int
    brand_name: str
    timezone: str
    customer_id: int
    customer_name: str
    subject: str
    channel: str
    state: str
    resolution: str
    assignee_id: int | None
    assignee_name: str | None
    team_id: int | None
    team_name: str | None
    waiting_since: int | None
    opened_at: int
    flags: tuple[str, ...]
    mood: str
    version: int
    goal_minutes: int
    account_id: int | None
    reply_to: str
    is_public: bool
    priority: int
    snoozed_until: int | None
    is_followed: bool
    was_moved: bool

    @property
    def can_reply(self) -> bool:
        """Whether there is an address to answer to; the wire is checked when sending."""
        return bool(self.reply_to)


def conversation(viewer: Viewer, conversation_id: int) -> Talk:
    """The conversation, or NotFound; two queries (a third when the customer never wrote).

    One that was merged away is found where it went: its `id` is then another one.
    """
    followed = Exists(Follower.objects.filter(conversation=OuterRef("pk"), person_id=viewer.person_id))
    moved = Exists(Move.objects.filter(Q(source=OuterRef("pk")) | Q(target=OuterRef("pk")), undone_at=None))
    rows = Conversation.objects.select_related("brand", "customer", "assignee", "team")
    rows = rows.annotate(is_followed=followed, was_moved=moved)
    row = rows.filter(pk=conversation_id, brand_id__in=viewer.brand_ids).first()
    if row is None:
        raise NotFound("There is no such conversation.")
    if row.merged_into_id is not None:
        return conversation(viewer, row.merged_into_id)
    last = (
        Interaction.objects.filter(conversation=row, direction="in", is_automatic=False)
        .exclude(author_address="")
        .order_by("-sort_key")
        .values("author_address", "visibility", "channel")
        .first()
    )
    return Talk(
        id=row.pk,
        brand_id=row.brand_id,
        brand_name=row.brand.name,
        timezone=row.brand.timezone,
        customer_id=row.customer_id,
        customer_name=row.customer.name,
        subject=row.subject,
        channel=row.channel,
        state=row.state,
        resolution=row.resolution,
        assignee_id=row.assignee_id,
        assignee_name=row.assignee.name if row.assignee else None,
        team_id=row.team_id,
        team_name=row.team.name if row.team else None,
        waiting_since=row.waiting_since,
        opened_at=row.opened_at,
        flags=tuple(row.flags),
        mood=row.mood,
        version=row.version,
        goal_minutes=row.brand.reply_goal_minutes,
        account_id=row.account_id,
        reply_to=_mail_address(row, last["author_address"] if last and last["channel"] == "email" else ""),
        is_public=bool(last and last["visibility"] == "public"),
        priority=row.priority,
        snoozed_until=row.snoozed_until,
        is_followed=row.is_followed,
        was_moved=row.was_moved,
    )


def _mail_address(row: Conversation, wrote_from: str) -> str:
    """Where a written reply goes: to where they last wrote from, else to their first mail address."""
    if wrote_from:
        return wrote_from
    known = Address.objects.filter(customer_id=row.customer_id, channel="email", bounced_at=None).order_by("id")
    return known.values_list("value", flat=True).first() or ""
