"""The counter: staff note a call, a visit or a meeting in a few seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten

from django.db import transaction

from heedful.channels.message import Inbound, Party
from heedful.customers.actions import create_customer
from heedful.customers.models import Customer
from heedful.customers.queries import customer_of
from heedful.events.instant import now
from heedful.interactions.actions import Arrival, record_inbound
from heedful.interactions.models import Conversation, Interaction
from heedful.team.viewer import Viewer

CHANNEL_OF = {"visit": "in_person", "call": "phone", "meeting": "video", "message": "in_person"}
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
        dedup_key = f"counter:{note.key}"
        known = Interaction.objects.filter(brand_id=customer.brand_id, dedup_key=dedup_key).first()
        if known is not None:
            return known
        inbound = _inbound(note, customer, dedup_key)
        return record_inbound(
            Arrival(
                inbound,
                customer,
                note.happened_at or now(),
                _open_conversation(customer, note),
                person_id=viewer.person_id,
                direction=note.direction,
                is_settled=note.outcome == "done",
                trust_date=True,
            )
        )


def _check(note: CounterNote) -> None:
    if note.kind not in CHANNEL_OF:
        raise Unclear("Choose whether it was a visit, a call, a meeting or something else.")
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


def _inbound(note: CounterNote, customer: Customer, dedup_key: str) -> Inbound:
    text = note.text.strip().replace("\0", "")
    return Inbound(
        channel=note.channel or CHANNEL_OF[note.kind],
        kind=note.kind,  # type: ignore[arg-type]
        content_key=dedup_key,
        sender=Party("", customer.name),
        subject=shorten(text.split("\n")[0], 120, placeholder=" …"),
        text=text,
        new_text=text,
        sent_at=note.happened_at,
    )


def _open_conversation(customer: Customer, note: CounterNote) -> Conversation | None:
    """The customer's newest open matter of the same channel within the last day is continued; anything else is new."""
    since = (note.happened_at or now()) - 86_400_000_000
    rows = Conversation.objects.select_for_update().filter(
        customer=customer, state="open", last_at__gte=since, channel=note.channel or CHANNEL_OF[note.kind]
    )
    return rows.order_by("-last_at").first()
