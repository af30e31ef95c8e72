"""Unwanted mail: put away, taken back, blocked, learnt; and that nobody's real question is lost by it."""

from __future__ import annotations

import pytest

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.models import Event
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import NotFound, inbox, radar_count
from heedful.replies.actions import send_reply
from heedful.switchboard.models import Account, KnownSender, Mark, Word
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.switchboard.unwanted.actions import (
    block_sender,
    choose_pictures,
    mark_unwanted,
    mark_wanted,
    unblock_sender,
)
from heedful.switchboard.unwanted.learner import CERTAIN, opinion_on, words_of
from heedful.switchboard.unwanted.queries import blocked_senders, figures, put_away, shows_pictures
from heedful.team.refusal import Refused
from heedful.team.tests.factories import Cast
from heedful.team.viewer import NotHere

OFFERS = ["Cheap watches, buy now", "Winner! claim your prize", "Casino bonus waits", "Loans without questions"]
QUESTIONS = ["Where is my lamp?", "The shade arrived broken", "Can I change the cable?", "Invoice for my order please"]


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand)


def come(account: Account, text: str, number: int, sender: str = "") -> Interaction:
    sender = sender or f"n{number}@s{number}.test"
    row = arrive(
        account,
        raw_mail(f"{text} {number}", sender=sender, subject=text, message_id=f"u{number}@x.test"),
        f"9:{number}",
    )
    return Interaction.objects.get(pk=row.interaction_id)


def teach(cast: Cast, account: Account, rounds: int = 4) -> None:
    for number in range(rounds * 4):
        mark_unwanted(viewer=cast.viewer, conversation_id=come(account, OFFERS[number % 4], number).conversation_id)
        mark_wanted(
            viewer=cast.viewer, conversation_id=come(account, QUESTIONS[number % 4], 500 + number).conversation_id
        )
    dispatch(REACTIONS)


def test_marked_it_leaves_inbox_and_radar_and_comes_back_whole(cast: Cast, account: Account) -> None:
    mail = come(account, OFFERS[0], 1)
    mark_unwanted(viewer=cast.viewer, conversation_id=mail.conversation_id)
    mark_unwanted(viewer=cast.viewer, conversation_id=mail.conversation_id)
    assert (radar_count(cast.viewer), inbox(cast.viewer, "waiting")) == (0, [])
    assert [(row.subject, row.by, row.person_name) for row in put_away(cast.viewer)] == [(OFFERS[0], "person", "Alva")]
    assert Event.objects.filter(kind="conversation.marked_unwanted").count() == 1
    assert put_away(cast.stranger) == []
    mark_wanted(viewer=cast.viewer, conversation_id=mail.conversation_id)
    assert radar_count(cast.viewer) == 1
    assert put_away(cast.viewer) == []
    with pytest.raises(NotFound):
        mark_unwanted(viewer=cast.stranger, conversation_id=mail.conversation_id)


def test_a_changed_mind_is_unlearnt(cast: Cast, account: Account) -> None:
    mail = come(account, OFFERS[0], 1)
    mark_unwanted(viewer=cast.viewer, conversation_id=mail.conversation_id)
    mark_wanted(viewer=cast.viewer, conversation_id=mail.conversation_id)
    total = Word.objects.get(word="")
    assert (total.unwanted, total.wanted) == (0, 1)
    watches = Word.objects.get(word="watches")
    assert (watches.unwanted, watches.wanted) == (0, 1)


def test_a_blocked_sender_is_put_away_at_once_until_unblocked(cast: Cast, account: Account) -> None:
    mail = come(account, "Buy", 1, "Seller <seller@shop.test>")
    block_sender(viewer=cast.viewer, interaction_id=mail.pk)
    again = come(account, "Buy more", 2, "Seller <seller@shop.test>")
    dispatch(REACTIONS)
    assert Conversation.objects.get(pk=again.conversation_id).resolution == "spam"
    assert next(row.by for row in put_away(cast.viewer)) == "blocked"
    [known] = blocked_senders(cast.viewer)
    assert blocked_senders(cast.stranger) == []
    with pytest.raises(NotHere):
        unblock_sender(viewer=cast.stranger, sender_id=known.pk)
    unblock_sender(viewer=cast.viewer, sender_id=known.pk)
    third = come(account, "Hello again", 3, "Seller <seller@shop.test>")
    dispatch(REACTIONS)
    assert Conversation.objects.get(pk=third.conversation_id).state == "open"


def test_a_reply_to_blocks_nobody_else(cast: Cast, account: Account) -> None:
    raw = raw_mail("Buy", sender="seller@shop.test", message_id="r1@x.test", headers="Reply-To: ida@client.test\r\n")
    mail = Interaction.objects.get(pk=arrive(account, raw, "9:90").interaction_id)
    assert block_sender(viewer=cast.viewer, interaction_id=mail.pk).address == "seller@shop.test"
    friend = come(account, "Where is my lamp?", 91, "ida@client.test")
    dispatch(REACTIONS)
    assert Conversation.objects.get(pk=friend.conversation_id).state == "open"


def test_a_blocked_sender_takes_nobody_elses_matter_away(cast: Cast, account: Account) -> None:
    first = come(account, "Where is my lamp?", 1, "ida@client.test")
    KnownSender.objects.create(brand=cast.brand, address="bo@client.test", is_blocked=True, changed_at=1)
    raw = raw_mail("Me too", sender="bo@client.test", message_id="r2@x.test", headers="In-Reply-To: <u1@x.test>\r\n")
    Interaction.objects.filter(pk=first.pk).update(extra={"cc": ["bo@client.test"]})
    assert arrive(account, raw, "9:92").conversation_id == first.conversation_id
    dispatch(REACTIONS)
    assert Conversation.objects.get(pk=first.conversation_id).state == "open"


@pytest.mark.parametrize("sender", ["alva@harbour.test", "help+x@harbour.test"])
def test_nobody_of_us_can_be_blocked(cast: Cast, account: Account, sender: str) -> None:
    mail = come(account, "Hello", 1)
    Interaction.objects.filter(pk=mail.pk).update(author_address=sender)
    with pytest.raises(Refused, match="one of us"):
        block_sender(viewer=cast.viewer, interaction_id=mail.pk)


def test_it_learns_from_the_team_and_spares_those_we_have_answered(cast: Cast, account: Account) -> None:
    first = come(account, "Where is my order", 900, "known@friend.test")
    send_reply(viewer=cast.viewer, conversation_id=first.conversation_id, text="On its way, gladly.", key="k")
    teach(cast, account)
    stranger, friend, question = (
        come(account, OFFERS[0], 950), come(account, OFFERS[0], 951, "known@friend.test"), come(account, QUESTIONS[1], 952)
    )  # fmt: skip
    dispatch(REACTIONS)
    states = [Conversation.objects.get(pk=mail.conversation_id).resolution for mail in (stranger, friend, question)]
    assert states == ["spam", "", ""]
    shown = figures(cast.viewer)
    assert shown.decides
    assert shown.asked_unwanted == 16
    assert shown.recognised > 4
    assert shown.mistaken == 0


def test_before_it_has_seen_enough_it_decides_nothing(cast: Cast, account: Account) -> None:
    teach(cast, account, rounds=2)
    mail = come(account, OFFERS[0], 950)
    dispatch(REACTIONS)
    assert Conversation.objects.get(pk=mail.conversation_id).state == "open"
    assert opinion_on(cast.brand.pk, words_of(mail)).unwanted > CERTAIN
    assert figures(cast.viewer).missing == 2


def test_another_brand_learns_nothing_from_ours(cast: Cast, account: Account) -> None:
    teach(cast, account)
    mail = come(make_account(cast.other_brand, "desk@quarry.test"), OFFERS[0], 990)
    assert opinion_on(cast.other_brand.pk, words_of(mail)).unwanted == 0.5


def test_an_answer_tells_that_it_was_wanted(cast: Cast, account: Account) -> None:
    mark_unwanted(viewer=cast.viewer, conversation_id=come(account, OFFERS[0], 1).conversation_id)
    mail = come(account, QUESTIONS[0], 2)
    send_reply(viewer=cast.viewer, conversation_id=mail.conversation_id, text="On its way, gladly.", key="k")
    dispatch(REACTIONS)
    assert Mark.objects.get(conversation_id=mail.conversation_id).by == "reply"
    assert Word.objects.get(word="").wanted == 1


def test_pictures_are_allowed_for_one_proven_sender(cast: Cast, account: Account) -> None:
    mail = come(account, "News", 1, "news@paper.test")
    Interaction.objects.filter(pk=mail.pk).update(remote_images=3)
    mail.refresh_from_db()
    assert not shows_pictures(mail)
    choose_pictures(viewer=cast.viewer, interaction_id=mail.pk, shown=True)
    assert shows_pictures(mail)
    mail.flags = ["auth_failed"]
    assert not shows_pictures(mail)
    mail.save()
    with pytest.raises(Refused, match="not proven"):
        choose_pictures(viewer=cast.viewer, interaction_id=mail.pk, shown=True)
    choose_pictures(viewer=cast.viewer, interaction_id=mail.pk, shown=False)
    assert not KnownSender.objects.get().shows_pictures
