"""Live one telling: each turn becomes the product's own action at its own moment."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.channels.message import Inbound, Party
from heedful.customers.actions import Caller, add_address, recognise, remember
from heedful.customers.models import Customer
from heedful.demo.correspondence import Correspondence
from heedful.demo.crowd import Persona
from heedful.demo.library import Turn
from heedful.demo.parts import Parts
from heedful.demo.slots import Slots
from heedful.demo.stage import Stage
from heedful.demo.telling import Telling
from heedful.events.instant import now
from heedful.interactions.actions import (
    Arrival,
    Writing,
    assign,
    close_interaction,
    record_inbound,
    record_outbound,
    resolve,
)
from heedful.interactions.models import Conversation, Interaction
from heedful.replies.actions import add_note
from heedful.switchboard.doors.counter import CounterNote, log_interaction
from heedful.team.viewer import Viewer

# A story's reason in the words that the product knows.
REASONS = {
    "answered": "answered", "mended": "solved", "delivered": "solved", "sold": "solved", "booked": "solved",
    "refunded": "solved", "replaced": "solved", "invoiced": "solved", "thanked": "answered", "made-good": "solved",
    "declined-kindly": "answered", "passed-on": "answered", "customer-left": "no_reply", "cancelled": "ended",
    "ended": "ended", "not-for-us": "not_for_us", "no-reply-needed": "no_answer_needed", "open": "no_reply",
}  # fmt: skip


@dataclass
class Performance:
    """A telling on its way, with those who play in it."""

    telling: Telling
    stage: Stage
    parts: Parts
    slots: Slots
    mails: Correspondence
    conversation_id: int = 0

    def play(self, index: int) -> None:
        """One turn."""
        turn = self.telling.exchange.turns[index]
        if turn.kind == "note" and self.conversation_id:
            viewer, text = self._author(index), self.text(index)
            add_note(viewer=viewer, conversation_id=self.conversation_id, text=text, key=self._key(index))
        elif turn.kind in {"call", "visit", "meeting", "note"}:
            self._note_contact(index, turn)
        elif turn.who == "customer":
            self._hear(index, turn)
        else:
            self._answer(index, turn)
        if turn.fact:
            self.note_fact(turn.fact, self.parts.authors[index])

    def hand_over(self, giver: str) -> None:
        """Somebody gives the conversation to its owner."""
        person_id = self.stage.viewer(self.parts.owner).person_id
        assign(viewer=self.stage.viewer(giver), conversation_id=self.conversation_id, person_id=person_id)

    def note_fact(self, fact: str, writer: str = "") -> None:
        """Something worth remembering goes on the customer's card."""
        viewer = self.stage.viewer(writer or self.parts.owner)
        text = self.slots.fill(fact, staff=writer, colleague=self.parts.colleague)
        remember(viewer=viewer, customer_id=self._customer().pk, text=text)

    def end(self) -> None:
        """Resolved, with the reason of the story."""
        reason = REASONS[self.telling.exchange.ending]
        resolve(viewer=self.stage.viewer(self.parts.owner), conversation_id=self.conversation_id, reason=reason)

    def text(self, index: int) -> str:
        """What is said in a turn, every slot filled."""
        staff = self.parts.authors[index]
        return self.slots.fill(self.telling.text(index), staff=staff, colleague=self.parts.colleague)

    def _hear(self, index: int, turn: Turn) -> None:
        if turn.channel != "email":
            self._record(index, turn, sender=Party(self._persona.handle, self._persona.name))
            return
        self._customer()  # known from here on with a company, where there is one
        self.conversation_id = self.mails.hear(
            self.text(index), self._subject(), key=self._key(index), conversation_id=self.conversation_id
        )

    def _answer(self, index: int, turn: Turn) -> None:
        viewer, text, key = self._author(index), self.text(index), self._key(index)
        if turn.channel == "email":
            self.mails.send(viewer, text, key=key, conversation_id=self.conversation_id)
            return
        writing = Writing(text, key, visibility="public" if turn.kind == "post" else "private")
        record_outbound(viewer=viewer, conversation_id=self.conversation_id, writing=writing)

    def _note_contact(self, index: int, turn: Turn) -> None:
        """A call, a visit or a meeting, written down afterwards. A story's later ones stay in its conversation."""
        viewer = self._author(index)
        if self.conversation_id:
            self._record(index, turn, sender=Party("", self._persona.name), person=viewer)
            self._settle_waiting(viewer)
            return
        if turn.channel == "phone":
            address = self._persona.phone
            add_address(viewer=viewer, customer_id=self._customer().pk, channel="phone", address=address)
        note = CounterNote(
            key=self._key(index),
            brand_id=self._brand_id,
            text=self.text(index),
            kind="meeting" if turn.kind == "note" else turn.kind,
            outcome="needs_answer" if self._is_owed(index) else "done",
            customer_id=self._customer().pk,
            direction="out" if turn.who == "agent" else "in",
            channel=turn.channel,
            happened_at=now(),
        )
        self.conversation_id = log_interaction(viewer=viewer, note=note).conversation_id

    def _is_owed(self, index: int) -> bool:
        """Somebody said they would ring or write back."""
        following = self.telling.exchange.turns[index + 1 : index + 2]
        return bool(following) and following[0].who == "agent" and following[0].kind in {"call", "message"}

    def _record(self, index: int, turn: Turn, *, sender: Party, person: Viewer | None = None) -> None:
        """What comes over a wire that has no door yet, and contacts within a conversation."""
        text = ("★" * turn.stars + "☆" * (5 - turn.stars) + "\n" if turn.stars else "") + self.text(index)
        inbound = Inbound(
            channel=turn.channel,
            kind=turn.kind,  # type: ignore[arg-type]
            content_key=self._key(index),
            sender=sender,
            subject="" if self.conversation_id else self._subject(),
            text=text,
            new_text=text,
            sent_at=now(),
        )
        arrival = Arrival(
            inbound,
            self._customer(),
            now(),
            Conversation.objects.get(pk=self.conversation_id) if self.conversation_id else None,
            person_id=person.person_id if person else None,
            is_settled=person is not None,
            direction="out" if turn.who == "agent" else "in",
            trust_date=True,
        )
        self.conversation_id = record_inbound(arrival).conversation_id

    def _settle_waiting(self, viewer: Viewer) -> None:
        """What was written before has been answered by voice."""
        waiting = Interaction.objects.filter(conversation_id=self.conversation_id, needs_answer=True, settled_at=None)
        for interaction_id in waiting.values_list("id", flat=True):
            close_interaction(viewer=viewer, interaction_id=interaction_id, reason="answered")

    def _customer(self) -> Customer:
        """Recognised once, as the switchboard does it, and kept."""
        persona = self._persona
        if persona not in self.stage.customers:
            caller = Caller(self._brand_id, "email", persona.address, persona.name, persona.company)
            self.stage.customers[persona] = recognise(caller, at=now())
        return self.stage.customers[persona]

    def _subject(self) -> str:
        return self.slots.fill(self.telling.subject, colleague=self.parts.colleague)

    def _author(self, index: int) -> Viewer:
        return self.stage.viewer(self.parts.authors[index])

    def _key(self, index: int) -> str:
        return f"demo-{self.telling.index:05d}-{index}"

    @property
    def _persona(self) -> Persona:
        return self.telling.persona

    @property
    def _brand_id(self) -> int:
        return self.stage.brands[self.telling.exchange.brand].pk
