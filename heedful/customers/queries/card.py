"""What stands on a customer's card."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.customers.models import Address, Remembered
from heedful.customers.queries.lookup import customer_of
from heedful.team.viewer import Viewer

MOST_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address on the card."""

    channel: str
    value: str
    bounced_at: int | None
    bounce_reason: str
    id: int = 0
    is_proven: bool = False


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
    last_seen_at: int = 0


def card(viewer: Viewer, customer_id: int, *, most: int = MOST_REMEMBERED) -> Card:
    """The customer beside the conversation; three queries."""
    row = customer_of(viewer, customer_id)
    addresses = Address.objects.filter(customer=row).order_by("id")
    remembered = Remembered.objects.filter(customer=row).order_by("-id").values_list("id", "text")[:most]
    return Card(
        row.pk,
        row.brand_id,
        row.name,
        row.company,
        row.language,
        row.created_at,
        tuple(KnownAddress(a.channel, a.value, a.bounced_at, a.bounce_reason, a.pk, a.is_verified) for a in addresses),
        tuple(remembered),
        row.last_seen_at,
    )
