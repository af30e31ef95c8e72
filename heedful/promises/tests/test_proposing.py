"""What we write becomes proposals: ours only, once, with owner and time; and goes when the words are taken back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.instant import from_datetime
from heedful.events.models import Event
from heedful.interactions.actions import Writing, record_note
from heedful.interactions.actions.outbound import withdraw
from heedful.interactions.models import Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.promises import kinds
from heedful.promises.actions import confirm, propose
from heedful.promises.models import Promise
from heedful.promises.tests.factories import reply
from heedful.switchboard.doors.counter import CounterNote, log_interaction
from heedful.team.tests.factories import Cast

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = from_datetime(datetime(2026, 11, 25, 15, 0, tzinfo=BERLIN))


def at(day: int, hour: int, minute: int = 0) -> int:
    return from_datetime(datetime(2026, 11, day, hour, minute, tzinfo=BERLIN))


@pytest.fixture
def asked(cast: Cast) -> Interaction:
    return mail_in(cast.brand.pk)


def read(cast: Cast, asked: Interaction, text: str) -> list[Promise]:
    """Sent, and what follows has followed."""
    reply(cast.viewer, asked, text, at=WEDNESDAY)
    dispatch(REACTIONS)
    return list(Promise.objects.order_by("id"))


def test_a_reply_that_promises_is_proposed_with_owner_and_time(cast: Cast, asked: Interaction) -> None:
    (row,) = read(cast, asked, "Dear Ida,\n\nI will call you tomorrow at 10.\n\nAlva")
    assert (row.state, row.owner, row.due_at) == ("proposed", cast.agent, at(26, 10))
    assert row.said == "I will call you tomorrow at 10"
    assert row.due_text == "tomorrow at 10"
    told = Event.objects.get(kind=kinds.PROPOSED)
    assert (told.conversation_id, told.customer_id) == (asked.conversation_id, asked.customer_id)


def test_read_twice_is_proposed_once(cast: Cast, asked: Interaction) -> None:
    (row,) = read(cast, asked, "I will call you tomorrow at 10.")
    assert propose(interaction=row.interaction) == []
    assert Promise.objects.count() == 1
    assert Event.objects.filter(kind=kinds.PROPOSED).count() == 1


def test_a_day_lasts_until_we_close_on_it(cast: Cast, asked: Interaction) -> None:
    friday, saturday = read(cast, asked, "We will send you a lamp by Friday. I will ring you by Saturday.")
    assert (friday.due_at, saturday.due_at) == (at(27, 17), at(28, 23, 59))  # closed on Saturdays


@pytest.mark.parametrize(
    "text", ["The carrier will deliver it on Monday.", "Ida will send the photo tomorrow.", "Hello"]
)
def test_what_others_do_is_not_ours_to_keep(cast: Cast, asked: Interaction, text: str) -> None:
    assert read(cast, asked, text) == []


def test_a_colleague_who_is_named_owns_it(cast: Cast, asked: Interaction) -> None:
    (row,) = read(cast, asked, "Bruno will ring you tomorrow at 9.")
    assert row.owner == cast.colleague


def test_without_a_time_none_is_made_up(cast: Cast, asked: Interaction) -> None:
    (row,) = read(cast, asked, "I will get back to you soon.")
    assert row.due_at is None


def test_notes_and_written_down_calls_are_read_too(cast: Cast, asked: Interaction) -> None:
    note = Writing("I will ask the workshop tomorrow at 9.", "note-key-1")
    record_note(viewer=cast.viewer, conversation_id=asked.conversation_id, writing=note)
    call = CounterNote(
        "call-key-1", cast.brand.pk, "Called her. Will ring back on Friday.", "call", new_name="Nils Berg"
    )
    log_interaction(viewer=cast.viewer, note=call)
    dispatch(REACTIONS)
    assert sorted(Promise.objects.values_list("what", flat=True)) == [
        "ask the workshop", "ring back",
    ]  # fmt: skip


def test_a_customers_own_mail_proposes_nothing(cast: Cast) -> None:
    mail_in(cast.brand.pk, "I will call you tomorrow at 10.")
    dispatch(REACTIONS)
    assert not Promise.objects.exists()


def test_a_reply_that_is_taken_back_promised_nothing(cast: Cast, asked: Interaction) -> None:
    first, second = read(cast, asked, "I will call you tomorrow at 10. We will send the lamp by Friday.")
    confirm(viewer=cast.viewer, promise_id=second.pk)
    withdraw(interaction=first.interaction, person_id=cast.agent.pk)
    dispatch(REACTIONS)
    assert list(Promise.objects.order_by("id").values_list("state", flat=True)) == ["dismissed", "released"]


@pytest.mark.parametrize(
    "text",
    [
        "I will " + "x" * 10_000 + " tomorrow at 10.",
        "I will call you on 31.12.9999 at 23:59.",
        "\0I will call tomorrow.",
    ],
)
def test_no_text_is_too_odd_to_be_kept(cast: Cast, asked: Interaction, text: str) -> None:
    asked.text = text
    asked.person = cast.agent
    assert all(len(row.what) <= 300 for row in propose(interaction=asked))
