"""Everything that goes out: claim a due message, commit the claim, send, write down how it went.

The claim is committed before the wire is touched. A claim that outlived its process therefore means 'may have
been sent': it is shown to a person and never repeated by itself.
"""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from heedful.blobs.store import get_blob
from heedful.channels.email.outbound import send, wire_address
from heedful.channels.email.threading import make_reply_address, make_subject_token
from heedful.channels.message import Attached, Outbound, Party, Receipt
from heedful.events.actions import record
from heedful.events.instant import MINUTE, SECOND, now
from heedful.interactions.actions import mark_undelivered
from heedful.interactions.models import Interaction
from heedful.interactions.queries import thread_of
from heedful.switchboard import kinds
from heedful.switchboard.actions import about, give_up
from heedful.switchboard.bodies import body_of
from heedful.switchboard.doors.mailbox_health import mark_failing
from heedful.switchboard.models import Delivery
from heedful.switchboard.outgoing import smtp_settings
from heedful.switchboard.permission import may_leave
from heedful.switchboard.reading import signing_key

log = logging.getLogger(__name__)
ME = f"{socket.gethostname()}:{os.getpid()}"
MAX_ATTEMPTS = 12
BACK_OFF = (5, 30, 120, 600, 1800, 3600)  # seconds
ABANDONED = 10 * MINUTE


def run_due(limit: int = 20) -> int:
    """Send what is due, one after another; returns how many were tried."""
    done = 0
    while done < limit and (delivery := claim()) is not None:
        finish(delivery, attempt(delivery))
        done += 1
    return done


def claim() -> Delivery | None:
    """Take the next due message for this process, and commit that before anything is sent."""
    with transaction.atomic():
        due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=Delivery.State.QUEUED, send_at__lte=now()
        )
        delivery = due.order_by("send_at", "id").select_related("interaction__conversation", "account__brand").first()
        if delivery is None:
            return None
        delivery.state, delivery.claimed_by, delivery.claimed_at = Delivery.State.SENDING, ME, now()
        delivery.attempts += 1
        delivery.save(update_fields=["state", "claimed_by", "claimed_at", "attempts"])
    return delivery


def attempt(delivery: Delivery) -> Receipt:
    """Put the message on the wire; never raises."""
    to = delivery.recipients.get("to", [""])
    interaction = delivery.interaction
    verdict = may_leave(address=to[0], is_automatic=interaction.is_automatic, brand_id=interaction.brand_id)
    if not verdict.allowed:
        return Receipt("refused", verdict.reason)
    if delivery.account.settings.get("pretend"):
        return Receipt("sent", "This is the demo: it was not really sent.")
    try:
        outbound = compose(delivery)
        connection = smtp_settings(delivery.account, timeout=settings.ENVIRONMENT.smtp_timeout)
    except Exception as error:  # noqa: BLE001 (the message stays in the outbox, whatever is wrong with it)
        log.warning("delivery %s could not be prepared: %s", delivery.pk, type(error).__name__)
        return Receipt("retry", f"{type(error).__name__}: {error}")
    return send(outbound, connection)


def compose(delivery: Delivery) -> Outbound:
    """The message as it goes out: threading headers, signed reply address, the brand's name."""
    interaction, account = delivery.interaction, delivery.account
    conversation = interaction.conversation
    in_reply_to, references = thread_of(conversation.pk)
    references = tuple(one for one in references if one != interaction.external_id)
    brand = account.brand.name
    people = delivery.recipients
    text, html = body_of(interaction)
    return Outbound(
        channel="email",
        key=delivery.key,
        sender=Party(
            people.get("from") or account.address,
            f"{interaction.author_name} · {brand}" if interaction.author_name else brand,
        ),
        to=_line(people, "to"),
        cc=_line(people, "cc"),
        bcc=_line(people, "bcc"),
        text=text,
        html=html,
        subject=_subject(interaction),
        reply_to=Party(make_reply_address(account.address, conversation.pk, signing_key()), brand),
        message_id=interaction.external_id,
        in_reply_to=in_reply_to if in_reply_to != interaction.external_id else "",
        references=references,
        automatic=interaction.is_automatic,
        attachments=_attachments(interaction),
    )


def finish(delivery: Delivery, receipt: Receipt) -> None:
    """Write down how the attempt went."""
    with transaction.atomic():
        if receipt.outcome == "sent":
            delivery.state, delivery.sent_at, delivery.reason = Delivery.State.SENT, now(), receipt.reason
            delivery.save(update_fields=["state", "sent_at", "reason"])
            record(kinds.SENT, about(delivery), delivery_id=delivery.pk)
            _note_refused(delivery, receipt)
        elif receipt.outcome == "uncertain":
            _mark_uncertain(delivery, receipt.reason)
        elif receipt.outcome == "refused" or delivery.attempts >= MAX_ATTEMPTS:
            give_up(delivery, receipt.reason)
        else:
            _try_again(delivery, receipt)


def _note_refused(delivery: Delivery, receipt: Receipt) -> None:
    """Copies went out, but nobody under To got it: then nobody has been answered."""
    to = {_on_wire(address) for address in delivery.recipients.get("to", ())}
    if to and to <= set(receipt.refused):
        mark_undelivered(interaction=delivery.interaction, reason=receipt.reason)


def _on_wire(address: str) -> str:
    try:
        return wire_address(address)
    except ValueError:
        return address


def recover(*, only_process: bool) -> int:
    """Messages that a dead process had on the wire become 'may have been sent'; returns how many.

    With `only_process` (SQLite) every claim is from the dead; otherwise those whose process on this machine
    has ended, and those older than ten minutes.
    """
    claims = Delivery.objects.filter(state=Delivery.State.SENDING)
    abandoned = [delivery.pk for delivery in claims if only_process or _is_abandoned(delivery)]
    return sum(_recover_one(delivery_id) for delivery_id in abandoned)


def _recover_one(delivery_id: int) -> bool:
    """Two processes may find the same one: it is told of once."""
    with transaction.atomic():
        rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=Delivery.State.SENDING)
        delivery = rows.select_related("interaction__conversation").filter(pk=delivery_id).first()
        if delivery is None:
            return False
        _mark_uncertain(delivery, "The program stopped while this message was on the wire.")
    return True


def _is_abandoned(delivery: Delivery) -> bool:
    if (delivery.claimed_at or 0) < now() - ABANDONED:
        return True
    host, _, process = delivery.claimed_by.rpartition(":")
    return host == socket.gethostname() and process != str(os.getpid()) and not _lives(process)


def _lives(process: str) -> bool:
    """A killed process whose parent has not looked yet still has an entry, in the state Z."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def seconds_to_next() -> float | None:
    """How long until the next message is due; None when none waits."""
    due = Delivery.objects.filter(state=Delivery.State.QUEUED).order_by("send_at").values_list("send_at", flat=True)
    first = due.first()
    return None if first is None else max(0.0, (first - now()) / SECOND)


def _mark_uncertain(delivery: Delivery, reason: str) -> None:
    delivery.state, delivery.reason = Delivery.State.UNCERTAIN, reason[:1000]
    delivery.save(update_fields=["state", "reason"])
    record(kinds.UNCERTAIN, about(delivery), delivery_id=delivery.pk)


def _try_again(delivery: Delivery, receipt: Receipt) -> None:
    pause = BACK_OFF[min(delivery.attempts, len(BACK_OFF)) - 1]
    delivery.state, delivery.reason = Delivery.State.QUEUED, receipt.reason[:1000]
    delivery.send_at = now() + pause * SECOND
    delivery.save(update_fields=["state", "reason", "send_at"])
    if receipt.outcome == "auth":
        mark_failing(delivery.account_id, receipt.reason[:1000])


def _line(people: dict[str, Any], name: str) -> tuple[Party, ...]:
    names = people.get("names", {})
    return tuple(Party(address, names.get(address, "")) for address in people.get(name, ()))


def _subject(interaction: Interaction) -> str:
    """`Re: their subject [H-42]`: the token ties an answer to us even when a mail program drops the headers."""
    subject = interaction.conversation.subject
    token = make_subject_token(interaction.conversation_id)
    plain = subject.replace(token, "").strip()
    if "forwarded_to" in interaction.extra:
        return f"Fwd: {plain} {token}"
    if not plain.lower().startswith("re:"):
        plain = f"Re: {plain}"
    return f"{plain} {token}"


def _attachments(interaction: Interaction) -> tuple[Attached, ...]:
    return tuple(
        Attached(file.name, file.content_type, get_blob(file.digest), file.content_id, file.is_inline)
        for file in interaction.attachments.order_by("id")
    )
