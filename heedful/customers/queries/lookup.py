"""Single rows by id: the place where a foreign brand's customer becomes NotFound, and a merged one who they are now."""

from __future__ import annotations

from heedful.customers.models import Address, Customer, Remembered
from heedful.team.viewer import Viewer


class NotFound(Exception):
    """There is no such thing for this viewer; whether it exists for others is not told."""


def customer_of(viewer: Viewer, customer_id: int, *, to_write: bool = False) -> Customer:
    """The row, or NotFound for anybody else's customer. One who was merged is found as who they are.

    `to_write` locks it until the transaction ends.
    """
    rows = Customer.objects.select_for_update(no_key=True) if to_write else Customer.objects.all()
    wanted: int | None = customer_id
    row = None
    while wanted is not None:
        row = rows.filter(pk=wanted, brand_id__in=viewer.brand_ids).first()
        wanted = row.merged_into_id if row else None
    if row is None:
        raise NotFound("There is no such customer.")
    return row


def remembered_of(viewer: Viewer, remembered_id: int) -> Remembered:
    """A detail with its customer, or NotFound."""
    rows = Remembered.objects.select_related("customer")
    row = rows.filter(pk=remembered_id, customer__brand_id__in=viewer.brand_ids).first()
    if row is None:
        raise NotFound("There is no such detail any more.")
    return row


def address_of(viewer: Viewer, address_id: int) -> Address:
    """An address, or NotFound."""
    row = Address.objects.filter(pk=address_id, brand_id__in=viewer.brand_ids).first()
    if row is None:
        raise NotFound("There is no such address any more.")
    return row


def family_ids(customer_id: int) -> list[int]:
    """A customer and all who turned out to be this one; mostly one query that finds nobody."""
    found, fresh = [customer_id], [customer_id]
    while fresh:
        fresh = list(Customer.objects.filter(merged_into_id__in=fresh).order_by("pk").values_list("pk", flat=True))
        found += fresh
    return found
