"""One timeline over all channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from heedful.interactions.models import Attachment, Conversation, Interaction
from heedful.interactions.queries.lookup import conversation_of, landing
from heedful.team.viewer import Viewer

COLUMNS = (
    "id", "sort_key", "kind", "channel", "direction", "visibility", "happened_at", "learnt_at", "person_id",
    "author_name", "author_address", "subject", "text", "full_text", "html", "remote_images", "is_automatic",
    "flags", "extra", "needs_answer", "settled_at", "settled_as", "raw_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """An attachment as the timeline shows it."""

    id: int
    name: str
    content_type: str
    size: int
    is_inline: bool
    content_id: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One interaction on the timeline."""

    id: int
    sort_key: int
    kind: str
    channel: str
    direction: str
    visibility: str
    happened_at: int
    learnt_at: int
    person_id: int | None
    author_name: str
    author_address: str
    subject: str
    text: str
    full_text: str
    html: str
    remote_images: int
    is_automatic: bool
    flags: list[str]
    extra: dict[str, Any]
    needs_answer: bool
    settled_at: int | None
    settled_as: str
    raw_id: int | None
    attachments: tuple[File, ...] = field(default=())

    @property
    def has_quote(self) -> bool:
        """Whether the whole text holds more than the new words (quoted history, signature)."""
        return bool(self.full_text)

    def written(self, line: str) -> list[str]:
        """Who else it went to ("to" or "cc"), as people write it: a name with its address."""
        names = self.extra.get("names", {})
        return [f"{names[one]} <{one}>" if names.get(one) else one for one in self.extra.get(line, ())]


def timeline(
    viewer: Viewer, conversation_id: int, *, before: int | None = None, limit: int = 50, with_files: bool = True
) -> list[Moment]:
    """The newest `limit` interactions before a sort key, oldest first; two queries. NotFound for what is not theirs."""
    rows = Interaction.objects.filter(conversation_id=conversation_id, withdrawn_at=None, brand_id__in=viewer.brand_ids)
    if before is not None:
        rows = rows.filter(sort_key__lt=before)
    found = list(rows.order_by("-sort_key").values(*COLUMNS)[:limit])[::-1]
    if not found:
        conversation_of(viewer, conversation_id)
    files = _files([row["id"] for row in found]) if with_files else {}
    return [Moment(**row, attachments=tuple(files.get(row["id"], ()))) for row in found]


def others_of(viewer: Viewer, customer_id: int, *, limit: int = 6) -> list[dict[str, Any]]:
    """The customer's newest conversations, for the card; of those merged into another customer's, that one."""
    theirs = Conversation.objects.filter(customer_id=customer_id, brand_id__in=viewer.brand_ids)
    away = Conversation.objects.filter(customer_id=customer_id, merged_into__isnull=False).exclude(
        merged_into__customer_id=customer_id
    )
    there = {landing(row).pk for row in away.order_by("-last_at")[:limit]}
    rows = theirs.exclude(state="merged")
    if there:
        rows = Conversation.objects.filter(
            Q(pk__in=rows.order_by("-last_at").values("pk")[:limit]) | Q(pk__in=there), brand_id__in=viewer.brand_ids
        )
    newest = rows.order_by("-last_at").values("id", "subject", "state", "channel", "last_at")[:limit]
    return [dict(row) for row in newest]


def _files(interaction_ids: list[int]) -> dict[int, list[File]]:
    found: dict[int, list[File]] = {}
    if not interaction_ids:
        return found
    rows = Attachment.objects.filter(interaction_id__in=interaction_ids).order_by("id")
    for row in rows:
        file = File(row.pk, row.name, row.content_type, row.size, row.is_inline, row.content_id)
        found.setdefault(row.interaction_id, []).append(file)
    return found
