"""Write down what reached us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from heedful.channels.message import Inbound
from heedful.customers.actions import standing
from heedful.customers.models import Customer
from heedful.events.actions import Fact, Subject, record, record_all
from heedful.events.instant import DAY, sort_key
from heedful.events.rows import insert
from heedful.interactions import kinds
from heedful.interactions.actions.attachments import Kept, attach
from heedful.interactions.actions.ledger import about, bump
from heedful.interactions.actions.terms import index
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries.lookup import landing

LATE = 14 * DAY


@dataclass(frozen=True, slots=True)
class Arrival:
    """An inbound thing with all that was decided about it. `conversation` is None for a new matter."""

    inbound: Inbound
    customer: Customer
    learnt_at: int
    conversation: Conversation | None = None
    account_id: int | None = None
    team_id: int | None = None
    person_id: int | None = None
    raw_id: int | None = None
    flags: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    trust_date: bool = False
    is_settled: bool = False
    direction: str = "in"


def record_inbound(arrival: Arrival) -> Interaction:
    """Add an inbound interaction, opening or reopening its conversation. Call it inside a transaction.

    Raises IntegrityError when the same content is already in the record (unique per brand).
    """
    moment = when(arrival.inbound, arrival.learnt_at, trusted=arrival.trust_date)
    conversation = landing(arrival.conversation, to_write=True) if arrival.conversation else _new(arrival, moment)
    was_resolved, was_snoozed = conversation.state == Conversation.State.RESOLVED, bool(conversation.snoozed_until)
    changed = _take_in(conversation, arrival, moment)
    if arrival.conversation is None:
        insert(conversation)
    else:
        bump(conversation, *changed)
        _seen_again(arrival, moment)
    interaction = _write(arrival, conversation, moment)
    attach(interaction, arrival.kept)
    index(interaction, (file.name for file in arrival.kept))
    record_all(_facts(arrival, interaction, reopened=was_resolved and conversation.state == Conversation.State.OPEN))
    if was_snoozed and conversation.snoozed_until is None:
        record(kinds.WOKEN, about(conversation), at=arrival.learnt_at, by="customer")
    return interaction


def _seen_again(arrival: Arrival, moment: int) -> None:
    """Whoever opens a matter was recognised a moment ago; whoever goes on with one is seen here."""
    if arrival.direction == "in" and not arrival.inbound.automatic and moment > arrival.customer.last_seen_at:
        Customer.objects.filter(pk=arrival.customer.pk, last_seen_at__lt=moment).update(last_seen_at=moment)


def when(inbound: Inbound, learnt_at: int, *, trusted: bool = False) -> int:
    """When it happened: the claimed date if it can be true, otherwise when we learnt of it.

    A claimed date in the future, or (unless it is trusted, as in an import) more than two weeks back,
    would put a message where nobody looks.
    """
    claimed = inbound.sent_at
    if claimed is None or claimed <= 0 or claimed > learnt_at:
        return learnt_at
    return claimed if trusted or learnt_at - claimed <= LATE else learnt_at


def _new(arrival: Arrival, moment: int) -> Conversation:
    first_line = arrival.inbound.new_text.strip().split("\n")[0]
    return Conversation(
        brand_id=arrival.customer.brand_id,
        customer=standing(arrival.customer),
        subject=(arrival.inbound.subject or first_line)[:300] or "(no subject)",
        channel=arrival.inbound.channel,
        team_id=arrival.team_id,
        account_id=arrival.account_id,
        opened_at=moment,
        last_at=moment,
        flags=list(arrival.flags),
    )


def _take_in(conversation: Conversation, arrival: Arrival, moment: int) -> list[str]:
    """Repeat on the conversation what the list shows; returns the fields that changed. Nothing is saved here."""
    changed = ["last_at", "preview"]
    conversation.last_at = max(conversation.last_at, moment)
    conversation.preview = preview_of(arrival.inbound.new_text or arrival.inbound.subject)
    if arrival.direction == "in":
        conversation.last_inbound_at = max(conversation.last_inbound_at, moment)
        changed.append("last_inbound_at")
    if _wants_answer(arrival) and not arrival.is_settled:
        conversation.waiting_since = min(conversation.waiting_since or moment, moment)
        conversation.snoozed_until = None
        changed += ["waiting_since", "snoozed_until"]
        if conversation.state == Conversation.State.RESOLVED:
            conversation.state, conversation.resolution = Conversation.State.OPEN, ""
            conversation.resolved_at, conversation.resolved_by = None, None
            changed += ["state", "resolution", "resolved_at", "resolved_by"]
    return changed


def preview_of(text: str) -> str:
    """The first words, as the list shows them."""
    return " ".join(text[:400].split())[:200]


def _wants_answer(arrival: Arrival) -> bool:
    silent = arrival.inbound.automatic or arrival.inbound.kind in {"bounce", "receipt", "note"}
    return arrival.direction == "in" and not silent


def _write(arrival: Arrival, conversation: Conversation, moment: int) -> Interaction:
    inbound = arrival.inbound
    wants_answer = _wants_answer(arrival)
    settled = wants_answer and arrival.is_settled
    is_new = arrival.conversation is None
    interaction = Interaction(
        conversation=conversation,
        customer=conversation.customer if is_new else standing(arrival.customer),
        brand_id=conversation.brand_id,
        sort_key=sort_key(moment),
        kind="message" if inbound.kind in {"bounce", "receipt"} else inbound.kind,
        channel=inbound.channel,
        direction=arrival.direction,
        visibility={"post": "public", "note": "team"}.get(inbound.kind, "private"),
        happened_at=moment,
        learnt_at=arrival.learnt_at,
        person_id=arrival.person_id,
        **as_read(inbound),
        is_automatic=inbound.automatic,
        flags=list(arrival.flags),
        extra=_extra(inbound),
        external_id=inbound.external_id[:500],
        dedup_key=inbound.content_key,
        raw_id=arrival.raw_id,
        needs_answer=wants_answer,
        settled_at=arrival.learnt_at if settled else None,
        settled_as="answered" if settled else "",
    )
    insert(interaction)
    return interaction


def as_read(inbound: Inbound) -> dict[str, Any]:
    """The fields that say only what the wire brought, so that a later, better reading may replace them."""
    return {
        "author_name": inbound.sender.name[:200],
        "author_address": (inbound.reply_to or inbound.sender).address[:320],
        "subject": inbound.subject[:500],
        "text": inbound.new_text,
        "full_text": "" if inbound.text.strip() == inbound.new_text.strip() else inbound.text,
        "html": inbound.html,
        "remote_images": min(inbound.remote_images, 9999),
    }


def _extra(inbound: Inbound) -> dict[str, object]:
    extra: dict[str, object] = {}
    if inbound.calendar:
        extra["calendar"] = dict(inbound.calendar)
    if inbound.bounce:
        extra["bounce"] = {
            "kind": inbound.bounce.kind,
            "recipient": inbound.bounce.recipient,
            "status": inbound.bounce.status,
        }
    if inbound.kind == "receipt":
        extra["receipt"] = True
    if inbound.cc or len(inbound.to) > 1:
        extra["to"] = [party.address for party in inbound.to]
        extra["cc"] = [party.address for party in inbound.cc]
        names = {one.address: one.name[:200] for one in (*inbound.to, *inbound.cc) if one.name}
        if names:
            extra["names"] = names
    if inbound.reply_to is not None and inbound.reply_to.address != inbound.sender.address:
        extra["from"] = inbound.sender.address
    if inbound.signature != "none":
        extra["signature"] = inbound.signature
    return extra


def _facts(arrival: Arrival, interaction: Interaction, *, reopened: bool) -> list[Fact]:
    brand_id, customer_id = interaction.brand_id, interaction.customer_id
    conversation = Subject(brand_id, customer_id, interaction.conversation_id)
    contact = Subject(brand_id, customer_id, interaction.conversation_id, interaction.pk)
    details = {"channel": interaction.channel}
    facts = []
    if arrival.conversation is None:
        facts.append(Fact(kinds.OPENED, conversation, arrival.person_id, arrival.learnt_at, details))
    if reopened:
        facts.append(Fact(kinds.REOPENED, contact, None, arrival.learnt_at, {"by": "customer"}))
    kind = kinds.RECEIVED if arrival.person_id is None else kinds.LOGGED
    return [*facts, Fact(kind, contact, arrival.person_id, arrival.learnt_at, details)]
