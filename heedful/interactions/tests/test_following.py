"""Following, being named in a note, teams and urgency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.events.models import Event
from heedful.interactions.actions import (
    Writing,
    assign,
    follow,
    give_to_team,
    prioritise,
    record_note,
    unfollow,
)  # fmt: skip
from heedful.interactions.mentions import named_in
from heedful.interactions.models import Conversation, Follower
from heedful.interactions.queries import NotFound, conversation, inbox
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Team
from heedful.team.tests.factories import Cast, make_person
from heedful.team.viewer import viewer_of

PEOPLE = [(1, "Bruno Keller"), (2, "Bruno Kell"), (3, "Alva"), (4, "Ægir Þór"), (5, "Ann Lee"), (6, "Ann Lee")]


@pytest.fixture
def about(cast: Cast) -> int:
    return mail_in(cast.brand.pk).conversation_id


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Bruno Keller, can you?", [1]),
        ("@bruno kell: yours", [2]),
        ("@Bruno", []),
        ("(@ALVA)", [3]),
        ("@Alvaro", []),
        ("@ægir þór!", [4]),
        ("@Ægir", [4]),
        ("@Ann Lee", [5, 6]),
        ("write to alva@alva.example or x.@Alva", []),
        ("@Alva @Alva and @Bruno Keller", [3, 1]),
        ("@Bruno\nKeller", [1]),
        ("@", []),
    ],
)
def test_who_is_named(text: str, named: list[int]) -> None:
    assert named_in(text, PEOPLE) == named


@given(st.text(alphabet="@ abAlvBruno\n", max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    assert set(named_in(text, PEOPLE)) <= {1, 2, 3, 4, 5, 6}


def test_who_is_named_in_a_note_follows_and_finds_it(cast: Cast, about: int) -> None:
    writing = Writing("@Bruno, do you know this lamp? Not you, @Olga.", "n1")
    for _ in range(2):  # the same note sent twice
        record_note(viewer=cast.viewer, conversation_id=about, writing=writing)
    bruno = viewer_of(cast.colleague)
    assert [row.id for row in inbox(bruno, "mentions")] == [about]
    assert [row.id for row in inbox(bruno, "following")] == [about]
    assert Event.objects.get(kind="person.mentioned").details == {"whom": cast.colleague.pk}
    assert inbox(cast.stranger, "mentions") == []


def test_following_is_everybodys_own(cast: Cast, about: int) -> None:
    follow(viewer=cast.viewer, conversation_id=about)
    follow(viewer=cast.viewer, conversation_id=about)
    assert conversation(cast.viewer, about).is_followed
    assert not conversation(viewer_of(cast.colleague), about).is_followed
    assert Event.objects.filter(kind="conversation.followed").count() == 1
    unfollow(viewer=cast.viewer, conversation_id=about)
    assert not Follower.objects.exists()
    with pytest.raises(NotFound):
        follow(viewer=cast.stranger, conversation_id=about)


def test_a_team_gets_it_and_whoever_is_not_of_it_lets_go(cast: Cast, about: int) -> None:
    assign(viewer=cast.viewer, conversation_id=about, person_id=cast.colleague.pk)
    give_to_team(viewer=cast.viewer, conversation_id=about, team_id=cast.team.pk)
    row = Conversation.objects.get(pk=about)
    assert (row.team_id, row.assignee_id) == (cast.team.pk, None)
    assert [one.id for one in inbox(viewer_of(cast.lead), "team")] == [about]
    assert inbox(viewer_of(cast.colleague), "team") == []
    assign(viewer=cast.viewer, conversation_id=about, person_id=cast.agent.pk)
    give_to_team(viewer=cast.viewer, conversation_id=about, team_id=None)
    assert Conversation.objects.get(pk=about).assignee_id == cast.agent.pk


def test_a_team_of_another_brand_is_refused(cast: Cast, about: int) -> None:
    theirs = Team.objects.create(brand=cast.other_brand, name="Kiln")
    for team_id in (theirs.pk, 999_999):
        with pytest.raises(ValueError, match="does not belong"):
            give_to_team(viewer=cast.viewer, conversation_id=about, team_id=team_id)


def test_how_urgent_it_is(cast: Cast, about: int) -> None:
    prioritise(viewer=cast.viewer, conversation_id=about, priority=3)
    assert inbox(cast.viewer, "all")[0].priority == 3
    for wrong in (-1, 4):
        with pytest.raises(ValueError, match="urgent"):
            prioritise(viewer=cast.viewer, conversation_id=about, priority=wrong)
    assert Event.objects.get(kind="conversation.prioritised").details == {"to": 3, "before": 1}


def test_a_long_note_full_of_signs_is_quick(cast: Cast, about: int) -> None:
    make_person("Zoe", cast.brand)
    note = record_note(viewer=cast.viewer, conversation_id=about, writing=Writing("@" * 100_000, "n2"))
    assert note.pk
