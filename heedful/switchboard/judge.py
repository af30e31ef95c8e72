"""Decide what one read message is to us, and write it down: a new matter, part of one, a report, a repeat."""

from __future__ import annotations

from dataclasses import replace

from heedful.channels.email.quotes import strip_quotes
from heedful.channels.email.reader import Reader
from heedful.channels.message import Inbound, Party
from heedful.customers.actions import Caller, prove_address, recognise
from heedful.customers.models import Customer
from heedful.events.actions import Subject, record
from heedful.interactions.actions import Arrival, mark_undelivered, record_inbound
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import by_message_ids
from heedful.switchboard import kinds
from heedful.switchboard.models import RawMessage
from heedful.switchboard.reading import Read
from heedful.switchboard.threading import Match, find_match
from heedful.team.models import Person


class Unmatched(Exception):
    """A delivery report about a mail that is not in the record."""


# By brand and content: the interaction and the conversation that hold it already.
Known = dict[tuple[int, str], tuple[int, int]]


def judge(row: RawMessage, got: Read, reader: Reader, known: Known) -> None:
    """Write the message down and note on `row` how it was understood. Runs inside a transaction.

    `known` says which contents are in the record; what is written now is added to it.
    """
    inbound = got.inbound
    content = (row.brand_id, inbound.content_key)
    if content in known:
        _note(row, "duplicate", inbound)
        row.interaction_id, row.conversation_id = known[content]
        return
    if inbound.own_mail and _is_in_record(row.brand_id, inbound):
        _note(row, "drop_loop", inbound)
        return
    match = find_match(inbound, row.brand_id, reader.staff_addresses)
    if inbound.kind in {"bounce", "receipt"}:
        _report(row, got, match)
    elif match is not None and match.is_participant:
        _append(row, got, match, reader)
    else:
        _open(row, got, match, reader)
    if row.interaction_id is not None and row.conversation_id is not None:
        known[content] = (row.interaction_id, row.conversation_id)


def _append(row: RawMessage, got: Read, match: Match, reader: Reader) -> None:
    """A further message of a conversation; a colleague's mail becomes a note, never the customer's words."""
    inbound = without_our_words(got.inbound, match.conversation)
    colleague = _colleague(inbound, reader)
    if colleague is not None and not inbound.automatic:
        arrival = Arrival(
            replace(inbound, kind="note"), match.conversation.customer, row.received_at, match.conversation,
            person_id=colleague.pk, raw_id=row.pk, flags=inbound.flags, kept=got.kept, direction="internal",
        )  # fmt: skip
    else:
        arrival = Arrival(
            inbound, match.conversation.customer, row.received_at, match.conversation,
            raw_id=row.pk, flags=inbound.flags, kept=got.kept, trust_date=row.door == "file",
            is_settled=bool(row.envelope.get("answered")),
        )  # fmt: skip
    interaction = record_inbound(arrival)
    if inbound.sender_proven and colleague is None:
        prove_address(brand_id=row.brand_id, channel="email", address=inbound.sender.address)
    action = "auto_reply" if inbound.automatic else "append"
    _note(row, action, inbound, interaction=interaction, match_by=match.match_by)


def without_our_words(inbound: Inbound, conversation: Conversation, *, before: int | None = None) -> Inbound:
    """Cut what repeats our own last mail: that needs no knowledge of how the other program quotes.

    `before` is the sort key of a message that is read once more: what we wrote later, it cannot repeat.
    """
    ours = Interaction.objects.filter(conversation=conversation, direction="out", withdrawn_at=None)
    if before is not None:
        ours = ours.filter(sort_key__lt=before)
    last = ours.order_by("-sort_key").values_list("text", flat=True).first()
    if not last or not inbound.new_text:
        return inbound
    shorter = strip_quotes(inbound.new_text, last, subject=inbound.subject, is_reply=True)
    return replace(inbound, new_text=shorter) if shorter.strip() else inbound


def _open(row: RawMessage, got: Read, match: Match | None, reader: Reader) -> None:
    """A new matter. Whoever tied it to somebody else's conversation gets nothing of it, and is flagged."""
    inbound = got.inbound
    flags = inbound.flags if match is None else (*inbound.flags, "sender_not_participant")
    colleague = _colleague(inbound, reader) if inbound.forwarded else None
    interaction = record_inbound(
        Arrival(
            inbound, _customer(row, inbound), row.received_at, account_id=row.account_id, team_id=row.account.team_id,
            raw_id=row.pk, flags=flags, kept=got.kept, trust_date=row.door == "file",
            is_settled=bool(row.envelope.get("answered")),
        )
    )  # fmt: skip
    if colleague is not None:
        interaction.extra = {**interaction.extra, "forwarded_by": colleague.name}
        interaction.save(update_fields=["extra"])
    _note(row, "new", inbound, interaction=interaction, flags=flags)


def _report(row: RawMessage, got: Read, match: Match | None) -> None:
    """A delivery failure or a read receipt: a line in the conversation, never a reason to reopen it."""
    inbound = got.inbound
    if match is None:
        raise Unmatched(
            "A delivery report about a mail that is not in the record. It may be backscatter from a forged sender."
        )
    arrival = Arrival(
        replace(inbound, automatic=True), match.conversation.customer, row.received_at, match.conversation,
        raw_id=row.pk, flags=(*inbound.flags, inbound.kind), kept=got.kept,
    )  # fmt: skip
    interaction = record_inbound(arrival)
    if inbound.bounce is not None:
        _returned(row, inbound, match.conversation)
    _note(row, inbound.kind, inbound, interaction=interaction, match_by=match.match_by)


def _returned(row: RawMessage, inbound: Inbound, conversation: Conversation) -> None:
    bounce = inbound.bounce
    if bounce is None:
        return
    about = Subject(row.brand_id, conversation.customer_id, conversation.pk)
    record(
        kinds.BOUNCED, about, bounce=bounce.kind, recipient=bounce.recipient, status=bounce.status,
        diagnostic=bounce.diagnostic[:300],
    )  # fmt: skip
    if bounce.kind != "hard":
        return
    found = by_message_ids(row.brand_id, inbound.threading.own_ids)
    for known in found.values():
        sent = Interaction.objects.filter(pk=known.interaction_id, direction="out").first()
        if sent is not None and not _was_only_copied(sent, bounce.recipient):
            mark_undelivered(interaction=sent, reason=bounce.diagnostic or bounce.status)


def _was_only_copied(sent: Interaction, recipient: str) -> bool:
    """A copy came back: whom the mail was written to may well have it."""
    copied = {*sent.extra.get("cc", ()), *sent.extra.get("bcc", ())}
    return recipient.lower() in copied and recipient.lower() not in sent.extra.get("to", ())


def _customer(row: RawMessage, inbound: Inbound) -> Customer:
    """Whose matter it is. An unproven sender never becomes the known customer of that address."""
    party = _author(inbound)
    if not inbound.sender_trusted:
        name = f"{party.name or party.address} (not proven)"
        return recognise(Caller(row.brand_id, "email", "", name), at=row.received_at)
    is_proven = inbound.sender_proven and party.address == inbound.sender.address
    caller = Caller(row.brand_id, "email", party.address, party.name, is_proven=is_proven)
    return recognise(caller, at=row.received_at)


def _author(inbound: Inbound) -> Party:
    if inbound.forwarded and inbound.original_sender is not None:
        return inbound.original_sender
    if "contact_form" in inbound.flags and inbound.reply_to is not None:
        return inbound.reply_to
    return inbound.sender


def _colleague(inbound: Inbound, reader: Reader) -> Person | None:
    """The colleague who sent it, only when our mail server proved it."""
    if inbound.sender.address not in reader.staff_addresses or not inbound.sender_trusted:
        return None
    return Person.objects.filter(email__iexact=inbound.sender.address, is_active=True).first()


def _is_in_record(brand_id: int, inbound: Inbound) -> bool:
    ids = [inbound.external_id, *inbound.threading.own_ids]
    return any(known.direction == "out" for known in by_message_ids(brand_id, ids).values())


def _note(
    row: RawMessage, action: str, inbound: Inbound, *, interaction: Interaction | None = None, match_by: str = "",
    flags: tuple[str, ...] | None = None,
) -> None:  # fmt: skip
    row.outcome = {
        "action": action,
        "match_by": match_by,
        "flags": list(inbound.flags if flags is None else flags),
        "automatic": inbound.automatic,
        "may_auto_reply": inbound.may_auto_reply,
    }
    if interaction is not None:
        row.interaction_id, row.conversation_id = interaction.pk, interaction.conversation_id
