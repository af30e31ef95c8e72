"""Where an inbound mail belongs: to a conversation, to none, or to one that its sender has no part in."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.channels.message import Inbound
from heedful.interactions.models import Conversation
from heedful.interactions.queries import by_message_ids, participants
from heedful.interactions.queries.threads import Known


@dataclass(frozen=True, slots=True)
class Match:
    """The conversation a mail ties itself to, by what, and whether its sender takes part in it."""

    conversation: Conversation
    match_by: str
    is_participant: bool


def find_match(inbound: Inbound, brand_id: int, staff: frozenset[str]) -> Match | None:
    """Strongest first: signed reply address, In-Reply-To, References from the right, subject token.

    A bare subject never matches. A stranger's tie is reported, not followed. The row comes locked: call it
    inside the transaction that adds to it.
    """
    ties = inbound.threading
    ids = [*ties.in_reply_to, *reversed(ties.references), *ties.own_ids]
    known = by_message_ids(brand_id, ids)
    stranger: Match | None = None
    for match_by, conversation_id in _candidates(inbound, known):
        row = Conversation.objects.select_for_update().filter(pk=conversation_id, brand_id=brand_id).first()
        if row is None:
            continue
        match = Match(row, match_by, _takes_part(inbound, row, staff))
        if match.is_participant:
            return match
        stranger = stranger or match
    return stranger


def _candidates(inbound: Inbound, known: dict[str, Known]) -> list[tuple[str, int]]:
    ties = inbound.threading
    found = [("reply_address", ident) for ident in ties.reply_address_refs]
    found += [("in_reply_to", known[one].conversation_id) for one in ties.in_reply_to if one in known]
    found += [("references", known[one].conversation_id) for one in reversed(ties.references) if one in known]
    found += [("own_id", known[one].conversation_id) for one in ties.own_ids if one in known]
    found += [("subject_token", ident) for ident in ties.subject_refs]
    return list(dict.fromkeys(found))


def _takes_part(inbound: Inbound, conversation: Conversation, staff: frozenset[str]) -> bool:
    if inbound.kind in {"bounce", "receipt"}:
        return True  # a report about our own Message-ID; it never speaks as the customer
    if not inbound.sender_trusted:
        return False
    return inbound.sender.address in staff or inbound.sender.address in participants(conversation)
