"""What follows in the record when somebody leaves, is called otherwise, or turns out to be somebody else."""

from __future__ import annotations

from django.db import transaction

from heedful.customers.actions import add_hallmarks
from heedful.customers.spelling import marks_under
from heedful.events.actions import Fact, Subject, record_all
from heedful.events.models import Event
from heedful.interactions import kinds
from heedful.interactions.actions.terms import index_customer
from heedful.interactions.models import Conversation, Interaction

UNTRUSTED = {"auth_failed", "bounce", "contact_form", "list", "malformed", "receipt"}


def let_go(event: Event) -> None:
    """Open conversations of somebody who left a brand (or the house) are nobody's again, so that others see them."""
    whom = event.details.get("whom")
    if not isinstance(whom, int):
        return
    rows = Conversation.objects.select_for_update().filter(assignee_id=whom, state=Conversation.State.OPEN)
    if event.brand_id is not None:
        rows = rows.filter(brand_id=event.brand_id)
    left = list(rows.values_list("pk", "brand_id", "customer_id"))
    Conversation.objects.filter(pk__in=[pk for pk, _, _ in left]).update(assignee=None)
    record_all(
        [
            Fact(kinds.ASSIGNED, Subject(brand_id, customer_id, pk), details={"to": None, "before": whom})
            for pk, brand_id, customer_id in left
        ]
    )


def find_by_new_name(event: Event) -> None:
    """Somebody got another name: what they wrote is found by it from now on."""
    if event.customer_id is not None:
        index_customer(event.customer_id)


def find_by_who_they_are(event: Event) -> None:
    """Two turned out to be one, or two again: what they said is found by the names they have now."""
    for customer_id in (event.customer_id, event.details.get("other")):
        if isinstance(customer_id, int):
            index_customer(customer_id)


def know_by_what_they_wrote(event: Event) -> None:
    """A number or a mail address under a message may tell who else the writer is."""
    row = Interaction.objects.select_related("customer").filter(pk=event.interaction_id).first()
    if row is None or row.is_automatic or row.channel != "email" or UNTRUSTED & set(row.flags):
        return
    with transaction.atomic():
        add_hallmarks(row.customer, marks_under(row.text, row.author_address))
