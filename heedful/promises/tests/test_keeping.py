"""What becomes of a promise: confirmed, kept, moved with its old time and reason, released; by two people at once."""

from __future__ import annotations

import pytest

from heedful.config.retention.matter import remove_texts
from heedful.customers.queries import NotFound
from heedful.events.instant import DAY, HOUR, now
from heedful.events.models import Event
from heedful.interactions.models import Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.promises import kinds
from heedful.promises.actions import confirm, dismiss, keep, make_promise, move, propose, release, take_back
from heedful.promises.actions.rows import SomebodyElse
from heedful.promises.due import Wish
from heedful.promises.models import Promise
from heedful.promises.queries import of_conversation, record_of
from heedful.promises.tests.factories import promise, reply
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def asked(cast: Cast) -> Interaction:
    return mail_in(cast.brand.pk)


@pytest.fixture
def proposal(cast: Cast, asked: Interaction) -> Promise:
    return propose(interaction=reply(cast.viewer, asked))[0]


def test_confirming_makes_it_a_promise_once(cast: Cast, proposal: Promise) -> None:
    for _ in range(2):
        row = confirm(viewer=cast.viewer, promise_id=proposal.pk)
    assert (row.state, row.owner, row.due_at) == ("open", cast.agent, proposal.due_at)
    assert Event.objects.filter(kind=kinds.MADE).count() == 1


def test_it_can_be_put_right_before(cast: Cast, proposal: Promise) -> None:
    due = now() + 3 * DAY
    row = confirm(viewer=cast.viewer, promise_id=proposal.pk, wish=Wish("ring  her", cast.lead.pk, due))
    assert (row.what, row.owner, row.due_at) == ("ring her", cast.lead, due)


@pytest.mark.parametrize(
    ("what", "owner", "due", "words"),
    [
        ("", "agent", DAY, "what is promised"),
        ("x" * 10_000, "agent", DAY, "300 characters"),
        ("call", "agent", -HOUR, "passed already"),
        ("call", "agent", 8000 * 365 * DAY, "five years"),
        ("call", "outsider", DAY, "does not serve"),
        ("call", "nobody", DAY, "does not serve"),
    ],
)
def test_what_cannot_be_promised_is_said(cast: Cast, asked, proposal, what, owner, due, words) -> None:
    wish = Wish(what, getattr(cast, owner).pk if owner != "nobody" else 10**17, now() + due)
    with pytest.raises(ValueError, match=words):
        confirm(viewer=cast.viewer, promise_id=proposal.pk, wish=wish)
    with pytest.raises(ValueError, match=words):
        make_promise(viewer=cast.viewer, conversation_id=asked.conversation_id, wish=wish)
    assert Promise.objects.get().state == "proposed"


def test_moving_keeps_the_old_time_and_the_reason(cast: Cast, asked: Interaction) -> None:
    row = promise(cast.viewer, asked)
    was, later = row.due_at, now() + 2 * DAY
    moved = move(viewer=cast.viewer, promise_id=row.pk, wish=Wish("", None, later), reason="no parts", was_due=was)
    assert moved.due_at == later
    (shown,) = of_conversation(cast.viewer, asked.conversation_id)
    assert shown.moves == ((was, "no parts", "Alva"),)
    with pytest.raises(SomebodyElse, match="moved this promise"):
        move(viewer=cast.viewer, promise_id=row.pk, wish=Wish("", None, later + DAY), reason="again", was_due=was)
    for wish, reason, words in ((later, "x", "Nothing is different"), (later + DAY, "  ", "why")):
        with pytest.raises(ValueError, match=words):
            move(viewer=cast.viewer, promise_id=row.pk, wish=Wish("", None, wish), reason=reason, was_due=later)


def test_it_can_go_to_a_colleague(cast: Cast, asked: Interaction) -> None:
    row = promise(cast.viewer, asked)
    wish = Wish("", cast.lead.pk, row.due_at)
    assert (
        move(viewer=cast.viewer, promise_id=row.pk, wish=wish, reason="on leave", was_due=row.due_at).owner == cast.lead
    )


def test_the_second_of_two_hears_what_the_first_did(cast: Cast, asked: Interaction, proposal: Promise) -> None:
    dismiss(viewer=viewer_of(cast.lead), promise_id=proposal.pk)
    with pytest.raises(SomebodyElse, match="Celia has said already"):
        confirm(viewer=cast.viewer, promise_id=proposal.pk)
    row = promise(cast.viewer, asked)
    release(viewer=viewer_of(cast.lead), promise_id=row.pk, reason="they gave up on it")
    with pytest.raises(SomebodyElse, match="Celia has released"):
        keep(viewer=cast.viewer, promise_id=row.pk)
    with pytest.raises(ValueError, match="why"):
        release(viewer=cast.viewer, promise_id=promise(cast.viewer, asked).pk, reason="")


def test_kept_by_mistake_is_open_again(cast: Cast, asked: Interaction, proposal: Promise) -> None:
    row = promise(cast.viewer, asked)
    keep(viewer=cast.viewer, promise_id=row.pk)
    assert keep(viewer=cast.viewer, promise_id=row.pk).state == "kept"
    assert take_back(viewer=cast.viewer, promise_id=row.pk).state == "open"
    dismiss(viewer=cast.viewer, promise_id=proposal.pk)
    assert take_back(viewer=cast.viewer, promise_id=proposal.pk).state == "proposed"


@pytest.mark.parametrize("deed", [confirm, dismiss, keep, take_back])
def test_another_brand_cannot_touch_it(cast: Cast, proposal: Promise, deed) -> None:
    with pytest.raises(NotFound):
        deed(viewer=cast.stranger, promise_id=proposal.pk)


def test_when_the_words_go_the_number_stays(cast: Cast, asked: Interaction) -> None:
    row = promise(cast.viewer, asked, "call Ida at home")
    wish = Wish("", None, now() + 2 * DAY)
    move(viewer=cast.viewer, promise_id=row.pk, wish=wish, reason="Ida is ill", was_due=row.due_at)
    remove_texts([asked.conversation_id])
    (shown,) = of_conversation(cast.viewer, asked.conversation_id)
    assert "Ida" not in f"{shown.what}{shown.said}{shown.moves}"
    assert shown.due_at == wish.due_at


def test_ones_own_record_by_week(cast: Cast, asked: Interaction) -> None:
    moment = now()
    kept_late = {"state": "kept", "ended_at": moment - HOUR}
    promise(cast.viewer, asked, due_at=moment + HOUR, state="kept", ended_at=moment)
    promise(cast.viewer, asked, due_at=None, state="kept", ended_at=moment)
    promise(cast.viewer, asked, due_at=moment - 14 * DAY, **kept_late)
    promise(cast.viewer, asked, due_at=moment - 14 * DAY)
    promise(cast.viewer, asked, due_at=moment - 14 * DAY, state="released", ended_at=moment)
    promise(cast.viewer, asked, due_at=moment - 14 * DAY, owner=cast.lead)
    weeks = record_of(cast.viewer)
    assert len(weeks) == 12
    assert (weeks[-3].kept, weeks[-3].broken) == (0, 2)
    assert (sum(week.kept for week in weeks), sum(week.broken for week in weeks)) == (2, 2)
