"""The mails of one telling, in and out: real bytes through the switchboard's doors, replies through its outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from heedful.channels.email.threading import make_reply_address
from heedful.channels.message import Receipt
from heedful.demo.post import Answered, Letter, write_letter
from heedful.demo.stage import Stage
from heedful.demo.telling import Telling
from heedful.events.instant import SECOND, now
from heedful.interactions.actions import Writing, record_outbound
from heedful.replies.actions import HOLD, send_reply
from heedful.switchboard.actions import Route, message_id_for, queue_delivery
from heedful.switchboard.deliver import finish
from heedful.switchboard.models import Account, Delivery
from heedful.switchboard.reading import signing_key
from heedful.switchboard.receive import keep, receive_rows
from heedful.team.viewer import Viewer

HURRY = "Sent as it stood; there was no time to look at it again."
SHOWN = {"damage", "quote"}  # what people send a picture of


@dataclass
class Correspondence:
    """What has been written so far; `fate` is how the last mail of ours ends on the wire."""

    telling: Telling
    stage: Stage
    chance: Random
    fate: Receipt = field(default_factory=lambda: Receipt("sent"))
    delivery: Delivery | None = None
    answered: Answered | None = None
    references: tuple[str, ...] = ()

    def hear(self, text: str, subject: str, *, key: str, conversation_id: int) -> int:
        """The customer writes; returns the conversation that their mail found its way to."""
        letter = self._letter(text, subject, key, conversation_id)
        kept = keep(
            account=self._account,
            raw=write_letter(letter, self.chance),
            external_id=letter.message_id,
            door="file",
        )
        [row] = receive_rows([kept])
        if row.conversation_id is None or conversation_id not in {0, row.conversation_id}:
            raise RuntimeError(f"A mail of '{self.telling.exchange.id}' went astray: {row.reason or row.outcome}")
        self.references = (*self.references, letter.message_id)
        return row.conversation_id

    def send(self, viewer: Viewer, text: str, *, key: str, conversation_id: int) -> None:
        """We answer; `leave` follows some seconds later."""
        self.delivery = self._hand_over(viewer, text, key, conversation_id)
        message_id = self.delivery.interaction.external_id
        brand = self.stage.brands[self.telling.exchange.brand].name
        self.answered = Answered(message_id, text, f"{viewer.name} · {brand}", now())
        self.references = (*self.references, message_id)

    def leave(self) -> None:
        """Our mail reached the other side, or did not."""
        if self.delivery is not None:
            finish(self.delivery, self.fate)

    def _hand_over(self, viewer: Viewer, text: str, key: str, conversation_id: int) -> Delivery:
        """Before the coach came into the house it went just like this; a review is nearly half the cost of a reply."""
        if now() >= self.stage.coached_since:
            return send_reply(viewer=viewer, conversation_id=conversation_id, text=text, key=key, override_reason=HURRY)
        writing = Writing(
            text, key, external_id=message_id_for(self._account, key), author_address=self._account.address
        )
        interaction = record_outbound(viewer=viewer, conversation_id=conversation_id, writing=writing)
        route = Route(self._account.pk, self._account.address, (self.telling.persona.address,))
        return queue_delivery(interaction=interaction, route=route, key=key, send_at=now() + HOLD)

    def _letter(self, text: str, subject: str, key: str, conversation_id: int) -> Letter:
        mailbox, persona = self._account.address, self.telling.persona
        is_first = not conversation_id
        exchange = self.telling.exchange
        return Letter(
            persona=persona,
            to=mailbox if is_first else make_reply_address(mailbox, conversation_id, signing_key()),
            subject=subject,
            text=text,
            at=now() - self.chance.randint(2, 15) * SECOND,
            message_id=f"{key}.{self.chance.getrandbits(40):x}@{persona.address.partition('@')[2]}",
            timezone=self.stage.firm.trades[exchange.brand].timezone,
            answered=self.answered,
            references=self.references,
            is_reply=not is_first,
            has_photo=is_first and bool(SHOWN & set(exchange.tags)) and self.chance.random() < 0.4,
        )

    @property
    def _account(self) -> Account:
        return self.stage.accounts[self.telling.exchange.brand]
