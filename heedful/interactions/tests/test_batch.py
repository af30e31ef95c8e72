"""One thing done to many: all of it, only of ours, in steps, and undone as a whole without trampling on others."""

from __future__ import annotations

import pytest

from heedful.events.instant import HOUR, now
from heedful.events.models import Event
from heedful.interactions.actions import assign, prioritise, run_batches, snooze, start_batch, tag, undo_batch
from heedful.interactions.actions.batch import AT_ONCE, MOST
from heedful.interactions.models import Batch, Conversation
from heedful.interactions.queries import NotFound, batch_of, ids_in, radar_count
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Membership
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def rows(cast: Cast) -> list[int]:
    return [mail_in(cast.brand.pk, sender=f"p{number}@client.test").conversation_id for number in range(5)]


def state() -> list[dict[str, object]]:
    fields = ("assignee", "team", "priority", "state", "resolution", "snoozed_until", "waiting_since", "taggings__tag")
    return list(Conversation.objects.order_by("pk").values("pk", *fields))


def details(cast: Cast, verb: str, rows: list[int]) -> dict[str, object]:
    if verb in {"tag", "untag"}:
        return {"name": tag(viewer=cast.viewer, conversation_id=rows[0], name="refund").name}
    choices: dict[str, dict[str, object]] = {
        "assign": {"person": cast.colleague.pk},
        "team": {"team": cast.team.pk},
        "priority": {"priority": 3},
        "resolve": {"reason": "solved"},
        "snooze": {"until": now() + HOUR},
    }
    return choices[verb]


@pytest.mark.parametrize("verb", ["assign", "team", "tag", "untag", "priority", "resolve", "snooze"])
def test_all_of_it_and_all_of_it_back(cast: Cast, rows: list[int], verb: str) -> None:
    assign(viewer=cast.viewer, conversation_id=rows[1], person_id=cast.colleague.pk)
    snooze(viewer=cast.viewer, conversation_id=rows[2], until=now() + 2 * HOUR)
    given = details(cast, verb, rows)
    before = state()
    batch = start_batch(viewer=cast.viewer, verb=verb, details=given, conversation_ids=rows)
    assert (batch.state, batch.done, batch.refused) == ("done", 5, 0)
    assert state() != before
    undone = undo_batch(viewer=cast.viewer, batch_id=batch.pk)
    assert undone.state == "undone"
    assert state() == before
    assert undo_batch(viewer=cast.viewer, batch_id=batch.pk).state == "undone"


def test_what_others_did_since_is_left_alone(cast: Cast, rows: list[int]) -> None:
    batch = start_batch(viewer=cast.viewer, verb="priority", details={"priority": 3}, conversation_ids=rows)
    prioritise(viewer=viewer_of(cast.colleague), conversation_id=rows[0], priority=0)
    undo_batch(viewer=cast.viewer, batch_id=batch.pk)
    assert set(Conversation.objects.values_list("priority", flat=True)) == {0, 1}


def test_a_large_one_is_worked_off_in_steps(cast: Cast) -> None:
    many = [mail_in(cast.brand.pk, sender=f"p{number}@client.test").conversation_id for number in range(AT_ONCE + 20)]
    batch = start_batch(viewer=cast.viewer, verb="resolve", details={"reason": "spam"}, conversation_ids=many)
    assert (batch.state, batch.done) == ("doing", 0)
    assert run_batches()
    some = batch_of(cast.viewer, batch.pk).done
    assert 1 <= some <= AT_ONCE
    stopped = undo_batch(viewer=cast.viewer, batch_id=batch.pk)  # in the middle of it
    while run_batches():
        pass
    stopped.refresh_from_db()
    assert (stopped.state, stopped.done) == ("undone", some)
    assert radar_count(cast.viewer) == len(many)
    assert Event.objects.filter(kind="batch.ended").count() == 1


def test_one_that_refuses_stops_none_of_the_others(cast: Cast, rows: list[int]) -> None:
    Membership.objects.create(person=cast.agent, brand=cast.other_brand, role="agent")
    theirs = mail_in(cast.other_brand.pk).conversation_id
    given = {"person": cast.colleague.pk}
    batch = start_batch(viewer=viewer_of(cast.agent), verb="assign", details=given, conversation_ids=[*rows, theirs])
    assert (batch.done, batch.refused) == (5, 1)
    assert "does not serve" in batch.reason


def test_what_is_not_ours_is_not_touched(cast: Cast, rows: list[int]) -> None:
    with pytest.raises(ValueError, match="Choose some"):
        start_batch(viewer=cast.stranger, verb="resolve", details={"reason": "spam"}, conversation_ids=rows)
    batch = start_batch(viewer=cast.viewer, verb="resolve", details={"reason": "spam"}, conversation_ids=rows)
    for other in (cast.stranger, viewer_of(cast.colleague)):
        with pytest.raises(NotFound):
            undo_batch(viewer=other, batch_id=batch.pk)
        with pytest.raises(NotFound):
            batch_of(other, batch.pk)


def test_somebody_who_left_does_no_more(cast: Cast) -> None:
    many = [mail_in(cast.brand.pk, sender=f"p{number}@client.test").conversation_id for number in range(AT_ONCE + 1)]
    start_batch(viewer=cast.viewer, verb="resolve", details={"reason": "spam"}, conversation_ids=many)
    Membership.objects.filter(person=cast.agent).delete()
    while run_batches():
        pass
    assert Batch.objects.get().refused == len(many)
    assert radar_count(viewer_of(cast.lead)) == len(many)


@pytest.mark.parametrize(("verb", "ids"), [("burn", [1]), ("resolve", []), ("resolve", range(MOST + 1))])
def test_nonsense_is_refused_in_words(cast: Cast, rows: list[int], verb: str, ids: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        start_batch(viewer=cast.viewer, verb=verb, details={"reason": "spam"}, conversation_ids=ids)


def test_a_whole_view(cast: Cast, rows: list[int]) -> None:
    mail_in(cast.other_brand.pk)
    assert sorted(ids_in(cast.viewer, "waiting", limit=100)) == rows
    assert len(ids_in(cast.viewer, "waiting", limit=3)) == 3
