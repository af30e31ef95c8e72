"""Small builders for the record: mails as the switchboard would hand them over."""

from __future__ import annotations

from itertools import count

from django.db import transaction

from heedful.channels.message import Inbound, Party
from heedful.customers.actions import Caller, recognise
from heedful.events.instant import now
from heedful.interactions.actions import Arrival, record_inbound
from heedful.interactions.models import Conversation, Interaction

_number = count(1)


def mail_in(
    brand_id: int,
    text: str = "Where is my lamp?",
    *,
    sender: str = "ida@client.test",
    subject: str = "My lamp",
    conversation: Conversation | None = None,
    automatic: bool = False,
    at: int | None = None,
) -> Interaction:
    """One mail from a customer, recorded."""
    number = next(_number)
    moment = at or now()
    inbound = Inbound(
        channel="email",
        kind="message",
        content_key=f"key-{number}",
        external_id=f"<m{number}@client.test>",
        sender=Party(sender, sender.split("@", maxsplit=1)[0].title()),
        subject=subject,
        text=text,
        new_text=text,
        automatic=automatic,
        sent_at=moment,
    )
    with transaction.atomic():
        customer = (
            conversation.customer
            if conversation
            else recognise(Caller(brand_id, "email", sender, inbound.sender.name), at=moment)
        )
        return record_inbound(Arrival(inbound, customer, moment, conversation, trust_date=True))
