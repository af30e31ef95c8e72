"""Old and young conversations for the tests of retention."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.blobs.store import put_blob
from heedful.events.instant import DAY, now
from heedful.interactions.actions import resolve
from heedful.interactions.models import Attachment, Interaction
from heedful.switchboard.models import RawMessage
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@dataclass
class Told:
    """One mail that arrived, with a file beside it."""

    raw: RawMessage
    mail: Interaction
    file: Attachment


class Desk:
    """Old and young conversations of a brand."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.number = cast, 0
        self.accounts = {
            cast.brand.pk: make_account(cast.brand), cast.other_brand.pk: make_account(cast.other_brand, "o@quarry.test"),
        }  # fmt: skip

    def tell(self, months: float | None, *, body: str = "", brand_id: int = 0, file: bytes = b"") -> Told:
        """A conversation that was resolved so many months ago; None: still open."""
        self.number += 1
        brand_id = brand_id or self.cast.brand.pk
        words = body or f"My lantern number {self.number} is broken"
        raw = raw_mail(words, sender=f"c{self.number}@client.test", message_id=f"{self.number}.{brand_id}@client.test")
        row = arrive(self.accounts[brand_id], raw, f"1:{self.number}")
        mail = Interaction.objects.get(pk=row.interaction_id)
        attached = Attachment.objects.create(
            interaction=mail, name="bill.pdf", content_type="application/pdf", size=9,
            digest=put_blob(file or f"file {self.number} of {brand_id}".encode()),
        )  # fmt: skip
        if months is not None:
            person = self.cast.agent if brand_id == self.cast.brand.pk else self.cast.outsider
            moment = now() - int(months * 30.5) * DAY
            resolve(viewer=viewer_of(person), conversation_id=mail.conversation_id, reason="solved", at=moment)
            RawMessage.objects.filter(pk=row.pk).update(received_at=moment)
        return Told(row, mail, attached)
