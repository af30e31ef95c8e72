"""What is theirs: the customer under every name, their conversations, contacts and raw mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from heedful.blobs.store import BlobMissing, get_blob
from heedful.customers.models import Address, Customer
from heedful.customers.queries import family_ids
from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard.models import RawMessage

LOOKED_AT = 64 * 1024  # of a mail that was set aside: its head is there


@dataclass(frozen=True, slots=True)
class Theirs:
    """By ids. `shared` are conversations that also hold contacts of somebody else: those stay, with what is not theirs.

    `addresses` are theirs on any channel, in lower case.
    """

    brand_id: int
    customers: list[int]
    conversations: list[int]
    shared: list[int]
    contacts: list[int]
    raw: list[int]
    addresses: list[str]


def reach_of(customer: Customer) -> Theirs:
    """All of one customer, whoever turned out to be them included."""
    family = family_ids(customer.pk)
    addresses = [value.lower() for value in _addresses(family)]
    of_others = Interaction.objects.exclude(customer_id__in=family)
    own = set(Conversation.objects.filter(customer_id__in=family).values_list("pk", flat=True))
    inside = set(of_others.filter(conversation__customer_id__in=family).values_list("conversation_id", flat=True))
    whole = sorted(own - inside)
    contacts = list(Interaction.objects.filter(customer_id__in=family).order_by("pk").values_list("pk", flat=True))
    beside = Interaction.objects.filter(customer_id__in=family).exclude(conversation_id__in=own)
    shared = sorted(inside | set(beside.values_list("conversation_id", flat=True)))
    raw = sorted({*_raw_of(customer.brand_id, whole, contacts), *_set_aside(customer.brand_id, addresses)})
    return Theirs(customer.brand_id, family, whole, shared, contacts, raw, addresses)


def _addresses(family: list[int]) -> set[str]:
    """Those on the card, and those that they wrote from and are no longer on it."""
    known = Address.objects.filter(customer_id__in=family).values_list("value", flat=True)
    wrote = Interaction.objects.filter(customer_id__in=family, direction="in").exclude(author_address="")
    return {*known, *wrote.values_list("author_address", flat=True).distinct()}


def _raw_of(brand_id: int, conversations: list[int], contacts: list[int]) -> Iterable[int]:
    """One look through the brand's raw mail: what was a repeat is tied to a contact, too."""
    of_conversation, of_contact = set(conversations), set(contacts)
    rows = RawMessage.objects.filter(brand_id=brand_id).filter(
        Q(conversation_id__isnull=False) | Q(interaction_id__isnull=False)
    )
    for pk, conversation_id, contact_id in rows.values_list("pk", "conversation_id", "interaction_id").iterator():
        if contact_id in of_contact or (contact_id is None and conversation_id in of_conversation):
            yield pk


def _set_aside(brand_id: int, addresses: list[str]) -> Iterable[int]:
    """Mail that could not be read, or that somebody put away unread, with one of the addresses in it."""
    marks = [one.encode() for one in addresses if "@" in one]
    rows = RawMessage.objects.filter(brand_id=brand_id, conversation_id=None, interaction_id=None).exclude(digest="")
    for pk, digest in rows.values_list("pk", "digest").iterator() if marks else ():
        try:
            head = get_blob(digest)[:LOOKED_AT].lower()
        except BlobMissing:
            continue
        if any(mark in head for mark in marks):
            yield pk
