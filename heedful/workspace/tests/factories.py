"""Small builders for the screens: replies on their way, mail that was set aside."""

from __future__ import annotations

from itertools import count

from django.db import transaction

from heedful.blobs.store import put_blob
from heedful.events.instant import now
from heedful.interactions.actions import Writing, record_outbound
from heedful.interactions.models import Interaction
from heedful.switchboard.models import Account, Delivery, RawMessage
from heedful.team.models import Brand
from heedful.team.viewer import Viewer

_number = count(1)


def mailbox(brand: Brand) -> Account:
    address = f"post{next(_number)}@harbour.test"
    return Account.objects.create(brand=brand, channel="email", name="Post", address=address, created_at=now())


def reply_out(viewer: Viewer, asked: Interaction, text: str = "Tomorrow at nine.", **delivery: object) -> Delivery:
    """A reply in the outbox, in whatever state is asked for."""
    key = f"reply-{next(_number):06}"
    with transaction.atomic():
        reply = record_outbound(viewer=viewer, conversation_id=asked.conversation_id, writing=Writing(text, key))
        values = {"send_at": now(), "state": "sent", **delivery}
        return Delivery.objects.create(interaction=reply, account=mailbox(asked.brand), key=key, **values)


def aside(
    brand: Brand, raw: bytes = b"Subject: broken\r\n\r\n<script>x</script>", reason: str = "LookupError: klingon"
) -> RawMessage:
    return RawMessage.objects.create(
        account=mailbox(brand),
        brand=brand,
        door="mailbox",
        external_id=f"{next(_number)}",
        digest=put_blob(raw),
        size=len(raw),
        received_at=now(),
        state="set_aside",
        attempts=3,
        reason=reason,
    )
