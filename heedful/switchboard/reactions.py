"""What the switchboard does after something happened elsewhere."""

from __future__ import annotations

from heedful.events.models import Event
from heedful.switchboard.sample import add_sample


def add_sample_conversation(event: Event) -> None:
    """A new brand finds one conversation in its inbox, to try things on."""
    if event.brand_id is not None and event.person_id is not None:
        add_sample(brand_id=event.brand_id, person_id=event.person_id)
