"""Reactions: a bad one neither undoes the others nor blocks the rest; it is retried, parked, visible, run again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from heedful.events.actions import Subject, record, retry_follow
from heedful.events.dispatch import MAX_ATTEMPTS, dispatch, seconds_to_next_try
from heedful.events.live import Note, hub
from heedful.events.models import Event, Follow
from heedful.events.queries import parked

pytestmark = pytest.mark.django_db


class Recorder:
    """Two reactions: one that always works and one that fails as long as it is told to."""

    def __init__(self) -> None:
        self.good: list[int] = []
        self.bad: list[int] = []
        self.is_broken = True

        def works(event: Event) -> None:
            self.good.append(event.pk)

        def fails(event: Event) -> None:
            if self.is_broken:
                Event.objects.create(kind="half.done", at=1, is_pending=False)
                raise ValueError("the bridge is out")
            self.bad.append(event.pk)

        self.table = {"tea.poured": (fails, works)}


def _happen(kind: str = "tea.poured", conversation_id: int | None = 7) -> Event:
    with transaction.atomic():
        return record(kind, Subject(brand_id=1, conversation_id=conversation_id))


def _run_all(table: dict) -> None:
    while dispatch(table):
        pass


def test_a_failing_reaction_leaves_no_half_and_lets_the_others_through() -> None:
    recorder = Recorder()
    event = _happen()
    _run_all(recorder.table)
    assert recorder.good == [event.pk]
    assert not Event.objects.filter(kind="half.done").exists()
    assert Follow.objects.get().reason == "ValueError: the bridge is out"
    assert 0 < seconds_to_next_try() <= 1


def test_it_is_retried_then_parked_and_can_be_run_again_alone() -> None:
    recorder = Recorder()
    event = _happen()
    for turn in range(MAX_ATTEMPTS + 2):
        with time_machine.travel(timezone.now() + timedelta(minutes=10 * turn), tick=False):
            _run_all(recorder.table)
    follow = parked((1,)).get()
    assert (follow.state, follow.attempts) == (Follow.State.PARKED, MAX_ATTEMPTS)
    recorder.is_broken = False
    retry_follow(follow=follow)
    _run_all(recorder.table)
    assert recorder.bad == [event.pk]
    assert recorder.good == [event.pk]
    assert not parked((1,)).exists()


def test_order_is_kept_within_a_conversation_while_others_go_on() -> None:
    recorder = Recorder()
    _happen(conversation_id=7)
    _run_all(recorder.table)
    second, elsewhere = _happen(conversation_id=7), _happen("other.thing", conversation_id=8)
    _run_all({**recorder.table, "other.thing": (recorder.table["tea.poured"][1],)})
    assert elsewhere.pk in recorder.good
    assert second.pk not in recorder.good
    recorder.is_broken = False
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        _run_all(recorder.table)
    assert recorder.bad == sorted(recorder.bad)
    assert len(recorder.bad) == 2


def test_an_event_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record("tea.poured", Subject())


@pytest.mark.django_db(transaction=True)
def test_open_screens_hear_of_it_after_the_commit_and_never_of_what_was_rolled_back() -> None:
    heard: list[Note] = []
    forget = hub.subscribe(heard.append)
    try:
        with transaction.atomic():
            record("tea.poured", Subject(brand_id=1))
            assert heard == []
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record("tea.spilt", Subject(brand_id=1))
            raise ZeroDivisionError
    finally:
        forget()
    if connection.vendor == "sqlite":
        assert [note.kind for note in heard] == ["tea.poured"]
