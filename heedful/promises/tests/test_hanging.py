"""Promises stay with the words they were given in, whatever is merged, split or undone, in any order."""

from __future__ import annotations

import pytest

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.models import Event
from heedful.interactions.actions import join_customers, merge, part_customers, split, unmerge, unsplit
from heedful.interactions.models import Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.promises.actions import propose
from heedful.promises.models import Promise
from heedful.promises.queries import Choice, owed
from heedful.promises.tests.factories import promise, reply
from heedful.team.actions import remove_from_brand
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def first(cast: Cast) -> Interaction:
    return mail_in(cast.brand.pk, sender="ida@client.test")


@pytest.fixture
def second(cast: Cast) -> Interaction:
    return mail_in(cast.brand.pk, sender="nils@client.test")


def where(*rows: Promise) -> list[tuple[int, int]]:
    """After what follows has followed."""
    dispatch(REACTIONS)
    return [Promise.objects.values_list("conversation_id", "customer_id").get(pk=row.pk) for row in rows]


def test_a_merge_and_its_undo(cast: Cast, first: Interaction, second: Interaction) -> None:
    (read,), made = propose(interaction=reply(cast.viewer, second)), promise(cast.viewer, second)
    here, there = first.conversation_id, second.conversation_id
    move = merge(viewer=cast.viewer, conversation_id=here, other_id=there, is_sure=True)
    assert where(read, made) == [(here, second.customer_id)] * 2
    late = promise(cast.viewer, first)
    unmerge(viewer=cast.viewer, move_id=move.pk)
    assert where(read, made, late) == [(there, second.customer_id)] * 2 + [(here, first.customer_id)]


def test_a_split_and_its_undo(cast: Cast, first: Interaction) -> None:
    answer = reply(cast.viewer, first)
    (read,), made = propose(interaction=answer), promise(cast.viewer, first)
    move = split(viewer=cast.viewer, interaction_id=answer.pk, with_later=True)
    assert where(read, made) == [(move.target_id, first.customer_id), (first.conversation_id, first.customer_id)]
    unsplit(viewer=cast.viewer, move_id=move.pk)
    assert where(read, made) == [(first.conversation_id, first.customer_id)] * 2


def test_two_customers_become_one_and_two_again(cast: Cast, first: Interaction, second: Interaction) -> None:
    (read,), made = propose(interaction=reply(cast.viewer, second)), promise(cast.viewer, second)
    joining = join_customers(viewer=cast.viewer, customer_id=first.customer_id, other_id=second.customer_id)
    assert where(read, made) == [(second.conversation_id, first.customer_id)] * 2
    part_customers(viewer=cast.viewer, joining_id=joining.pk)
    assert where(read, made) == [(second.conversation_id, second.customer_id)] * 2


def test_told_late_and_backwards_it_comes_to_the_same(cast: Cast, first: Interaction, second: Interaction) -> None:
    (read,) = propose(interaction=reply(cast.viewer, second))
    here, there = first.conversation_id, second.conversation_id
    move = merge(viewer=cast.viewer, conversation_id=here, other_id=there, is_sure=True)
    unmerge(viewer=cast.viewer, move_id=move.pk)
    merge(viewer=cast.viewer, conversation_id=here, other_id=there, is_sure=True)
    for event in Event.objects.filter(is_pending=True).order_by("-id"):
        for reaction in REACTIONS.get(event.kind, ()):
            reaction(event)
    assert where(read) == [(here, second.customer_id)]


def test_who_leaves_takes_no_promise_along(cast: Cast, first: Interaction) -> None:
    row = promise(viewer_of(cast.colleague), first, "look for the shade")
    remove_from_brand(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, person_id=cast.colleague.pk)
    dispatch(REACTIONS)
    assert [one.id for one in owed(cast.viewer, Choice("all")) if not one.owner_name] == [row.pk]
