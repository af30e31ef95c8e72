"""Who is it? Customers by the beginnings of words, last seen first, however many there are.

Words that few have lead to their customers by the index of words. When all of them are common (one letter of a name),
walking the customers from the last one seen finds a page sooner than sorting all who match.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from heedful.customers.models import Address, Customer
from heedful.customers.spelling import typed_words
from heedful.team.viewer import Viewer

COMMON = 5000  # rows of the index of words; from there on we walk
WALK = 5000  # customers whom we pass at most; when they are not found there, the index of words leads after all
PLACE = 18  # digits that a number in a page mark may have
LAST = "\U0010ffff"
ROWS = "SELECT c.id, c.brand_id, c.name, c.company, c.last_seen_at FROM customers_customer c WHERE "
# Asked for each customer on the way, never turned into a join with all who have the word.
HAS = """(SELECT 1 FROM customers_customerword w
          WHERE w.customer_id = c.id AND w.word >= %s AND w.word < %s LIMIT 1) IS NOT NULL"""
LED = """c.id IN (SELECT w.customer_id FROM customers_customerword w
                 WHERE w.brand_id = %s AND w.word >= %s AND w.word < %s)"""
CAPPED = """SELECT count(*) FROM (SELECT 1 FROM customers_customerword
            WHERE brand_id = %s AND word >= %s AND word < %s LIMIT {most}) AS found"""


Line = tuple[int, int, str, str, int]


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


@dataclass(frozen=True, slots=True)
class _Wish:
    """`leading` is the word by whose index we go; without one we walk, as far as `since`."""

    words: Sequence[str]
    leading: str | None
    after: tuple[int, int] | None
    limit: int
    since: int | None = None


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


def _of_brand(brand_id: int, words: Sequence[str], after: tuple[int, int] | None, limit: int) -> list[Line]:
    if not words:
        return _lines(brand_id, _Wish(words, None, after, limit))
    rarest, number = _rarest(brand_id, words)
    if number >= COMMON:
        since = _end_of_walk(brand_id, after)
        found = _lines(brand_id, _Wish(words, None, after, limit, since))
        if len(found) == limit or since is None:
            return found
    return _lines(brand_id, _Wish(words, rarest, after, limit))


def _lines(brand_id: int, wish: _Wish) -> list[Line]:
    conditions = ["c.brand_id = %s", "c.merged_into_id IS NULL"]
    values: list[int | str] = [brand_id]
    for word in wish.words:
        is_leading = word == wish.leading
        conditions.append(LED if is_leading else HAS)
        values += [brand_id, word, word + LAST] if is_leading else [word, word + LAST]
    if wish.after:
        conditions.append("(c.last_seen_at < %s OR (c.last_seen_at = %s AND c.id < %s))")
        values += [wish.after[0], *wish.after]
    if wish.since is not None:
        conditions.append("c.last_seen_at > %s")
        values.append(wish.since)
    statement = ROWS + " AND ".join(conditions) + " ORDER BY c.last_seen_at DESC, c.id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, wish.limit])
        return cursor.fetchall()


def _rarest(brand_id: int, words: Sequence[str]) -> tuple[str, int]:
    """The word that the fewest have, and how many; counted up to the number from which it is common."""
    counted = {}
    with connection.cursor() as cursor:
        for word in words:
            cursor.execute(CAPPED.format(most=COMMON), [brand_id, word, word + LAST])
            counted[word] = cursor.fetchone()[0]
    rarest = min(counted, key=lambda word: counted[word])
    return rarest, counted[rarest]


def _end_of_walk(brand_id: int, after: tuple[int, int] | None) -> int | None:
    """When the last of those was seen whom we pass at most; None when there are not so many."""
    rows = Customer.objects.filter(brand_id=brand_id)
    if after:
        rows = rows.filter(last_seen_at__lte=after[0])
    at = rows.order_by("-last_seen_at", "-id").values_list("last_seen_at", flat=True)[WALK : WALK + 1]
    return next(iter(at), None)


def _first_addresses(customer_ids: list[int]) -> dict[int, str]:
    rows = Address.objects.filter(customer_id__in=customer_ids).order_by("-id").values_list("customer_id", "value")
    return dict(rows) if customer_ids else {}


def _place(cursor: str) -> tuple[int, int]:
    seen, _dot, last_id = cursor.partition(".")
    if not all(part.isascii() and part.isdecimal() and len(part) <= PLACE for part in (seen, last_id)):
        raise ValueError("This page mark is damaged; open the list again.")
    return int(seen), int(last_id)
