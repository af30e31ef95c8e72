"""The radar against a naive model, over random sequences of everything that can happen to a conversation."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.interactions.actions import (
    Writing,
    assign,
    close_interaction,
    mark_undelivered,
    record_note,
    record_outbound,
    reopen,
    resolve,
    withdraw,
)
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import radar, radar_count
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast, make_cast

VERBS = ("mail", "auto", "reply", "reply_seen_first", "undo", "bounce", "resolve", "reopen", "close", "note", "assign")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 2)), max_size=30)


class Model:
    """What should be unanswered, told as simply as possible: one dict per inbound mail, no shared code."""

    def __init__(self) -> None:
        self.mails: list[dict[str, object]] = []
        self.resolved: dict[int, bool] = {}

    def waiting(self) -> set[int]:
        return {mail["id"] for mail in self.mails if mail["fate"] is None}  # type: ignore[misc]


class Desk:
    """Does each verb to the product and to the model."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.model, self.count = cast, Model(), 0
        self.conversations: list[int] = []
        self.replies: dict[int, list[int]] = {}
        self.resolution: dict[int, str] = {}

    def do(self, verb: str, which: int) -> None:
        if not self.conversations or (verb == "mail" and which >= len(self.conversations)):
            self._mail(None)
            return
        conversation_id = self.conversations[which % len(self.conversations)]
        getattr(self, f"_{verb}")(conversation_id)

    def _mail(self, conversation_id: int | None) -> None:
        row = Conversation.objects.get(pk=conversation_id) if conversation_id else None
        self.count += 1
        made = mail_in(self.cast.brand.pk, f"Question {self.count}", conversation=row)
        if row is None:
            self.conversations.append(made.conversation_id)
        self.model.resolved[made.conversation_id] = False
        self.model.mails.append({"id": made.pk, "conversation": made.conversation_id, "fate": None})

    def _auto(self, conversation_id: int) -> None:
        mail_in(self.cast.brand.pk, "Away", conversation=Conversation.objects.get(pk=conversation_id), automatic=True)

    def _reply(self, conversation_id: int, seen: int | None = None) -> None:
        self.count += 1
        with transaction.atomic():
            made = record_outbound(
                viewer=self.cast.viewer,
                conversation_id=conversation_id,
                writing=Writing("Here it is.", f"r{self.count}", seen),
            )
        self.replies.setdefault(conversation_id, []).append(made.pk)
        for mail in self._open(conversation_id):
            if seen is None or mail["id"] <= seen:  # type: ignore[operator]
                mail["fate"] = made.pk

    def _reply_seen_first(self, conversation_id: int) -> None:
        """The writer had only seen the first of the open mails."""
        waiting = self._open(conversation_id)
        self._reply(conversation_id, seen=waiting[0]["id"] if waiting else None)  # type: ignore[arg-type]

    def _undo(self, conversation_id: int) -> None:
        self._lose(conversation_id, lambda row: withdraw(interaction=row, person_id=None))

    def _bounce(self, conversation_id: int) -> None:
        self._lose(conversation_id, lambda row: mark_undelivered(interaction=row, reason="no such user"))

    def _lose(self, conversation_id: int, how) -> None:
        if not self.replies.get(conversation_id):
            return
        lost = self.replies[conversation_id].pop()
        with transaction.atomic():
            how(Interaction.objects.select_related("conversation").get(pk=lost))
        again = [mail for mail in self.model.mails if mail["fate"] == lost]
        for mail in again:
            mail["fate"] = None
        if again:
            self.model.resolved[conversation_id] = False

    def _resolve(self, conversation_id: int) -> None:
        resolve(viewer=self.cast.viewer, conversation_id=conversation_id, reason="solved")
        if not self.model.resolved[conversation_id]:
            self.count += 1
            self.resolution[conversation_id] = f"resolution {self.count}"
            for mail in self._open(conversation_id):
                mail["fate"] = self.resolution[conversation_id]
        self.model.resolved[conversation_id] = True

    def _reopen(self, conversation_id: int) -> None:
        reopen(viewer=self.cast.viewer, conversation_id=conversation_id)
        if self.model.resolved[conversation_id]:
            for mail in self.model.mails:
                if mail["conversation"] == conversation_id and mail["fate"] == self.resolution[conversation_id]:
                    mail["fate"] = None
        self.model.resolved[conversation_id] = False

    def _close(self, conversation_id: int) -> None:
        for mail in self._open(conversation_id)[:1]:
            close_interaction(viewer=self.cast.viewer, interaction_id=mail["id"], reason="no_answer_needed")  # type: ignore[arg-type]
            mail["fate"] = "closed"

    def _note(self, conversation_id: int) -> None:
        self.count += 1
        record_note(viewer=self.cast.viewer, conversation_id=conversation_id, writing=Writing("Hm.", f"n{self.count}"))

    def _assign(self, conversation_id: int) -> None:
        assign(viewer=self.cast.viewer, conversation_id=conversation_id, person_id=self.cast.colleague.pk)

    def _open(self, conversation_id: int) -> list[dict[str, object]]:
        return [mail for mail in self.model.mails if mail["conversation"] == conversation_id and mail["fate"] is None]


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_radar_shows_exactly_what_nobody_answered_or_closed(steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        desk = Desk(make_cast())
        for verb, which in steps:
            desk.do(verb, which)
            _compare(desk)
        transaction.set_rollback(True)


def _compare(desk: Desk) -> None:
    shown = radar(desk.cast.viewer, limit=200)
    assert {line.interaction_id for line in shown} == desk.model.waiting()
    assert radar_count(desk.cast.viewer) == len(shown)
    assert [line.happened_at for line in shown] == sorted(line.happened_at for line in shown)
    for row in Conversation.objects.all():
        waits = [line.happened_at for line in shown if line.conversation_id == row.pk]
        assert row.waiting_since == (min(waits) if waits else None)
        assert (row.state == "resolved") == desk.model.resolved[row.pk]
    assert radar(desk.cast.stranger) == []
