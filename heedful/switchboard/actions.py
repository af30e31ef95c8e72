"""Hand a message to the outbox, take it back, decide what became of one that may have been sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from heedful.channels.email.threading import make_message_id
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.actions import mark_undelivered, withdraw
from heedful.interactions.models import Interaction
from heedful.switchboard import kinds
from heedful.switchboard.models import Account, Delivery
from heedful.team.viewer import Viewer


class NotFound(Exception):
    """There is no such message for this viewer."""


class TooLate(Exception):
    """The message has left; the words say what can still be done."""


class NoMailbox(Exception):
    """The brand has no connected mailbox to send from."""


@dataclass(frozen=True, slots=True)
class Route:
    """By which account a reply leaves and to whom; addresses as they go on the wire."""

    account_id: int
    address: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    def as_row(self) -> dict[str, object]:
        """For the column `Delivery.recipients`; `names` are shown beside the addresses."""
        row: dict[str, object] = {"from": self.address, "to": list(self.to), "cc": list(self.cc)}
        if self.bcc:
            row["bcc"] = list(self.bcc)
        return {**row, "names": self.names} if self.names else row


def account_for(*, brand_id: int, preferred_id: int | None) -> Account:
    """The mailbox that a conversation came by, else the brand's first one; NoMailbox when there is none."""
    accounts = Account.objects.filter(brand_id=brand_id, channel="email").order_by("id")
    found = accounts.filter(pk=preferred_id).first() or accounts.first()
    if found is None:
        raise NoMailbox("No mailbox is connected for this brand. An admin can connect one under Settings, Mailboxes.")
    return found


def message_id_for(account: Account, key: str) -> str:
    """Always the same Message-ID for the same key, so that a second attempt is recognisable."""
    return make_message_id(key, account.address.rpartition("@")[2])


def queue_delivery(*, interaction: Interaction, route: Route, key: str, send_at: int) -> Delivery:
    """Put a message into the outbox, in the transaction that wrote the interaction."""
    delivery = Delivery.objects.create(
        interaction=interaction,
        account_id=route.account_id,
        key=key,
        recipients=route.as_row(),
        send_at=send_at,
    )
    record(kinds.QUEUED, about(delivery), person_id=interaction.person_id, delivery_id=delivery.pk)
    return delivery


def undo(*, viewer: Viewer, delivery_id: int) -> Delivery:
    """Take back a message that has not left."""
    with transaction.atomic():
        delivery = delivery_of(viewer, delivery_id)
        if delivery.state == Delivery.State.UNDONE:
            return delivery
        if delivery.state not in {Delivery.State.QUEUED, Delivery.State.FAILED}:
            raise TooLate("It has left already. Write a second message to put it right.")
        delivery.state = Delivery.State.UNDONE
        # The key is given back, so that the same draft may be sent again.
        delivery.key = f"undone-{delivery.pk}"
        delivery.save(update_fields=["state", "key"])
        withdraw(interaction=delivery.interaction, person_id=viewer.person_id)
        record(kinds.UNDONE, about(delivery), person_id=viewer.person_id, delivery_id=delivery.pk)
    return delivery


def settle_uncertain(*, viewer: Viewer, delivery_id: int, arrived: bool) -> Delivery:
    """Somebody looked: the message arrived, or it is sent once more."""
    with transaction.atomic():
        delivery = delivery_of(viewer, delivery_id)
        if delivery.state not in {Delivery.State.UNCERTAIN, Delivery.State.FAILED}:
            return delivery
        if arrived:
            delivery.state, delivery.sent_at = Delivery.State.SENT, now()
        else:
            delivery.state, delivery.send_at, delivery.attempts = Delivery.State.QUEUED, now(), 0
        delivery.reason = ""
        delivery.save(update_fields=["state", "sent_at", "send_at", "attempts", "reason"])
        record(kinds.SETTLED, about(delivery), person_id=viewer.person_id, arrived=arrived)
    return delivery


def give_up(delivery: Delivery, reason: str) -> None:
    """Refused for good: say so, and let what it answered wait again. Call it inside a transaction."""
    delivery.state, delivery.reason = Delivery.State.FAILED, reason[:1000]
    delivery.save(update_fields=["state", "reason"])
    mark_undelivered(interaction=delivery.interaction, reason=reason)
    record(kinds.FAILED, about(delivery), reason=reason[:300])


def delivery_of(viewer: Viewer, delivery_id: int) -> Delivery:
    """The row, locked, or NotFound for anybody else's message."""
    try:
        rows = Delivery.objects.select_for_update(of=("self",)).select_related("interaction__conversation")
        return rows.get(pk=delivery_id, interaction__brand_id__in=viewer.brand_ids)
    except Delivery.DoesNotExist as error:
        raise NotFound("There is no such message.") from error


def about(delivery: Delivery) -> Subject:
    interaction = delivery.interaction
    return Subject(interaction.brand_id, interaction.customer_id, interaction.conversation_id, interaction.pk)
