"""All pairs who may be one person, the strongest reason first: read along the index of hallmarks, page by page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from heedful.customers.models import Customer, Hallmark, NotTheSame
from heedful.customers.queries.by_word import Found
from heedful.customers.queries.likeness import COMMON, PERSONAL, Sighting, addresses_of, any_of, now_as, telling
from heedful.team.viewer import Viewer

MARKS = 30  # shared hallmarks that are looked at together
ROUNDS = 10  # of them in which nothing was left to suggest, until the reader is asked to go on
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one, and why: all that they share. `first` was seen later."""

    first: Found
    second: Found
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """One page; `next` leads to the one after, empty at the end. A page may hold few pairs and still lead on."""

    pairs: tuple[Pair, ...]
    next: str


def likely_pairs(viewer: Viewer, *, after: str = "") -> Pairs:
    """Each pair once, under the strongest thing that they share. Raises ValueError for a damaged `after`.

    A fixed number of queries for each look at the index; one look mostly fills a page.
    """
    places = [(brand_id, str(kind)) for brand_id in sorted(viewer.brand_ids) for kind in PERSONAL]
    number, value = _place(after, places)
    found: list[Pair] = []
    for _round in range(len(places) + ROUNDS):
        if found or number >= len(places):
            break
        brand_id, kind = places[number]
        marks = _shared(brand_id, kind, value)
        found = _pairs(brand_id, [(kind, one) for one in marks]) if marks else []
        number, value = (number, marks[-1]) if len(marks) == MARKS else (number + 1, "")
    return Pairs(tuple(found), f"{number}.{value}" if number < len(places) else "")


def _place(after: str, places: list[tuple[int, str]]) -> tuple[int, str]:
    if not after:
        return 0, ""
    number, _dot, value = after.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 6 and int(number) < len(places)) or "\0" in after:
        raise ValueError("This page mark is damaged; open the list again.")
    return int(number), value[:320]


def _shared(brand_id: int, kind: str, after: str) -> list[str]:
    """Values that a few customers have; what many have says nothing."""
    rows = Hallmark.objects.filter(brand_id=brand_id, kind=kind, value__gt=after).values("value")
    shared = rows.annotate(number=Count("customer_id")).filter(number__gt=1, number__lte=COMMON + 1)
    return list(shared.order_by("value").values_list("value", flat=True)[:MARKS])


def _pairs(brand_id: int, marks: list[Mark]) -> list[Pair]:
    having: dict[Mark, set[int]] = defaultdict(set)
    for row in Hallmark.objects.filter(any_of(marks), brand_id=brand_id):
        having[row.kind, row.value].add(row.customer_id)
    standing = now_as({pk for ids in having.values() for pk in ids})
    own = _marks_of(brand_id, standing)
    people = {row.pk: row for row in Customer.objects.filter(pk__in=own)}
    apart = _said_to_be_two(list(people))
    addresses = addresses_of(list(people))
    found = []
    for mark in marks:
        who = sorted(
            {standing[pk] for pk in having[mark]} & set(people), key=lambda pk: _seen(people[pk]), reverse=True
        )
        for first, second in ((who[0], other) for other in who[1:]):
            sightings = _in_common(own[first], own[second])
            if (min(first, second), max(first, second)) in apart or (sightings[0].kind, sightings[0].value) != mark:
                continue
            found.append(Pair(_shown(people[first], addresses), _shown(people[second], addresses), tuple(sightings)))
    return found


def _marks_of(brand_id: int, standing: dict[int, int]) -> dict[int, dict[Mark, bool]]:
    """By who they are now: the hallmarks that tell, and whether each stands on the card."""
    rows = list(Hallmark.objects.filter(customer_id__in=standing, kind__in=PERSONAL))
    tells = set(telling(brand_id, list({(row.kind, row.value) for row in rows}), 1))
    own: dict[int, dict[Mark, bool]] = defaultdict(dict)
    for row in rows:
        mark = (row.kind, row.value)
        if mark in tells:
            known = own[standing[row.customer_id]]
            known[mark] = known.get(mark, False) or row.is_own
    return own


def _in_common(one: dict[Mark, bool], other: dict[Mark, bool]) -> list[Sighting]:
    both = [Sighting(kind, value, one[kind, value] and other[kind, value]) for kind, value in one.keys() & other.keys()]
    return sorted(both, key=lambda sighting: (PERSONAL.index(sighting.kind), sighting.value))


def _said_to_be_two(ids: list[int]) -> set[tuple[int, int]]:
    return set(
        NotTheSame.objects.filter(Q(first_id__in=ids) & Q(second_id__in=ids)).values_list("first_id", "second_id")
    )


def _seen(row: Customer) -> tuple[int, int]:
    return row.last_seen_at, row.pk


def _shown(row: Customer, addresses: dict[int, str]) -> Found:
    return Found(row.pk, row.brand_id, row.name, addresses.get(row.pk, ""), row.company, row.last_seen_at)
