"""Erase a customer: asked for by an admin, looked at before, done in one transaction, written down without a name.

The rows go together or not at all. The bytes of mails and files go after that commit, by a sweep that can be repeated
until it is through (`retention/sweep.py`, woken by the event): a crash between the two leaves bytes that nobody can
reach and that the next sweep takes.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.blobs.models import Released
from heedful.config import kinds
from heedful.config.erasing.reach import Theirs, reach_of
from heedful.config.erasing.scrubbing import blank_raw_mail, hand_over, scrub_events, unlearn
from heedful.config.erasing.taking_down import take_down
from heedful.config.retention.overwriting import overwriting
from heedful.customers.models import Customer
from heedful.customers.queries import card, customer_of
from heedful.events.actions import Subject, record
from heedful.interactions.models import Attachment, Conversation, Interaction
from heedful.switchboard.models import Delivery
from heedful.team.refusal import Refused
from heedful.team.viewer import Viewer

log = logging.getLogger(__name__)
AT_ONCE = 0  # released so long ago that the sweep does not wait


@dataclass(frozen=True, slots=True)
class Erased:
    """How much went, or would go."""

    conversations: int
    contacts: int
    files: int
    mails: int


def word_to_type(viewer: Viewer, customer_id: int) -> str:
    """What an admin types to say that it is meant: the name, without one an address, without any the number."""
    shown = card(viewer, customer_id)
    return " ".join(shown.name.split()) or next((one.value for one in shown.addresses), "") or str(shown.id)


def would_go(viewer: Viewer, customer_id: int) -> Erased:
    """The numbers beforehand; nothing is touched."""
    customer = customer_of(viewer, customer_id)
    viewer.require("admin", customer.brand_id)
    return _counted(reach_of(customer))


def erase_customer(*, viewer: Viewer, customer_id: int, typed: str) -> Erased:
    """All that is theirs goes and cannot be brought back. `typed` has to be `word_to_type`."""
    viewer.require("admin", customer_of(viewer, customer_id).brand_id)
    with overwriting(), transaction.atomic():
        wanted = word_to_type(viewer, customer_id)
        if " ".join(typed.split()).casefold() != wanted.casefold():
            raise Refused(_("That is not what stands there. Nothing was erased."))
        theirs = _locked(viewer, customer_id)
        gone = _counted(theirs)
        _take_all(theirs)
        record(kinds.ERASED, Subject(theirs.brand_id, customer_id), person_id=viewer.person_id, **asdict(gone))
    log.info("brand %s: a customer was erased", theirs.brand_id)
    return gone


def _locked(viewer: Viewer, customer_id: int) -> Theirs:
    """As everything locks: conversations first, then customers. Read again under the locks: mail may have come."""
    customer = customer_of(viewer, customer_id)
    before = reach_of(customer)
    wanted = [*before.conversations, *before.shared]
    list(Conversation.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True))
    list(Customer.objects.select_for_update().filter(pk__in=before.customers).order_by("pk").values_list("pk"))
    theirs = reach_of(customer_of(viewer, customer_id))
    on_the_wire = Delivery.objects.filter(interaction__in=theirs.contacts, state=Delivery.State.SENDING)
    if on_the_wire.exists():
        raise Refused(_("A mail to them is leaving just now. Try again in a minute; nothing was erased."))
    return theirs


def _take_all(theirs: Theirs) -> None:
    digests = blank_raw_mail(theirs)
    unlearn(theirs)
    scrub_events(theirs)
    take_down(Interaction, theirs.contacts, digests)
    hand_over(theirs)
    take_down(Conversation, theirs.conversations, digests)
    take_down(Customer, theirs.customers, digests)
    released = [Released(digest=one, released_at=AT_ONCE) for one in sorted(digests)]
    Released.objects.bulk_create(
        released, update_conflicts=True, unique_fields=["digest"], update_fields=["released_at"]
    )


def _counted(theirs: Theirs) -> Erased:
    files = Attachment.objects.filter(interaction__in=theirs.contacts).count()
    return Erased(len(theirs.conversations), len(theirs.contacts), files, len(theirs.raw))
