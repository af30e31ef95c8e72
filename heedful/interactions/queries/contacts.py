"""Everything between a customer and us, whatever the channel and the conversation; and the files that came with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Substr

from heedful.customers.queries import customer_of
from heedful.interactions.models import Attachment, Interaction
from heedful.interactions.queries.timeline import File
from heedful.team.viewer import Viewer

PLACE = 18  # digits that a number in a page mark may have
SHOWN = 1200  # letters of a message; the conversation has all of them
COLUMNS = (
    "id", "sort_key", "kind", "channel", "direction", "visibility", "happened_at", "person_id", "author_name",
    "author_address", "subject", "is_automatic", "flags", "needs_answer", "settled_at", "conversation_id",
    "conversation__subject", "conversation__state",
)  # fmt: skip
DIRECTIONS = ("in", "out", "internal")
STATES = ("open", "resolved")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which contacts are asked for; empty is all of them."""

    channel: str = ""
    direction: str = ""
    state: str = ""
    with_files: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact on the timeline of a customer."""

    id: int
    sort_key: int
    kind: str
    channel: str
    direction: str
    visibility: str
    happened_at: int
    person_id: int | None
    author_name: str
    author_address: str
    subject: str
    is_automatic: bool
    flags: list[str]
    needs_answer: bool
    settled_at: int | None
    conversation_id: int
    conversation_subject: str
    conversation_state: str
    text: str
    attachments: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """A file with the contact it came with. `cursor` is passed back as `after`."""

    id: int
    name: str
    content_type: str
    size: int
    happened_at: int
    direction: str
    conversation_id: int
    conversation_subject: str
    interaction_id: int
    cursor: str


def contacts(
    viewer: Viewer, customer_id: int, choice: Choice, *, before: int | None = None, limit: int = 30
) -> list[Contact]:
    """The newest `limit` contacts before a sort key, newest first; two queries."""
    rows = _theirs(viewer, customer_id)
    if choice.channel:
        rows = rows.filter(channel=choice.channel[:20])
    if choice.direction in DIRECTIONS:
        rows = rows.filter(direction=choice.direction)
    if choice.state in STATES:
        rows = rows.filter(conversation__state=choice.state)
    if choice.with_files:
        rows = rows.filter(Exists(Attachment.objects.filter(interaction=OuterRef("pk"), is_inline=False)))
    if before is not None:
        rows = rows.filter(sort_key__lt=before)
    page = rows.annotate(words=Substr("text", 1, SHOWN)).order_by("-sort_key").values(*COLUMNS, "words")[:limit]
    found = list(page)
    files = _files([row["id"] for row in found])
    return [_contact(row, files.get(row["id"], [])) for row in found]


def channels_of(viewer: Viewer, customer_id: int) -> list[str]:
    """By which channels there was any contact at all."""
    return sorted(set(_theirs(viewer, customer_id).order_by().values_list("channel", flat=True).distinct()))


def files_of(viewer: Viewer, customer_id: int, *, after: str | None = None, limit: int = 50) -> list[CustomerFile]:
    """What was sent to and fro, newest first; pictures inside a letter are not among them."""
    customer = customer_of(viewer, customer_id)
    rows = Attachment.objects.filter(
        interaction__customer=customer, interaction__withdrawn_at=None, is_inline=False
    ).select_related("interaction__conversation")
    rows = rows.order_by("-interaction__sort_key", "-id")
    return [_file(row) for row in (_beyond(rows, after) if after else rows)[:limit]]


def _theirs(viewer: Viewer, customer_id: int) -> QuerySet[Interaction]:
    return Interaction.objects.filter(customer_id=customer_id, withdrawn_at=None, brand_id__in=viewer.brand_ids)


def _beyond(rows: QuerySet[Attachment], after: str) -> QuerySet[Attachment]:
    key, _dot, last_id = after.partition(".")
    if not all(part.isascii() and part.isdecimal() and len(part) <= PLACE for part in (key, last_id)):
        raise ValueError("This page mark is damaged; open the list again.")
    return rows.filter(interaction__sort_key__lt=int(key)) | rows.filter(
        interaction__sort_key=int(key), id__lt=int(last_id)
    )


def _contact(row: dict[str, Any], files: list[File]) -> Contact:
    given = {name.replace("__", "_"): value for name, value in row.items() if name != "words"}
    return Contact(**given, text=row["words"], attachments=tuple(files))


def _file(row: Attachment) -> CustomerFile:
    contact = row.interaction
    return CustomerFile(
        row.pk, row.name, row.content_type, row.size, contact.happened_at, contact.direction, contact.conversation_id,
        contact.conversation.subject, contact.pk, f"{contact.sort_key}.{row.pk}",
    )  # fmt: skip


def _files(interaction_ids: list[int]) -> dict[int, list[File]]:
    found: dict[int, list[File]] = defaultdict(list)
    for row in Attachment.objects.filter(interaction_id__in=interaction_ids, is_inline=False).order_by("id"):
        found[row.interaction_id].append(
            File(row.pk, row.name, row.content_type, row.size, row.is_inline, row.content_id)
        )
    return found
