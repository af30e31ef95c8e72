"""What should be unanswered, told as simply as possible, and a desk that does each verb to the product and to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from heedful.events.instant import DAY, now
from heedful.interactions.actions import (
    Writing,
    assign,
    close_interaction,
    mark_undelivered,
    record_note,
    record_outbound,
    reopen,
    resolve,
    snooze,
    wake_due,
    withdraw,
)
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast


@dataclass
class Matter:
    """One conversation of the model. `resolution` names who closed what; `until` is its snooze."""

    resolved: bool = False
    resolution: str = ""
    until: int | None = None
    into: int | None = None
    heard: int = 0


@dataclass
class Model:
    """One dict per inbound mail (`fate` is None while it waits), one matter per conversation; no shared code."""

    mails: list[dict[str, Any]] = field(default_factory=list)
    matters: dict[int, Matter] = field(default_factory=dict)

    def waiting(self) -> set[int]:
        return {mail["id"] for mail in self.mails if mail["fate"] is None}

    def open_in(self, matter: int) -> list[dict[str, Any]]:
        return [mail for mail in self.mails if mail["matter"] == matter and mail["fate"] is None]

    def land(self, matter: int) -> int:
        """Where a merged one went."""
        while (into := self.matters[matter].into) is not None:
            matter = into
        return matter

    def wait_again(self, mails: list[dict[str, Any]]) -> None:
        for mail in mails:
            mail["fate"] = None
            self.matters[mail["matter"]].resolved = False
            self.matters[mail["matter"]].until = None


class Desk:
    """Verbs get the conversation's id as somebody knows it, even if it was merged away since."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.model, self.count = cast, Model(), 0
        self.conversations: list[int] = []
        self.replies: list[int] = []

    def do(self, verb: str, which: int) -> None:
        if not self.conversations or (verb == "mail" and which >= len(self.conversations)):
            self._mail(None)
            return
        getattr(self, f"_{verb}")(self.conversations[which % len(self.conversations)])

    def tick(self) -> int:
        self.count += 1
        return self.count

    def _mail(self, known: int | None) -> None:
        row = Conversation.objects.get(pk=known) if known else None
        made = mail_in(self.cast.brand.pk, f"Question {self.tick()}", conversation=row)
        if row is None:
            self.conversations.append(made.conversation_id)
            self.model.matters[made.conversation_id] = Matter()
        matter = self.model.land(known or made.conversation_id)
        self.model.mails.append({"id": made.pk, "matter": matter, "fate": None})
        self.model.matters[matter].heard = self.count
        self.model.wait_again(self.model.mails[-1:])

    def _auto(self, known: int) -> None:
        mail_in(self.cast.brand.pk, "Away", conversation=Conversation.objects.get(pk=known), automatic=True)
        self.model.matters[self.model.land(known)].heard = self.tick()

    def _reply(self, known: int, seen: int | None = None) -> None:
        writing = Writing("Here it is.", f"r{self.tick()}", seen)
        with transaction.atomic():
            made = record_outbound(viewer=self.cast.viewer, conversation_id=known, writing=writing)
        self.replies.append(made.pk)
        for mail in self.model.open_in(self.model.land(known)):
            if seen is None or mail["id"] <= seen:
                mail["fate"] = made.pk

    def _reply_seen_first(self, known: int) -> None:
        """The writer had only seen the first of the open mails."""
        waiting = self.model.open_in(self.model.land(known))
        self._reply(known, seen=waiting[0]["id"] if waiting else None)

    def _undo(self, _known: int) -> None:
        self._lose(lambda row: withdraw(interaction=row, person_id=None))

    def _bounce(self, _known: int) -> None:
        self._lose(lambda row: mark_undelivered(interaction=row, reason="no such user"))

    def _lose(self, how) -> None:
        if not self.replies:
            return
        lost = self.replies.pop()
        with transaction.atomic():
            how(Interaction.objects.select_related("conversation").get(pk=lost))
        self.model.wait_again([mail for mail in self.model.mails if mail["fate"] == lost])

    def _resolve(self, known: int) -> None:
        resolve(viewer=self.cast.viewer, conversation_id=known, reason="solved")
        here = self.model.land(known)
        matter = self.model.matters[here]
        if not matter.resolved:
            matter.resolution = f"resolution {self.tick()}"
            for mail in self.model.open_in(here):
                mail["fate"] = matter.resolution
        matter.resolved, matter.until = True, None

    def _reopen(self, known: int) -> None:
        reopen(viewer=self.cast.viewer, conversation_id=known)
        here = self.model.land(known)
        matter = self.model.matters[here]
        if matter.resolved:
            for mail in self.model.mails:
                if mail["matter"] == here and mail["fate"] == matter.resolution:
                    mail["fate"] = None
        matter.resolved = False

    def _close(self, known: int) -> None:
        for mail in self.model.open_in(self.model.land(known))[:1]:
            close_interaction(viewer=self.cast.viewer, interaction_id=mail["id"], reason="no_answer_needed")
            mail["fate"] = "closed"

    def _note(self, known: int) -> None:
        writing = Writing("Hm, @Bruno.", f"n{self.tick()}")
        record_note(viewer=self.cast.viewer, conversation_id=known, writing=writing)

    def _assign(self, known: int) -> None:
        assign(viewer=self.cast.viewer, conversation_id=known, person_id=self.cast.colleague.pk)

    def _snooze(self, known: int) -> None:
        matter, until = self.model.matters[self.model.land(known)], now() + DAY + self.tick()
        try:
            snooze(viewer=self.cast.viewer, conversation_id=known, until=until)
        except ValueError:
            assert matter.resolved
            return
        matter.until = until

    def _wake(self, known: int) -> None:
        """Its time has come."""
        here = self.model.land(known)
        Conversation.objects.filter(pk=here, snoozed_until__isnull=False).update(snoozed_until=1)
        wake_due()
        self.model.matters[here].until = None
