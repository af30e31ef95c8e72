"""What follows for a customer's card."""

from __future__ import annotations

from heedful.customers.actions import mark_bounced
from heedful.events.models import Event


def mark_bounced_address(event: Event) -> None:
    """An address that came back for good is shown as such on the card."""
    if event.details.get("bounce") == "hard" and event.brand_id is not None:
        reason = event.details.get("diagnostic") or event.details.get("status") or ""
        mark_bounced(brand_id=event.brand_id, address=str(event.details.get("recipient", "")), reason=str(reason))
