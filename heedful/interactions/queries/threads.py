"""What ties a mail to a conversation: Message-IDs that we know, people who take part, the chain of a reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heedful.customers.models import Address
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries.lookup import landing

CHAIN = 12


@dataclass(frozen=True, slots=True)
class Known:
    """An interaction found by its Message-ID."""

    interaction_id: int
    conversation_id: int
    direction: str


def by_message_ids(brand_id: int, ids: Iterable[str]) -> dict[str, Known]:
    """Which of these Message-IDs are in the record of the brand; one query."""
    wanted = [one for one in ids if one]
    if not wanted:
        return {}
    rows = Interaction.objects.filter(brand_id=brand_id, external_id__in=wanted).order_by("-id")
    found = rows.values_list("external_id", "id", "conversation_id", "direction")
    return {external: Known(ident, conversation, way) for external, ident, conversation, way in found}


def participants(conversation: Conversation) -> set[str]:
    """The mail addresses that may speak in a conversation: the customer's own and those it was copied to.

    Only addresses that an earlier trusted message named count; a flagged one adds nobody. Of one that was
    merged away, those where it went; of merged ones, the customers of all.
    """
    conversation = landing(conversation)
    rows = Interaction.objects.filter(conversation=conversation, channel="email").values_list(
        "direction", "author_address", "extra", "flags", "customer_id"
    )
    customers = {conversation.customer_id, *(row[-1] for row in rows)}
    people = set(Address.objects.filter(customer_id__in=customers, channel="email").values_list("value", flat=True))
    for direction, author, extra, flags, _customer in rows:
        if "auth_failed" in flags or "malformed" in flags:
            continue
        if direction == "in":
            people.add(author)
        people.update(extra.get("cc", ()))
        people.update(extra.get("to", ()))
        people.update(extra.get("forwarded_to", ()))
    return people


def thread_of(conversation_id: int) -> tuple[str, tuple[str, ...]]:
    """(In-Reply-To, References) for the next mail of a conversation."""
    rows = (
        Interaction.objects.filter(conversation_id=conversation_id, channel="email", withdrawn_at=None)
        .exclude(external_id="")
        .order_by("-sort_key")
        .values_list("external_id", "direction")[:CHAIN]
    )
    chain = [external for external, _ in rows][::-1]
    inbound = next((external for external, direction in rows if direction == "in"), "")
    return inbound or (chain[-1] if chain else ""), tuple(chain)
