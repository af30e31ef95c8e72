"""The sample conversation of a new brand: it teaches by being one."""

from __future__ import annotations

from django.db import transaction

from heedful.channels.message import Inbound, Party
from heedful.customers.actions import Caller, recognise
from heedful.customers.models import Customer
from heedful.events.instant import MINUTE, now
from heedful.interactions.actions import Arrival, Writing, record_inbound, record_note
from heedful.interactions.models import Interaction
from heedful.team.models import Person
from heedful.team.viewer import viewer_of

LETTER = """Hello,

I ordered a desk lamp nine days ago, for my father's birthday on Sunday, and it still has not come. I have written \
once already and heard nothing, which is honestly upsetting.

When will it arrive? And can I have my money back if it does not come in time?

A sample customer"""

HINT = """This is a sample: nothing you answer here leaves the house.

Press r and begin a reply, for instance: "Unfortunately the courier lost it, we will get back to you soon." The coach \
underlines what a customer would stumble over, says why, and offers a better wording. Notes like this one are seen \
by the team only (n). Press e to resolve, and ? for all keys."""


def add_sample(*, brand_id: int, person_id: int) -> Interaction:
    """Put the sample into the inbox of a new brand; a second call adds nothing. Call it inside a transaction."""
    key = f"sample:{brand_id}"
    known = Interaction.objects.filter(brand_id=brand_id, dedup_key=key).first()
    if known is not None:
        return known
    with transaction.atomic():
        letter = _letter(recognise(Caller(brand_id, "", "", "A sample customer"), at=now()), key)
        viewer = viewer_of(Person.objects.get(pk=person_id))
        record_note(
            viewer=viewer, conversation_id=letter.conversation_id, writing=Writing(HINT, f"sample-hint:{brand_id}")
        )
    return letter


def _letter(customer: Customer, key: str) -> Interaction:
    moment = now()
    inbound = Inbound(
        channel="email",
        kind="message",
        content_key=key,
        sender=Party("", customer.name),
        subject="Where is my lamp?",
        text=LETTER,
        new_text=LETTER,
        sent_at=moment - 40 * MINUTE,
    )
    return record_inbound(Arrival(inbound, customer, moment))
