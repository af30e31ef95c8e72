"""Who is it? Customers by the beginnings of words, last seen first, however many there are.

Words that few have lead to their customers by the index of words. When all of them are common (one letter of a name),
walking the customers from the last one seen finds a page sooner than sorting all who match.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from heedful.customers.models import Address
from heedful.customers.spelling import typed_words
from heedful.team.viewer import Viewer

COMMON = 5000  # rows of the index of words; beyond them we walk
LAST = "\U0010ffff"
ROWS = "SELECT c.id, c.brand_id, c.name, c.company, c.last_seen_at FROM customers_customer c WHERE "
HAS = "EXISTS (SELECT 1 FROM customers_customerword w WHERE w.customer_id = c.id AND w.word >= %s AND w.word < %s)"
LED = """c.id IN (SELECT w.customer_id FROM customers_customerword w
                 WHERE w.brand_id = %s AND w.word >= %s AND w.word < %s)"""
CAPPED = """SELECT count(*) FROM (SELECT 1 FROM customers_customerword
            WHERE brand_id = %s AND word >= %s AND word < %s LIMIT {most}) AS found"""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of 'who is it?', and of the list of customers. `cursor` is passed back as `after`."""

    id: int
    brand_id: int
    name: str
    address: str
    company: str
    last_seen_at: int
    cursor: str = ""


def find(viewer: Viewer, text: str, limit: int = 8) -> list[Found]:
    """Search as one types: by the start of any word of a name, of a company, of an address; last seen first."""
    words = typed_words(text[:300].replace("\0", " "))
    return _page(viewer, words, None, limit) if words else []


def customers(viewer: Viewer, text: str = "", *, after: str | None = None, limit: int = 50) -> list[Found]:
    """One page of everybody, or of those whom the words find. Words that are no words find nobody."""
    words = typed_words(text[:300].replace("\0", " "))
    if text.strip() and not words:
        return []
    return _page(viewer, words, _place(after) if after else None, limit)


def _page(viewer: Viewer, words: Sequence[str], after: tuple[int, int] | None, limit: int) -> list[Found]:
    """Brands are read one by one, so that each read follows its index."""
    found = [row for brand_id in viewer.brand_ids for row in _of_brand(brand_id, words, after, limit)]
    found.sort(key=lambda row: (row[4], row[0]), reverse=True)
    rows = found[:limit]
    addresses = _first_addresses([row[0] for row in rows])
    return [
        Found(pk, brand_id, name, addresses.get(pk, ""), company, seen, f"{seen}.{pk}")
        for pk, brand_id, name, company, seen in rows
    ]


def _of_brand(
    brand_id: int, words: Sequence[str], after: tuple[int, int] | None, limit: int
) -> list[tuple[int, int, str, str, int]]:
    conditions = ["c.brand_id = %s", "c.merged_into_id IS NULL"]
    values: list[int | str] = [brand_id]
    with connection.cursor() as cursor:
        rarest = _rarest(cursor, brand_id, words)
        for word in words:
            is_leading = word == rarest
            conditions.append(LED if is_leading else HAS)
            values += [brand_id, word, word + LAST] if is_leading else [word, word + LAST]
        if after:
            conditions.append("(c.last_seen_at < %s OR (c.last_seen_at = %s AND c.id < %s))")
            values += [after[0], *after]
        statement = ROWS + " AND ".join(conditions) + " ORDER BY c.last_seen_at DESC, c.id DESC LIMIT %s"
        cursor.execute(statement, [*values, limit])
        return cursor.fetchall()


def _rarest(cursor, brand_id: int, words: Sequence[str]) -> str | None:  # noqa: ANN001 (Django's own cursor)
    """The word that the fewest have, or None when all are common."""
    counted = {}
    for word in words:
        cursor.execute(CAPPED.format(most=COMMON), [brand_id, word, word + LAST])
        counted[word] = cursor.fetchone()[0]
    rarest = min(counted, key=lambda word: counted[word], default=None)
    return rarest if rarest is not None and counted[rarest] < COMMON else None


def _first_addresses(customer_ids: list[int]) -> dict[int, str]:
    rows = Address.objects.filter(customer_id__in=customer_ids).order_by("-id").values_list("customer_id", "value")
    return dict(rows) if customer_ids else {}


def _place(cursor: str) -> tuple[int, int]:
    seen, _dot, last_id = cursor.partition(".")
    if not (seen.isascii() and last_id.isascii() and seen.isdecimal() and last_id.isdecimal() and len(cursor) < 40):
        raise ValueError("This page mark is damaged; open the list again.")
    return int(seen), int(last_id)
