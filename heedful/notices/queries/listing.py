"""The notices of somebody: unread ones first, each part newest first, page by page by a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Left

from heedful.notices.models import Notice
from heedful.team.viewer import Viewer

MOST = 100  # a figure on the rail counts no further
EXCERPT = 200
FIELDS = (
    "id", "news", "cause", "at", "conversation_id", "conversation__subject", "conversation__customer__name",
    "conversation__team__name", "by_name", "excerpt", "account_address", "account_reason", "account_id",
    "interaction_id",
)  # fmt: skip
MAILBOX = {"account_address": F("account__address"), "account_reason": Left("account__state_reason", EXCERPT)}


@dataclass(frozen=True, slots=True)
class Line:
    """One notice, ready to be put into words. It is about a conversation, or about a mailbox: the other id is 0."""

    id: int
    news: str
    cause: str
    at: int
    conversation_id: int
    subject: str
    customer_name: str
    team_name: str
    by_name: str
    excerpt: str
    account_address: str
    account_reason: str
    account_id: int
    interaction_id: int | None
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page; `next` leads to the one after, empty at the end."""

    lines: tuple[Line, ...]
    next: str


def notices(viewer: Viewer, *, after: str = "", limit: int = 40) -> Listing:
    """`after` is the `next` of the page before. Raises ValueError for anything else. At most two queries."""
    part, before = _place(after)
    lines: list[Line] = []
    if part == "u":
        lines = _lines(_own(viewer).filter(read_at=None), before, limit + 1, is_unread=True)
        before = None
    if len(lines) <= limit:
        rest = limit + 1 - len(lines)
        lines += _lines(_own(viewer).filter(read_at__isnull=False), before, rest, is_unread=False)
    page, is_more = lines[:limit], len(lines) > limit
    return Listing(tuple(page), f"{'u' if page[-1].is_unread else 'r'}{page[-1].id}" if is_more else "")


def unread_count(viewer: Viewer) -> int:
    """How many wait to be read, up to a hundred."""
    return _own(viewer).filter(read_at=None)[:MOST].count()


def unread_in(viewer: Viewer, digest_id: int, *, limit: int) -> list[Line]:
    """What of a digest is still worth a line, newest first."""
    rows = Notice.objects.filter(person_id=viewer.person_id, mailed_in_id=digest_id, brand_id__in=viewer.brand_ids)
    return _lines(rows.filter(read_at=None), None, limit, is_unread=True)


def _own(viewer: Viewer) -> QuerySet[Notice]:
    """Of a brand that one has left nothing is shown."""
    return Notice.objects.filter(person_id=viewer.person_id, on_page=True, brand_id__in=viewer.brand_ids)


def _lines(rows: QuerySet[Notice], before: int | None, limit: int, *, is_unread: bool) -> list[Line]:
    if before is not None:
        rows = rows.filter(pk__lt=before)
    rows = rows.annotate(by_name=F("by__name"), excerpt=Left("interaction__text", EXCERPT), **MAILBOX).order_by("-id")
    return [_line(row, is_unread=is_unread) for row in rows.values_list(*FIELDS)[:limit]]


def _line(row: tuple[Any, ...], *, is_unread: bool) -> Line:
    ids = ("conversation_id", "account_id", "interaction_id")
    told = {name: "" if value is None and name not in ids else value for name, value in zip(FIELDS, row, strict=True)}
    named: dict[str, Any] = {
        name.removeprefix("conversation__").replace("__", "_"): value for name, value in told.items()
    }
    named |= {"conversation_id": named["conversation_id"] or 0, "account_id": named["account_id"] or 0}
    return Line(**named, is_unread=is_unread)


def _place(after: str) -> tuple[str, int | None]:
    if not after:
        return "u", None
    part, number = after[0], after[1:]
    if part not in "ur" or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise ValueError("This page is not in the list any more. Begin again at the top.")
    return part, int(number)
