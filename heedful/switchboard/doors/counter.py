"""The counter: staff note a call, a visit or a meeting in a few seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction

from heedful.channels.in_person.inbound import CHANNEL_OF, Note
from heedful.channels.message import Inbound, Party
from heedful.channels.table import CHANNELS
from heedful.customers.actions import create_customer
from heedful.customers.models import Customer
from heedful.customers.queries import customer_of
from heedful.events.instant import DAY, now
from heedful.interactions.actions import Arrival, record_inbound
from heedful.interactions.models import Conversation, Interaction
from heedful.team.viewer import Viewer

KEY = re.compile(r"[A-Za-z0-9_-]{8,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CounterNote:
    """What was noted. `key` is made by the client: the same note sent twice is one."""

    key: str
    brand_id: int
    text: str
    kind: str = "visit"
    outcome: str = "done"
    customer_id: int | None = None
    new_name: str = ""
    new_address: str = ""
    direction: str = "in"
    channel: str = ""
    happened_at: int | None = None


class Unclear(ValueError):
    """Something is missing; the words say what."""


def log_interaction(*, viewer: Viewer, note: CounterNote) -> Interaction:
    """Write down a contact that did not come over a wire. 'needs_answer' puts it on the radar."""
    _check(note)
    with transaction.atomic():
        customer = _who(viewer, note)
        inbound = _inbound(note, customer)
        known = Interaction.objects.filter(brand_id=customer.brand_id, dedup_key=inbound.content_key).first()
        if known is not None:
            return known
        return record_inbound(
            Arrival(
                inbound,
                customer,
                now(),
                _open_conversation(customer, inbound),
                person_id=viewer.person_id,
                direction=note.direction,
                is_settled=note.outcome == "done",
                trust_date=True,
            )
        )


def _check(note: CounterNote) -> None:
    if note.kind not in CHANNEL_OF:
        raise Unclear("Choose whether it was a visit, a call, a meeting or something else.")
    if note.channel not in {"", *CHANNEL_OF.values()}:
        raise Unclear("Choose where it happened: in person, by telephone or by video.")
    if note.outcome not in {"done", "needs_answer"}:
        raise Unclear("Choose whether it is done or still needs an answer.")
    if note.direction not in {"in", "out"}:
        raise Unclear("Choose who got in touch: the customer or we.")
    if not KEY.fullmatch(note.key):
        raise Unclear("The note lost its key; open the page again, your words are kept.")
    if not note.text.strip():
        raise Unclear("Write what it was about.")


def _who(viewer: Viewer, note: CounterNote) -> Customer:
    if note.customer_id is not None:
        return customer_of(viewer, note.customer_id)
    if not note.new_name.strip() and not note.new_address.strip():
        raise Unclear("Say who it was: choose somebody, or write a name.")
    address = note.new_address.strip()
    return create_customer(
        viewer=viewer,
        brand_id=note.brand_id,
        name=note.new_name,
        channel="email" if "@" in address else "phone" if address else "",
        address=address,
    )


def _inbound(note: CounterNote, customer: Customer) -> Inbound:
    """As the wire of its channel reads it, like everything else that comes in."""
    channel = _channel(note)
    return CHANNELS[channel].read(
        Note(
            client_id=note.key,
            kind=note.kind,  # type: ignore[arg-type]
            who=Party("", customer.name),
            text=note.text,
            happened_at=note.happened_at or now(),
            outcome=note.outcome,
            channel=channel,  # type: ignore[arg-type]
        )
    )


def _channel(note: CounterNote) -> str:
    return note.channel or CHANNEL_OF[note.kind]  # type: ignore[index]


def _open_conversation(customer: Customer, inbound: Inbound) -> Conversation | None:
    """The customer's newest open matter of the same channel within the last day is continued; anything else is new."""
    since = (inbound.sent_at or now()) - DAY
    rows = Conversation.objects.select_for_update().filter(
        customer=customer, state="open", last_at__gte=since, channel=inbound.channel
    )
    return rows.order_by("-last_at").first()
