"""Get to know customers: recognise them by address, note what is worth remembering."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from heedful.customers import kinds
from heedful.customers.models import Address, Customer, Remembered
from heedful.customers.queries import NotFound, customer_of
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.events.rows import insert
from heedful.team.viewer import Viewer

NAME_LENGTH = 200
OWNER = """SELECT c.* FROM customers_address a JOIN customers_customer c ON c.id = a.customer_id
           WHERE a.brand_id = %s AND a.channel = %s AND a.value = %s"""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who reached us: `address` is normalised for its channel and may be missing."""

    brand_id: int
    channel: str
    address: str = ""
    name: str = ""
    company: str = ""


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


def remember(*, viewer: Viewer, customer_id: int, text: str) -> Remembered:
    """Note a detail on the card."""
    text = " ".join(text.split())[:300]
    if not text:
        raise ValueError("Write what is worth remembering.")
    with transaction.atomic():
        customer = customer_of(viewer, customer_id)
        noted = Remembered.objects.create(customer=customer, text=text, person_id=viewer.person_id, created_at=now())
        record(kinds.REMEMBERED, _about(customer), person_id=viewer.person_id, remembered_id=noted.pk)
    return noted


def rename(*, viewer: Viewer, customer_id: int, name: str, company: str = "") -> Customer:
    """Correct a customer's name."""
    with transaction.atomic():
        customer = customer_of(viewer, customer_id)
        customer.name, customer.company = name.strip()[:NAME_LENGTH], company.strip()[:NAME_LENGTH]
        customer.name_key = name_key(customer.name)
        customer.save(update_fields=["name", "company", "name_key"])
        record(kinds.RENAMED, _about(customer), person_id=viewer.person_id)
    return customer


def add_address(*, viewer: Viewer, customer_id: int, channel: str, address: str) -> Address:
    """Add a further address; one that belongs to somebody else is refused, never moved."""
    value = normal_address(channel, address)
    if not value:
        raise ValueError("Write the address.")
    with transaction.atomic():
        customer = customer_of(viewer, customer_id)
        owner = Address.objects.filter(brand_id=customer.brand_id, channel=channel, value=value).first()
        if owner is not None and owner.customer_id != customer.pk:
            raise ValueError("This address belongs to another customer of the brand.")
        if owner is None:
            owner = _add(customer, channel, value, at=now())
            record(kinds.ADDRESS_ADDED, _about(customer), person_id=viewer.person_id, channel=channel)
    return owner


def mark_bounced(*, brand_id: int, address: str, reason: str) -> None:
    """Remember that mail to an address comes back for good."""
    with transaction.atomic():
        row = Address.objects.filter(brand_id=brand_id, channel="email", value=address.lower()).first()
        if row is not None:
            row.bounced_at, row.bounce_reason = now(), reason[:300]
            row.save(update_fields=["bounced_at", "bounce_reason"])
            record(kinds.ADDRESS_BOUNCED, Subject(brand_id, row.customer_id))


def name_key(name: str) -> str:
    """How a name is looked up: without capitals, single spaces."""
    return " ".join(name.casefold().split())[:NAME_LENGTH]


def normal_address(channel: str, address: str) -> str:
    """One spelling per address: mail in lower case, phone numbers as digits with a leading plus."""
    address = address.strip()
    if channel == "phone":
        digits = "".join(filter(str.isdigit, address))
        plus = address.startswith(("+", "00"))
        return f"+{digits.removeprefix('00') if address.startswith('00') else digits}" if plus else digits
    return address.lower()[:320]


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
        _add(customer, caller.channel, caller.address, at=at)
    record(kinds.CREATED, _about(customer), channel=caller.channel)
    return customer


def _add(customer: Customer, channel: str, value: str, *, at: int) -> Address:
    address = Address(customer=customer, brand_id=customer.brand_id, channel=channel, value=value, created_at=at)
    insert(address)
    return address


def _seen(customer: Customer, caller: Caller, *, at: int) -> Customer:
    changed = []
    if caller.name and not customer.name:
        customer.name, customer.name_key = caller.name[:NAME_LENGTH], name_key(caller.name)
        changed += ["name", "name_key"]
    if at > customer.last_seen_at:
        customer.last_seen_at = at
        changed.append("last_seen_at")
    if changed:
        customer.save(update_fields=changed)
    return customer


def _about(customer: Customer) -> Subject:
    return Subject(customer.brand_id, customer.pk)
