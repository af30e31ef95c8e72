"""A small telling: what somebody would notice who opens the demo."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection, transaction

from heedful.blobs.store import get_blob
from heedful.config.reactions import REACTIONS
from heedful.customers.models import Customer, Remembered
from heedful.demo.reset import is_demo, what_is_here
from heedful.demo.tell import Told, tell
from heedful.events.instant import DAY, HOUR
from heedful.events.models import Event, Follow
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import VIEWS, inbox, radar, search
from heedful.interactions.queries.saved_views import saved_views
from heedful.promises.models import Moved, Promise
from heedful.replies.models import Draft
from heedful.switchboard.models import Account, Delivery, RawMessage
from heedful.team.hours.queries import schedule_of
from heedful.team.models import Brand, Person, Team
from heedful.team.queries import audit
from heedful.team.viewer import Viewer, viewer_of

pytestmark = pytest.mark.django_db
UNTIL = 1_700_064_000_000_000  # 15 November 2023, a Wednesday, four in the afternoon


def tell_small() -> Told:
    return tell(lambda _: None, seed=7, conversations=60, customers=40, until=UNTIL, reactions=REACTIONS)


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """Told once for all tests here, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield tell_small()
        transaction.set_rollback(True)


def viewer(first: str) -> Viewer:
    return viewer_of(Person.objects.get(name__startswith=first))


def everybody() -> list[Viewer]:
    return [viewer_of(person) for person in Person.objects.order_by("id")]


def test_the_firm_is_here(told: Told) -> None:
    assert (Brand.objects.count(), Person.objects.count(), Team.objects.count()) == (2, 8, 2)
    assert sorted(Team.objects.values_list("name", flat=True)) == ["Bakehouse", "Workshop"]
    twice = 2  # one in each brand stands in the list twice (twins.py)
    assert (Conversation.objects.count(), Customer.objects.count()) == (60 + twice, 40 + twice)
    assert all(Person.objects.get(email=one.mail).check_password(told.passphrase) for one in told.people)
    assert is_demo()


def test_promises_were_given_and_mostly_kept() -> None:
    owed = Promise.objects.filter(state="open")
    assert owed.filter(due_at__lt=UNTIL).exists()
    assert owed.filter(due_at__gt=UNTIL).exists()
    assert owed.filter(due_at=None).exists()
    assert Moved.objects.exists()
    assert not Promise.objects.filter(made_at__gt=UNTIL).exists()
    assert Promise.objects.filter(state="kept").exists()


def test_mailboxes_say_that_they_are_not_connected() -> None:
    assert [(row.state, row.state_reason) for row in Account.objects.all()] == [("paused", "Demo: not connected")] * 2


def test_the_history_names_what_it_tells_of() -> None:
    boss = viewer("Nuala")
    told = [line.what for brand in Brand.objects.all() for line in audit(boss, brand.pk, limit=500)]
    assert "connected the mailbox " + Account.objects.earliest("id").address in told
    assert not [what for what in told if "no longer here" in what]


def test_nothing_is_said_twice_on_one_page() -> None:
    for who in everybody():
        for view in VIEWS:
            rows = inbox(who, view)
            assert len({row.subject for row in rows}) == len({row.preview for row in rows}) == len(rows)


def test_the_first_screen_is_varied() -> None:
    rows = inbox(viewer("Nuala"), "all", limit=20)
    assert len({row.channel for row in rows}) >= 3
    assert {row.brand_name for row in rows} == set(Brand.objects.values_list("name", flat=True))
    assert any(any("\u0400" <= letter <= "\u04ff" for letter in row.preview) for row in rows)


def test_every_slot_is_filled() -> None:
    for row in Interaction.objects.all():
        assert "{" not in row.text + row.subject
    assert not [row.subject for row in Conversation.objects.all() if "{" in row.subject]


def test_some_wait_since_minutes_and_some_since_a_day() -> None:
    ages = sorted(UNTIL - line.happened_at for line in radar(viewer("Nuala")))
    assert 12 <= len(ages) <= 16
    assert ages[0] < HOUR / 6
    assert DAY / 2 < ages[-1] < 3 * DAY


def test_every_state_can_be_seen() -> None:
    states = Counter(Delivery.objects.values_list("state", flat=True))
    assert (states["failed"], states["uncertain"]) == (1, 1)
    assert set(states) == {"sent", "failed", "uncertain"}
    assert Counter(RawMessage.objects.values_list("state", flat=True))["set_aside"] == 1
    assert Draft.objects.count() == 3
    waiting = inbox(viewer("Nuala"), "waiting")
    assert any(row.assignee_id for row in waiting)
    assert any(row.assignee_id is None for row in waiting)
    assert any(row.is_unread for row in waiting)
    assert Remembered.objects.exists()


def test_events_stand_in_the_order_in_which_they_happened() -> None:
    instants = list(Event.objects.order_by("id").values_list("at", flat=True))
    assert instants == sorted(instants)
    assert instants[-1] <= UNTIL
    assert not Event.objects.filter(is_pending=True).exists()
    assert not Follow.objects.exists()


def test_what_was_resolved_has_a_reason_and_the_rest_is_recent() -> None:
    assert not Conversation.objects.filter(state="resolved", resolution="").exists()
    assert not Conversation.objects.filter(state="open", last_at__lt=UNTIL - 60 * DAY).exists()
    assert not Conversation.objects.filter(mood="", channel="email").exists()


def test_mails_are_real_mails() -> None:
    row = RawMessage.objects.filter(state="done").order_by("-id").first()
    assert get_blob(row.digest).startswith((b"Content-Type", b"MIME-Version"))
    assert Interaction.objects.filter(channel="email", direction="in").exclude(raw_id=None).exists()
    assert not Interaction.objects.filter(text__contains="\n> ").exists()  # quotations fold away
    assert search(viewer("Nuala"), "violin OR bread OR cake") or search(viewer("Nuala"), "bread")


def test_brands_are_kept_apart() -> None:
    bakehouse = Brand.objects.get(slug__startswith="early")
    for name in ("Pilar", "Aoife", "Yusuf"):
        rows = [row for view in VIEWS for row in inbox(viewer(name), view)]
        assert rows
        assert {row.brand_id for row in rows} == {bakehouse.pk}
    assert not Interaction.objects.exclude(brand_id=bakehouse.pk).filter(person__name__startswith="Pilar").exists()


def test_colleagues_answer_while_the_shop_is_open() -> None:
    replies = Interaction.objects.filter(direction="out", channel="email").values_list("happened_at", flat=True)
    hours = {at // HOUR % 24 for at in replies}
    assert hours <= set(range(6, 20))


def test_the_same_again_gives_the_same(told: Told) -> None:
    subjects = list(Conversation.objects.order_by("id").values_list("subject", "customer__name", "last_at", "state"))
    texts = list(Interaction.objects.order_by("id").values_list("text", "happened_at"))
    with transaction.atomic():
        connection.check_constraints()  # PostgreSQL empties no table that still has something to check
        again = tell_small()
        assert again.counts == told.counts == what_is_here()
        assert subjects == list(
            Conversation.objects.order_by("id").values_list("subject", "customer__name", "last_at", "state")
        )
        assert texts == list(Interaction.objects.order_by("id").values_list("text", "happened_at"))
        assert again.passphrase != told.passphrase


def test_the_desk_is_kept_in_order() -> None:
    boss = viewer("Nuala")
    assert any(row.tags for row in inbox(boss, "resolved", limit=50))
    assert inbox(boss, "snoozed")
    assert [row for row in inbox(boss, "all") if row.priority == Conversation.Priority.HIGH]
    assert {view.name for view in saved_views(boss)} >= {"Long waits"}
    doors = schedule_of(Brand.objects.get(name__startswith="Early").pk)
    assert doors.is_open(UNTIL - 5 * HOUR)
    assert not doors.is_open(UNTIL + HOUR), "the bakehouse closes at three"
