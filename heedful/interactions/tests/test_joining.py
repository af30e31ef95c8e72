"""Merging, splitting and undoing: nothing lost, both as they were, brands and customers kept apart."""

from __future__ import annotations

import pytest

from heedful.events.instant import HOUR, now
from heedful.events.models import Event
from heedful.interactions.actions import (
    OfAnotherCustomer,
    Writing,
    assign,
    follow,
    merge,
    prioritise,
    record_note,
    resolve,
    snooze,
    split,
    tag,
    unmerge,
    unsplit,
)  # fmt: skip
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import (
    NotFound,
    conversation,
    inbox,
    moves_of,
    radar,
    same_customer,
    tags_on,
    timeline,
)  # fmt: skip
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def two(cast: Cast) -> tuple[int, int]:
    """Of one customer: the older about a lamp, the newer about its bill."""
    lamp = mail_in(cast.brand.pk, subject="My lamp", at=now() - 2 * HOUR)
    return lamp.conversation_id, mail_in(cast.brand.pk, subject="The bill", at=now() - HOUR).conversation_id


def fields(pk: int) -> dict[str, object]:
    row = Conversation.objects.filter(pk=pk).values().get()
    return {name: value for name, value in row.items() if name != "version"}


def test_two_become_one_and_the_undo_leaves_no_trace(cast: Cast, two: tuple[int, int]) -> None:
    lamp, bill = two
    tag(viewer=cast.viewer, conversation_id=bill, name="refund")
    follow(viewer=viewer_of(cast.colleague), conversation_id=bill)
    prioritise(viewer=cast.viewer, conversation_id=bill, priority=3)
    assign(viewer=cast.viewer, conversation_id=bill, person_id=cast.colleague.pk)
    before = fields(lamp), fields(bill)
    move = merge(viewer=cast.viewer, conversation_id=lamp, other_id=bill)
    assert [moment.text for moment in timeline(cast.viewer, lamp)] == ["Where is my lamp?"] * 2
    row = Conversation.objects.get(pk=lamp)
    assert (row.priority, row.assignee_id) == (3, cast.colleague.pk)
    assert [one.name for one in tags_on([lamp])[lamp]] == ["refund"]
    assert conversation(viewer_of(cast.colleague), lamp).is_followed
    assert [one.id for one in inbox(cast.viewer, "all")] == [lamp]
    assert [(line.kind, line.came, line.other_subject) for line in moves_of(cast.viewer, lamp)] == [
        ("merge", True, "The bill")
    ]
    unmerge(viewer=cast.viewer, move_id=move.pk)
    assert (fields(lamp), fields(bill)) == before
    assert tags_on([lamp]) == {}
    assert not conversation(viewer_of(cast.colleague), lamp).is_followed
    assert moves_of(cast.viewer, lamp) == []
    unmerge(viewer=cast.viewer, move_id=move.pk)  # twice does no harm
    assert (fields(lamp), fields(bill)) == before


def test_what_somebody_changed_since_stays_changed(cast: Cast, two: tuple[int, int]) -> None:
    lamp, bill = two
    prioritise(viewer=cast.viewer, conversation_id=bill, priority=3)
    move = merge(viewer=cast.viewer, conversation_id=lamp, other_id=bill)
    prioritise(viewer=cast.viewer, conversation_id=lamp, priority=0)
    note = record_note(viewer=cast.viewer, conversation_id=lamp, writing=Writing("Hm.", "n1"))
    unmerge(viewer=cast.viewer, move_id=move.pk)
    assert Conversation.objects.get(pk=lamp).priority == 0
    assert Interaction.objects.get(pk=note.pk).conversation_id == lamp


def test_the_merged_one_is_found_where_it_went(cast: Cast, two: tuple[int, int]) -> None:
    lamp, bill = two
    merge(viewer=cast.viewer, conversation_id=lamp, other_id=bill)
    assert conversation(cast.viewer, bill).id == lamp
    mail_in(cast.brand.pk, "And the cable?", conversation=Conversation.objects.get(pk=bill))
    record_note(viewer=cast.viewer, conversation_id=bill, writing=Writing("She rang.", "n1"))
    assert {moment.text for moment in timeline(cast.viewer, lamp)} >= {"And the cable?", "She rang."}
    assert not Interaction.objects.filter(conversation_id=bill).exists()
    resolve(viewer=cast.viewer, conversation_id=bill, reason="solved")
    assert radar(cast.viewer) == []
    assert Event.objects.filter(kind="conversation.merged_away", conversation_id=bill).exists()


def test_one_that_is_asleep_wakes_when_the_other_is_awake(cast: Cast, two: tuple[int, int]) -> None:
    lamp, bill = two
    until = now() + 5 * HOUR
    snooze(viewer=cast.viewer, conversation_id=lamp, until=until)
    move = merge(viewer=cast.viewer, conversation_id=lamp, other_id=bill)
    assert Conversation.objects.get(pk=lamp).snoozed_until is None
    unmerge(viewer=cast.viewer, move_id=move.pk)
    assert Conversation.objects.get(pk=lamp).snoozed_until == until


def test_merges_are_undone_last_first(cast: Cast, two: tuple[int, int]) -> None:
    lamp, bill = two
    third = mail_in(cast.brand.pk, subject="Third").conversation_id
    first = merge(viewer=cast.viewer, conversation_id=lamp, other_id=bill)
    second = merge(viewer=cast.viewer, conversation_id=third, other_id=lamp)
    with pytest.raises(ValueError, match="Undo that merge first"):
        unmerge(viewer=cast.viewer, move_id=first.pk)
    assert conversation(cast.viewer, bill).id == third
    unmerge(viewer=cast.viewer, move_id=second.pk)
    unmerge(viewer=cast.viewer, move_id=first.pk)
    assert len(inbox(cast.viewer, "all")) == 3


def test_two_customers_are_merged_only_when_somebody_is_sure(cast: Cast, two: tuple[int, int]) -> None:
    other = mail_in(cast.brand.pk, sender="husband@client.test").conversation_id
    with pytest.raises(OfAnotherCustomer):
        merge(viewer=cast.viewer, conversation_id=two[0], other_id=other)
    assert Conversation.objects.filter(state="merged").count() == 0
    merge(viewer=cast.viewer, conversation_id=two[0], other_id=other, is_sure=True)
    assert {moment.author_address for moment in timeline(cast.viewer, two[0])} == {
        "ida@client.test",
        "husband@client.test",
    }


def test_what_cannot_be_merged_is_refused_in_words(cast: Cast, two: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="itself"):
        merge(viewer=cast.viewer, conversation_id=two[0], other_id=two[0])
    theirs = mail_in(cast.other_brand.pk).conversation_id
    with pytest.raises(NotFound):
        merge(viewer=cast.viewer, conversation_id=two[0], other_id=theirs, is_sure=True)
    move = merge(viewer=cast.viewer, conversation_id=two[0], other_id=two[1])
    with pytest.raises(NotFound):
        unmerge(viewer=cast.stranger, move_id=move.pk)
    with pytest.raises(ValueError, match="itself"):
        merge(viewer=cast.viewer, conversation_id=two[0], other_id=two[1])


def test_a_message_becomes_a_conversation_of_its_own_and_comes_back(cast: Cast, two: tuple[int, int]) -> None:
    lamp, _ = two
    row = Conversation.objects.get(pk=lamp)
    second = mail_in(cast.brand.pk, "Another thing: my chair", conversation=row, at=now() - HOUR)
    third = mail_in(cast.brand.pk, "It is red", conversation=row, at=now() - HOUR // 2)
    move = split(viewer=cast.viewer, interaction_id=second.pk, with_later=True, subject="  The  chair ")
    assert [moment.id for moment in timeline(cast.viewer, move.target_id)] == [second.pk, third.pk]
    made = Conversation.objects.get(pk=move.target_id)
    assert (made.subject, made.waiting_since, made.preview) == ("The chair", second.happened_at, "It is red")
    assert Conversation.objects.get(pk=lamp).preview == "Where is my lamp?"
    later = mail_in(cast.brand.pk, "Green, sorry", conversation=made)
    unsplit(viewer=cast.viewer, move_id=move.pk)
    assert [moment.id for moment in timeline(cast.viewer, lamp)][1:] == [second.pk, third.pk, later.pk]
    assert conversation(cast.viewer, made.pk).id == lamp


def test_only_one_message_may_go(cast: Cast, two: tuple[int, int]) -> None:
    row = Conversation.objects.get(pk=two[0])
    second = mail_in(cast.brand.pk, "My chair", conversation=row)
    third = mail_in(cast.brand.pk, "The lamp again", conversation=row)
    move = split(viewer=cast.viewer, interaction_id=second.pk, with_later=False)
    assert [moment.id for moment in timeline(cast.viewer, move.target_id)] == [second.pk]
    assert third.pk in {moment.id for moment in timeline(cast.viewer, two[0])}


def test_something_must_be_left(cast: Cast, two: tuple[int, int]) -> None:
    only = Interaction.objects.get(conversation_id=two[0])
    for with_later in (True, False):
        with pytest.raises(ValueError, match="Nothing would be left"):
            split(viewer=cast.viewer, interaction_id=only.pk, with_later=with_later)
    with pytest.raises(NotFound):
        split(viewer=cast.stranger, interaction_id=only.pk, with_later=True)


def test_the_same_customers_others_are_offered_open_ones_first(cast: Cast, two: tuple[int, int]) -> None:
    done = mail_in(cast.brand.pk, subject="Long ago").conversation_id
    resolve(viewer=cast.viewer, conversation_id=done, reason="solved")
    mail_in(cast.brand.pk, sender="else@client.test")
    assert [one.id for one in same_customer(cast.viewer, two[0])] == [two[1], done]
