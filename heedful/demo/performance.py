"""Live one telling: each turn becomes the product's own action at its own moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from heedful.channels.email.threading import make_reply_address
from heedful.channels.message import Inbound, Party, Receipt
from heedful.customers.actions import Caller, add_address, recognise, remember
from heedful.customers.models import Customer
from heedful.demo.library import Turn
from heedful.demo.parts import Parts
from heedful.demo.plan import Telling
from heedful.demo.post import Answered, Letter, write_letter
from heedful.demo.slots import Slots
from heedful.demo.stage import Stage
from heedful.events.instant import SECOND, now
from heedful.interactions.actions import Arrival, Writing, assign, close_interaction, record_inbound, record_outbound, resolve
from heedful.interactions.models import Conversation, Interaction
from heedful.replies.actions import HOLD, add_note, send_reply
from heedful.switchboard.actions import Route, message_id_for, queue_delivery
from heedful.switchboard.deliver import finish
from heedful.switchboard.doors.counter import CounterNote, log_interaction
from heedful.switchboard.models import Delivery
from heedful.switchboard.reading import signing_key
from heedful.switchboard.receive import keep, receive_rows
from heedful.team.viewer import Viewer

# A story's reason in the words that the product knows.
REASONS = {
    "answered": "answered", "mended": "solved", "delivered": "solved", "sold": "solved", "booked": "solved",
    "refunded": "solved", "replaced": "solved", "invoiced": "solved", "thanked": "answered", "made-good": "solved",
    "declined-kindly": "answered", "passed-on": "answered", "customer-left": "no_reply", "cancelled": "ended",
    "ended": "ended", "not-for-us": "not_for_us", "no-reply-needed": "no_answer_needed", "open": "no_reply",
}  # fmt: skip
HURRY = "Sent as it stood; there was no time to look at it again."


@dataclass
class Performance:
    """A telling on its way; `fate` is how the last mail of ours ends on the wire."""

    telling: Telling
    stage: Stage
    parts: Parts
    slots: Slots
    chance: Random
    fate: Receipt = field(default_factory=lambda: Receipt("sent"))
    conversation_id: int = 0
    delivery: Delivery | None = None
    answered: Answered | None = None
    references: tuple[str, ...] = ()

    def play(self, index: int) -> None:
        """One turn."""
        turn = self.telling.exchange.turns[index]
        self._meet(turn)
        if turn.kind == "note" and self.conversation_id:
            key = f"{self._key(index)}"
            add_note(viewer=self._author(index), conversation_id=self.conversation_id, text=self.text(index), key=key)
        elif turn.kind in {"call", "visit", "meeting", "note"}:
            self._note_contact(index, turn)
        elif turn.who == "customer":
            self._hear(index, turn)
        else:
            self._answer(index, turn)
        if turn.fact:
            fact = self.slots.fill(turn.fact, staff=self.parts.authors[index], colleague=self.parts.colleague)
            remember(viewer=self._author(index), customer_id=self._customer().pk, text=fact)

    def hand_over(self, giver: str) -> None:
        """Somebody gives the conversation to its owner."""
        person_id = self.stage.viewer(self.parts.owner).person_id
        assign(viewer=self.stage.viewer(giver), conversation_id=self.conversation_id, person_id=person_id)

    def leave(self) -> None:
        """Our mail reached the other side, or did not."""
        if self.delivery is not None:
            finish(self.delivery, self.fate)

    def end(self) -> None:
        reason = REASONS[self.telling.exchange.ending]
        resolve(viewer=self.stage.viewer(self.parts.owner), conversation_id=self.conversation_id, reason=reason)

    def note_fact(self, fact: str) -> None:
        remember(viewer=self.stage.viewer(self.parts.owner), customer_id=self._customer().pk, text=fact)

    def text(self, index: int) -> str:
        """What is said in a turn, every slot filled."""
        text = self.telling.text(index)
        return self.slots.fill(text, staff=self.parts.authors[index], colleague=self.parts.colleague)

    def _hear(self, index: int, turn: Turn) -> None:
        if turn.channel == "email":
            self._receive_mail(index)
        else:
            self._record(index, turn, sender=Party(self._persona.handle, self._persona.name))

    def _receive_mail(self, index: int) -> None:
        account = self.stage.accounts[self.telling.exchange.brand]
        letter = self._letter(index, account.address)
        raw = write_letter(letter, self.chance)
        kept = keep(
            account=account, raw=raw, external_id=letter.message_id, door="file",
            received_at=now() + self.chance.randint(2, 15) * SECOND,
        )  # fmt: skip
        [row] = receive_rows([kept])
        if row.conversation_id is None or self.conversation_id not in {0, row.conversation_id}:
            raise RuntimeError(f"A mail of '{self.telling.exchange.id}' went astray: {row.reason or row.outcome}")
        self.conversation_id = row.conversation_id
        self.references = (*self.references, letter.message_id)

    def _letter(self, index: int, mailbox: str) -> Letter:
        to = make_reply_address(mailbox, self.conversation_id, signing_key()) if self.conversation_id else mailbox
        exchange = self.telling.exchange
        is_photo = index == 0 and bool({"damage", "quote"} & set(exchange.tags)) and self.chance.random() < 0.4
        subject = self.slots.fill(exchange.subject(self.telling.number), colleague=self.parts.colleague)
        return Letter(
            persona=self._persona,
            to=to,
            subject=subject if not self.conversation_id or self.answered else f"Re: {subject}",
            text=self.text(index),
            at=now(),
            message_id=f"{self._key(index)}.{self.chance.getrandbits(40):x}@{self._persona.address.partition('@')[2]}",
            timezone=self.stage.firm.trades[exchange.brand].timezone,
            answered=self.answered,
            references=self.references,
            has_photo=is_photo,
        )

    def _note_contact(self, index: int, turn: Turn) -> None:
        """A call, a visit or a meeting, written down afterwards. A story's later ones stay in its conversation."""
        viewer = self._author(index)
        direction = "in" if turn.who == "customer" else "out"
        if self.conversation_id:
            self._record(index, turn, sender=Party("", self._persona.name), direction=direction, person=viewer)
            self._settle_waiting(viewer)
            return
        note = CounterNote(
            key=self._key(index),
            brand_id=self._brand_id,
            text=self.text(index),
            kind="meeting" if turn.kind == "note" else turn.kind,
            outcome="needs_answer" if self._is_owed(index) else "done",
            customer_id=self._customer().pk,
            direction="in" if turn.kind == "note" else direction,
            channel=turn.channel,
            happened_at=now(),
        )
        self.conversation_id = log_interaction(viewer=viewer, note=note).conversation_id

    def _is_owed(self, index: int) -> bool:
        """Somebody said they would ring or write back."""
        following = self.telling.exchange.turns[index + 1 : index + 2]
        return bool(following) and following[0].who == "agent" and following[0].kind in {"call", "message"}

    def _record(
        self, index: int, turn: Turn, *, sender: Party, direction: str = "in", person: Viewer | None = None
    ) -> Interaction:
        """What comes over a wire that has no door yet, and contacts within a conversation."""
        text = ("★" * turn.stars + "☆" * (5 - turn.stars) + "\n" if turn.stars else "") + self.text(index)
        subject = self.slots.fill(self.telling.exchange.subject(self.telling.number), colleague=self.parts.colleague)
        inbound = Inbound(
            channel=turn.channel, kind=turn.kind, content_key=self._key(index), sender=sender, text=text,  # type: ignore[arg-type]
            new_text=text, subject="" if self.conversation_id else subject, sent_at=now(),
        )  # fmt: skip
        conversation = Conversation.objects.get(pk=self.conversation_id) if self.conversation_id else None
        interaction = record_inbound(
            Arrival(
                inbound, self._customer(), now(), conversation, person_id=person.person_id if person else None,
                is_settled=person is not None, direction=direction, trust_date=True,
            )
        )  # fmt: skip
        self.conversation_id = interaction.conversation_id
        return interaction

    def _settle_waiting(self, viewer: Viewer) -> None:
        """What was written before has been answered by voice."""
        waiting = Interaction.objects.filter(conversation_id=self.conversation_id, needs_answer=True, settled_at=None)
        for interaction_id in waiting.values_list("id", flat=True):
            close_interaction(viewer=viewer, interaction_id=interaction_id, reason="answered")

    def _answer(self, index: int, turn: Turn) -> None:
        viewer, text = self._author(index), self.text(index)
        if turn.channel != "email":
            visibility = "public" if turn.kind == "post" else "private"
            writing = Writing(text, self._key(index), visibility=visibility)
            record_outbound(viewer=viewer, conversation_id=self.conversation_id, writing=writing)
            return
        self.delivery = self._send(viewer, text, self._key(index))
        message_id = self.delivery.interaction.external_id
        who = f"{viewer.name} · {self.stage.brands[self.telling.exchange.brand].name}"
        self.answered = Answered(message_id, text, who, now())
        self.references = (*self.references, message_id)

    def _send(self, viewer: Viewer, text: str, key: str) -> Delivery:
        """With the coach looking on since it came into the house; before that, what `send_reply` does after it."""
        if now() >= self.stage.coached_since:
            return send_reply(
                viewer=viewer, conversation_id=self.conversation_id, text=text, key=key, override_reason=HURRY
            )
        account = self.stage.accounts[self.telling.exchange.brand]
        writing = Writing(
            text, key, external_id=message_id_for(account, key), author_address=account.address
        )
        interaction = record_outbound(viewer=viewer, conversation_id=self.conversation_id, writing=writing)
        route = Route(account.pk, account.address, (self._persona.address,))
        return queue_delivery(interaction=interaction, route=route, key=key, send_at=now() + HOLD)

    def _meet(self, turn: Turn) -> None:
        """The number somebody rings from is noted once."""
        if turn.channel == "phone" and self.telling.exchange.audience != "team" and not self.conversation_id:
            add_address(
                viewer=self.stage.owner, customer_id=self._customer().pk, channel="phone", address=self._persona.phone
            )

    def _customer(self) -> Customer:
        """Recognised once, as the switchboard does it, and kept."""
        persona = self._persona
        if persona not in self.stage.customers:
            caller = Caller(self._brand_id, "email", persona.address, persona.name, persona.company)
            self.stage.customers[persona] = recognise(caller, at=now())
        return self.stage.customers[persona]

    def _author(self, index: int) -> Viewer:
        return self.stage.viewer(self.parts.authors[index])

    def _key(self, index: int) -> str:
        return f"demo-{self.telling.index:05d}-{index}"

    @property
    def _persona(self):  # noqa: ANN202
        return self.telling.persona

    @property
    def _brand_id(self) -> int:
        return self.stage.brands[self.telling.exchange.brand].pk

