"""What follows for conversations when somebody leaves."""

from __future__ import annotations

from heedful.events.actions import Fact, Subject, record_all
from heedful.events.models import Event
from heedful.interactions import kinds
from heedful.interactions.actions.terms import index_customer
from heedful.interactions.models import Conversation


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
