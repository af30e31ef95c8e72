"""The addresses on a customer's card: added, taken off, marked when mail comes back."""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from heedful.customers import kinds
from heedful.customers.actions.known_by import know_by
from heedful.customers.actions.recognise import about, add_row
from heedful.customers.models import Address, Customer
from heedful.customers.queries.lookup import address_of, customer_of
from heedful.customers.spelling import NUMBER_CHANNELS, digits_of, normal_address
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.team.viewer import Viewer

MAIL = re.compile(r"[^@\s]{1,250}@[^@\s]{1,64}(\.[^@\s.]{1,63}){1,8}")
FEWEST_DIGITS = 3
CHANNELS = ("email", "phone", "chat", "sms", "social", "video", "in_person")


class OfSomebodyElse(ValueError):
    """The address is another customer's. It is never moved by itself: perhaps the two are one."""

    def __init__(self, owner_id: int, value: str) -> None:
        super().__init__(_("%(address)s belongs to another customer of the brand.") % {"address": value})
        self.owner_id = owner_id


def add_address(*, viewer: Viewer, customer_id: int, channel: str, address: str) -> Address:
    """Add a further address; one that belongs to somebody else is refused, never moved."""
    value = _checked(channel, address)
    with transaction.atomic():
        customer = customer_of(viewer, customer_id, to_write=True)
        owner = _owner(customer, channel, value) or _added(viewer, customer, channel, value)
        if owner.customer_id != customer.pk:
            raise OfSomebodyElse(owner.customer_id, value)
    return owner


def remove_address(*, viewer: Viewer, address_id: int) -> Customer:
    """Take an address off; what was said by it stays. A mail from it is somebody new from then on."""
    with transaction.atomic():
        address = address_of(viewer, address_id)
        customer = customer_of(viewer, address.customer_id, to_write=True)
        address.delete()
        know_by(customer)
        record(
            kinds.ADDRESS_REMOVED, about(customer), person_id=viewer.person_id, channel=address.channel,
            address=address.value,
        )  # fmt: skip
    return customer


def mark_bounced(*, brand_id: int, address: str, reason: str) -> None:
    """Remember that mail to an address comes back for good."""
    with transaction.atomic():
        row = Address.objects.filter(brand_id=brand_id, channel="email", value=address.lower()).first()
        if row is not None:
            row.bounced_at, row.bounce_reason = now(), reason[:300]
            row.save(update_fields=["bounced_at", "bounce_reason"])
            record(kinds.ADDRESS_BOUNCED, Subject(brand_id, row.customer_id))


def _owner(customer: Customer, channel: str, value: str) -> Address | None:
    return Address.objects.filter(brand_id=customer.brand_id, channel=channel, value=value).first()


def _added(viewer: Viewer, customer: Customer, channel: str, value: str) -> Address:
    try:
        with transaction.atomic():
            row = add_row(customer, channel, value, at=now())
    except IntegrityError:  # a mail from it came in a moment ago
        return Address.objects.get(brand_id=customer.brand_id, channel=channel, value=value)
    know_by(customer)
    record(kinds.ADDRESS_ADDED, about(customer), person_id=viewer.person_id, channel=channel, address=value)
    return row


def _checked(channel: str, address: str) -> str:
    if channel not in CHANNELS:
        raise ValueError(_("Choose by which channel the address is used."))
    value = normal_address(channel, address.replace("\0", ""))
    if not value:
        raise ValueError(_("Write the address."))
    if channel == "email" and not MAIL.fullmatch(value):
        raise ValueError(_("Write a mail address, such as ida@example.org."))
    if channel in NUMBER_CHANNELS and len(digits_of(value)) < FEWEST_DIGITS:
        raise ValueError(_("Write the number with its digits."))
    return value
