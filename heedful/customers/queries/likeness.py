"""Who may be the same person, and who is of the same company: by what they share. Suggestions only; people decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q

from heedful.customers.models import Address, Customer, Hallmark, NotTheSame
from heedful.customers.queries.by_word import Found
from heedful.customers.queries.lookup import customer_of, family_ids
from heedful.team.viewer import Viewer

MOST = 5
COMMON = 8  # what more of them share tells nobody from anybody
PERSONAL = (Hallmark.Kind.MAIL, Hallmark.Kind.PHONE, Hallmark.Kind.NAME)
OF_COMPANY = (Hallmark.Kind.COMPANY, Hallmark.Kind.DOMAIN)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing that two share. `is_own`: it is on both cards; else it stood under a message of one of them."""

    kind: str
    value: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody who may be the same person, and why one could think so."""

    id: int
    name: str
    address: str
    company: str
    last_seen_at: int
    sightings: tuple[Sighting, ...]


def alike(viewer: Viewer, customer_id: int, *, limit: int = MOST) -> list[Likeness]:
    """Who shares a name, a number or a mail address with this customer, the strongest reason first.

    Nine queries at most, whatever the size of the brand: each follows the index of hallmarks.
    """
    here = customer_of(viewer, customer_id)
    family = family_ids(here.pk)
    marks = {(row.kind, row.value): row.is_own for row in Hallmark.objects.filter(customer_id__in=family)}
    shared_marks = telling(here.brand_id, [mark for mark in marks if mark[0] in PERSONAL], len(family))
    if not shared_marks:
        return []
    shared: dict[int, list[Sighting]] = defaultdict(list)
    for row in Hallmark.objects.filter(any_of(shared_marks), brand_id=here.brand_id).exclude(customer_id__in=family):
        is_own = row.is_own and marks[row.kind, row.value]
        shared[row.customer_id].append(Sighting(row.kind, row.value, is_own))
    return _likenesses(here, family, _by_who_they_are(shared), limit)


def are_apart(first_id: int, second_id: int) -> bool:
    """Whether somebody has said that the two are two."""
    low, high = sorted([first_id, second_id])
    return NotTheSame.objects.filter(first_id=low, second_id=high).exists()


def colleagues_of(
    viewer: Viewer, customer_id: int, *, is_everybodys: Callable[[str], bool], limit: int = 50
) -> list[Found]:
    """Others of the same company, last seen first: of the same name of it, or with mail of the same domain.

    `is_everybodys` says which domains are a provider's, where anybody may have a mailbox.
    """
    here = customer_of(viewer, customer_id)
    marks = Hallmark.objects.filter(customer=here, kind__in=OF_COMPANY, is_own=True).values_list("kind", "value")
    firm = [(kind, value) for kind, value in marks if kind == "company" or not is_everybodys(value)]
    if not firm:
        return []
    sharing = Hallmark.objects.filter(any_of(firm), brand_id=here.brand_id, is_own=True)
    rows = Customer.objects.filter(pk__in=sharing.values("customer_id"), merged_into=None).exclude(pk=here.pk)
    found = list(rows.order_by("-last_seen_at", "-id")[:limit])
    addresses = addresses_of([row.pk for row in found])
    return [
        Found(row.pk, row.brand_id, row.name, addresses.get(row.pk, ""), row.company, row.last_seen_at) for row in found
    ]


def telling(brand_id: int, marks: list[tuple[str, str]], own: int) -> list[tuple[str, str]]:
    """Those that somebody else has too, but not so many that they say nothing."""
    if not marks:
        return []
    rows = Hallmark.objects.filter(any_of(marks), brand_id=brand_id).values_list("kind", "value")
    counted = rows.annotate(number=Count("customer_id")).values_list("kind", "value", "number")
    return [(kind, value) for kind, value, number in counted if 1 < number <= COMMON + own]


def any_of(marks: list[tuple[str, str]]) -> Q:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, value in marks:
        by_kind[kind].append(value)
    wanted = Q(pk__in=[])
    for kind, values in by_kind.items():
        wanted |= Q(kind=kind, value__in=values)
    return wanted


def _by_who_they_are(shared: dict[int, list[Sighting]]) -> dict[int, set[Sighting]]:
    """What somebody merged shares is shared by who they are now."""
    found: dict[int, set[Sighting]] = defaultdict(set)
    for pk, who in now_as(set(shared)).items():
        found[who].update(shared[pk])
    return found


def now_as(customer_ids: set[int]) -> dict[int, int]:
    """Who each of them is by now."""
    wanted, into = set(customer_ids), {pk: pk for pk in customer_ids}
    while wanted:
        rows = Customer.objects.filter(pk__in=wanted, merged_into__isnull=False)
        moved = dict(rows.values_list("pk", "merged_into_id"))
        into = {pk: moved.get(where, where) for pk, where in into.items()}
        wanted = set(moved.values())
    return into


def _likenesses(here: Customer, family: list[int], shared: dict[int, set[Sighting]], limit: int) -> list[Likeness]:
    shared.pop(here.pk, None)
    said = NotTheSame.objects.filter(Q(first_id__in=family) | Q(second_id__in=family))
    for pair in said.values_list("first_id", "second_id"):
        for pk in pair:
            shared.pop(pk, None)
    rows = list(Customer.objects.filter(pk__in=shared, brand_id=here.brand_id))
    rows.sort(key=lambda row: (_weight(shared[row.pk]), row.last_seen_at, row.pk), reverse=True)
    addresses = addresses_of([row.pk for row in rows[:limit]])
    return [
        Likeness(
            row.pk, row.name, addresses.get(row.pk, ""), row.company, row.last_seen_at,
            tuple(sorted(shared[row.pk], key=lambda one: (PERSONAL.index(one.kind), one.value))),
        )
        for row in rows[:limit]
    ]  # fmt: skip


def _weight(sightings: set[Sighting]) -> int:
    """An address or a number weighs more than a name, and what is on both cards more than what stood in a mail."""
    weights = {"mail": 4, "phone": 3, "name": 2}
    return sum(weights[one.kind] + one.is_own for one in sightings)


def addresses_of(customer_ids: list[int]) -> dict[int, str]:
    rows = Address.objects.filter(customer_id__in=customer_ids).order_by("-id").values_list("customer_id", "value")
    return dict(rows)
