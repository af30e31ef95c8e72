"""The radar against a naive model, over random sequences of everything that can happen to a conversation."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.interactions.models import Conversation
from heedful.interactions.queries import inbox, radar, radar_count
from heedful.interactions.tests.joining_model import JoiningDesk
from heedful.interactions.tests.radar_model import Desk
from heedful.team.tests.factories import make_cast

ALONE = (
    "mail", "auto", "reply", "reply_seen_first", "undo", "bounce", "resolve", "reopen", "close", "note", "assign",
    "snooze", "wake",
)  # fmt: skip
TOGETHER = ("mail", "reply", "undo", "resolve", "reopen", "snooze", "merge", "merge", "unmerge", "split", "unsplit")


def steps(verbs: tuple[str, ...]) -> st.SearchStrategy[list[tuple[str, int]]]:
    return st.lists(st.tuples(st.sampled_from(verbs), st.integers(0, 3)), max_size=30)


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps(ALONE))
def test_the_radar_shows_exactly_what_nobody_answered_or_closed(steps: list[tuple[str, int]]) -> None:
    _walk(Desk, steps)


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps(TOGETHER))
def test_and_so_it_does_while_conversations_are_merged_and_split(steps: list[tuple[str, int]]) -> None:
    _walk(JoiningDesk, steps)


def _walk(kind: type[Desk], steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        desk = kind(make_cast())
        for verb, which in steps:
            desk.do(verb, which)
            _compare(desk)
        transaction.set_rollback(True)


def _compare(desk: Desk) -> None:
    shown = radar(desk.cast.viewer, limit=200)
    assert {line.interaction_id for line in shown} == desk.model.waiting()
    assert radar_count(desk.cast.viewer) == len(shown)
    assert [line.happened_at for line in shown] == sorted(line.happened_at for line in shown)
    rows = {row.pk: row for row in Conversation.objects.all()}
    for pk, row in rows.items():
        matter = desk.model.matters[pk]
        waits = [line.happened_at for line in shown if line.conversation_id == pk]
        assert row.waiting_since == (min(waits) if waits else None)
        assert row.state == ("merged" if matter.into else "resolved" if matter.resolved else "open")
        assert (row.snoozed_until, row.merged_into_id) == (matter.until, matter.into)
    at_hand = {pk for pk, row in rows.items() if row.waiting_since is not None and row.snoozed_until is None}
    assert {row.id for row in inbox(desk.cast.viewer, "waiting")} == at_hand
    assert radar(desk.cast.stranger) == []
