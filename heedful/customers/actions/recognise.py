"""Get to know customers: the one behind an address, or a new one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from heedful.customers import kinds
from heedful.customers.actions.known_by import know_by
from heedful.customers.models import Address, Customer
from heedful.customers.queries.lookup import NotFound
from heedful.customers.spelling import NAME_LENGTH, name_key, normal_address
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.events.rows import insert
from heedful.team.viewer import Viewer

OWNER = """SELECT c.*, a.is_verified AS address_is_proven
           FROM customers_address a JOIN customers_customer c ON c.id = a.customer_id
           WHERE a.brand_id = %s AND a.channel = %s AND a.value = %s"""
STANDING = "SELECT merged_into_id FROM customers_customer WHERE id = %s FOR KEY SHARE"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who reached us: `address` is normalised for its channel and may be missing.

    `is_proven`: the wire has checked that it is theirs. Once proven, an address stays so.
    """

    brand_id: int
    channel: str
    address: str = ""
    name: str = ""
    company: str = ""
    is_proven: bool = False


def recognise(caller: Caller, *, at: int) -> Customer:
    """The customer behind an address; a new one when nobody has it. Safe when two mails arrive at once."""
    known = _owner(caller)
    if known is None:
        try:
            # Under SQLite's single writer nobody can be quicker, so no savepoint is needed.
            with transaction.atomic(savepoint=connection.vendor != "sqlite"):
                return _make(caller, at=at)
        except IntegrityError:
            known = _owner(caller)
            if known is None:
                raise
    return _seen(known, caller, at=at)


def create_customer(
    *, viewer: Viewer, brand_id: int, name: str, channel: str = "", address: str = "", company: str = ""
) -> Customer:
    """Write down a new customer; when the address is known already, its owner is returned instead."""
    if not viewer.may_see(brand_id):
        raise NotFound("There is no such brand for you.")
    caller = Caller(brand_id, channel, normal_address(channel, address), name.strip()[:NAME_LENGTH], company)
    with transaction.atomic():
        return recognise(caller, at=now()) if caller.address else _make(caller, at=now())


def standing(customer: Customer) -> Customer:
    """Who this customer is by now. Call it just before writing something of theirs, holding their conversation.

    On PostgreSQL somebody may merge them between our reading and our writing; the lock makes a merge wait for us.
    """
    if connection.vendor == "sqlite":  # one writer: what was read in this transaction still holds
        return customer
    wanted = customer.pk
    with connection.cursor() as cursor:
        while True:
            cursor.execute(STANDING, [wanted])
            into = cursor.fetchone()
            if into is None or into[0] is None:
                return customer if wanted == customer.pk else Customer.objects.get(pk=wanted)
            wanted = into[0]


def prove_address(*, brand_id: int, channel: str, address: str) -> None:
    """Somebody proved that an address is theirs: one cheap look, and an event the first time."""
    rows = Address.objects.filter(brand_id=brand_id, channel=channel, value=address, is_verified=False)
    if rows.update(is_verified=True):
        whose = Address.objects.filter(brand_id=brand_id, channel=channel, value=address)
        customer_id = whose.values_list("customer_id", flat=True).first()
        record(kinds.ADDRESS_PROVEN, Subject(brand_id, customer_id), channel=channel)


def add_row(customer: Customer, channel: str, value: str, *, at: int, is_proven: bool = False) -> Address:
    """Without an event and without asking whose it is."""
    address = Address(
        customer=customer, brand_id=customer.brand_id, channel=channel, value=value, created_at=at,
        is_verified=is_proven,
    )  # fmt: skip
    insert(address)
    return address


def _owner(caller: Caller) -> Customer | None:
    if not caller.address:
        return None
    owners = Customer.objects.raw(OWNER, [caller.brand_id, caller.channel, caller.address])
    return next(iter(owners), None)


def _make(caller: Caller, *, at: int) -> Customer:
    customer = Customer(
        brand_id=caller.brand_id,
        name=caller.name[:NAME_LENGTH],
        name_key=name_key(caller.name),
        company=caller.company[:NAME_LENGTH],
        created_at=at,
        last_seen_at=at,
    )
    insert(customer)
    if caller.address:
        add_row(customer, caller.channel, caller.address, at=at, is_proven=caller.is_proven)
    know_by(customer, [(caller.channel, caller.address)] if caller.address else [], is_new=True)
    record(kinds.CREATED, about(customer), channel=caller.channel)
    return customer


def _seen(customer: Customer, caller: Caller, *, at: int) -> Customer:
    changed = []
    is_named = bool(caller.name and not customer.name)
    if is_named:
        customer.name, customer.name_key = caller.name[:NAME_LENGTH], name_key(caller.name)
        changed += ["name", "name_key"]
    if at > customer.last_seen_at:
        customer.last_seen_at = at
        changed.append("last_seen_at")
    if changed:
        customer.save(update_fields=changed)
    if caller.is_proven and not getattr(customer, "address_is_proven", False):
        prove_address(brand_id=caller.brand_id, channel=caller.channel, address=caller.address)
    if is_named:
        know_by(customer)
    return customer


def about(customer: Customer) -> Subject:
    return Subject(customer.brand_id, customer.pk)
