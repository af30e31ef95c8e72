"""Who our customers are, always through the eyes of a viewer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from heedful.customers.models import Address, Customer, Remembered
from heedful.team.viewer import Viewer


class NotFound(Exception):
    """There is no such thing for this viewer; whether it exists for others is not told."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of 'who is it?'."""

    id: int
    brand_id: int
    name: str
    address: str
    company: str
    last_seen_at: int


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address on the card."""

    channel: str
    value: str
    bounced_at: int | None
    bounce_reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the customer card."""

    id: int
    brand_id: int
    name: str
    company: str
    language: str
    created_at: int
    addresses: tuple[KnownAddress, ...]
    remembered: tuple[tuple[int, str], ...]


def customer_of(viewer: Viewer, customer_id: int) -> Customer:
    """The row, or NotFound for anybody else's customer."""
    try:
        return Customer.objects.get(pk=customer_id, brand_id__in=viewer.brand_ids)
    except Customer.DoesNotExist as error:
        raise NotFound("There is no such customer.") from error


def find(viewer: Viewer, text: str, limit: int = 8) -> list[Found]:
    """Search as one types: by the start of any name part, of an address, or of the company; last seen first."""
    key = " ".join(text.casefold().replace("\0", " ").split())
    if not key:
        return []
    digits = "".join(filter(str.isdigit, key))
    match = Q(name_key__startswith=key) | Q(name_key__contains=f" {key}") | Q(company__istartswith=key)
    match |= Q(addresses__value__startswith=key)
    if len(digits) >= 4:
        match |= Q(addresses__channel="phone", addresses__value__contains=digits)
    rows = (
        Customer.objects.filter(match, brand_id__in=viewer.brand_ids)
        .prefetch_related(Prefetch("addresses", Address.objects.order_by("id")))
        .order_by("-last_seen_at", "-id")
        .distinct()[:limit]
    )
    return [Found(row.pk, row.brand_id, row.name, _first_address(row), row.company, row.last_seen_at) for row in rows]


def card(viewer: Viewer, customer_id: int) -> Card:
    """The customer beside the conversation; three queries."""
    row = customer_of(viewer, customer_id)
    addresses = Address.objects.filter(customer=row).order_by("id")
    remembered = Remembered.objects.filter(customer=row).order_by("-id").values_list("id", "text")[:20]
    return Card(
        row.pk,
        row.brand_id,
        row.name,
        row.company,
        row.language,
        row.created_at,
        tuple(KnownAddress(a.channel, a.value, a.bounced_at, a.bounce_reason) for a in addresses),
        tuple(remembered),
    )


def _first_address(row: Customer) -> str:
    return next((address.value for address in row.addresses.all()), "")
