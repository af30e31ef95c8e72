"""Sending, holding back, taking back, noting: by script and by plain form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.events.instant import SECOND, now
from heedful.events.models import Event
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.replies.actions import save_draft
from heedful.replies.forms import ReplyForm
from heedful.replies.queries import draft_of
from heedful.switchboard.models import Account, Delivery
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

JSON = {"HTTP_ACCEPT": "application/json"}
Browse = Callable[[Person], Client]
KIND = (
    "Hello Ida, I am sorry that the lamp arrived broken and that nobody answered. That is our fault. "
    "A new one leaves today and I write to you by Friday noon. You pay no postage."
)


@pytest.fixture
def mailbox(cast: Cast) -> Account:
    return Account.objects.create(
        brand=cast.brand, channel="email", name="Desk", address="desk@harbour.test", created_at=now()
    )


@pytest.fixture
def talk(cast: Cast, mailbox: Account) -> Conversation:
    return mail_in(cast.brand.pk, "The lamp arrived broken. When do I get a new one?").conversation


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    return browse(cast.agent)


def send(desk: Client, talk: Conversation, text: str = KIND, key: str = "key-of-this-draft", **more: str):
    return desk.post(reverse("replies", args=[talk.pk]), {"text": text, "key": key, **more}, **JSON)


def test_a_reply_is_held_and_says_for_how_long(desk: Client, talk: Conversation) -> None:
    answer = send(desk, talk)
    assert answer.status_code == 201
    delivery = Delivery.objects.get()
    assert 8 * SECOND < delivery.send_at - now() <= 10 * SECOND
    composer = answer.json()["composer"]
    assert reverse("undo", args=[delivery.pk]) in composer
    assert KIND not in composer
    assert answer.json()["conversation"] == str(talk.pk)


def test_after_the_ten_seconds_there_is_nothing_to_undo(desk: Client, talk: Conversation) -> None:
    send(desk, talk)
    Delivery.objects.update(send_at=now() - 1)
    assert "/undo/" not in desk.get(reverse("composer", args=[talk.pk])).content.decode()


def test_a_second_press_sends_once(desk: Client, talk: Conversation) -> None:
    assert [send(desk, talk).status_code for _ in range(2)] == [201, 201]
    assert Delivery.objects.count() == 1


def test_words_changed_after_a_lost_answer_are_not_taken_for_sent(desk: Client, talk: Conversation) -> None:
    send(desk, talk)
    answer = send(desk, talk, f"{KIND} One more thing.")
    assert answer.status_code == 409
    assert answer.json()["renew_key"]
    assert "has not been sent" in answer.json()["words"]


def test_undo_brings_the_words_back(desk: Client, talk: Conversation, cast: Cast) -> None:
    send(desk, talk)
    answer = desk.post(reverse("undo", args=[Delivery.objects.get().pk]), **JSON)
    assert answer.status_code == 200
    assert "That is our fault." in answer.json()["composer"]
    draft = draft_of(cast.viewer, talk.pk, "reply")
    assert draft
    assert draft.text == KIND


def test_undo_keeps_what_was_begun_meanwhile(desk: Client, talk: Conversation, cast: Cast) -> None:
    send(desk, talk)
    save_draft(viewer=cast.viewer, conversation_id=talk.pk, kind="reply", text="A second thought")
    desk.post(reverse("undo", args=[Delivery.objects.get().pk]), **JSON)
    draft = draft_of(cast.viewer, talk.pk, "reply")
    assert draft
    assert draft.text == f"{KIND}\n\nA second thought"


def test_pressing_undo_twice_does_not_write_over_the_draft(desk: Client, talk: Conversation, cast: Cast) -> None:
    send(desk, talk)
    address = reverse("undo", args=[Delivery.objects.get().pk])
    desk.post(address, **JSON)
    draft = draft_of(cast.viewer, talk.pk, "reply")
    assert draft
    save_draft(viewer=cast.viewer, conversation_id=talk.pk, kind="reply", text="Changed", version=draft.version)
    assert desk.post(address, **JSON).status_code == 200
    assert draft_of(cast.viewer, talk.pk, "reply").text == "Changed"  # type: ignore[union-attr]


@pytest.mark.parametrize("headers", [JSON, {}])
def test_undo_too_late_says_what_can_still_be_done(desk: Client, talk: Conversation, headers: dict[str, str]) -> None:
    send(desk, talk)
    Delivery.objects.update(state="sent")
    answer = desk.post(reverse("undo", args=[Delivery.objects.get().pk]), **headers)
    assert answer.status_code == 409
    assert "has left already" in answer.content.decode()


def test_nobody_undoes_for_another_brand(cast: Cast, browse: Browse, desk: Client, talk: Conversation) -> None:
    send(desk, talk)
    address = reverse("undo", args=[Delivery.objects.get().pk])
    assert browse(cast.outsider).post(address, **JSON).status_code == 404
    assert Delivery.objects.get().state == "queued"


def test_a_placeholder_holds_the_reply_back(desk: Client, talk: Conversation) -> None:
    answer = send(desk, talk, f"{KIND} [insert name]")
    assert answer.status_code == 422
    assert "Held: 1 finding" in answer.json()["words"]
    [held] = [note for note in answer.json()["review"]["notes"] if note["holds"]]
    assert held["id"].startswith("PER101")
    assert not Delivery.objects.exists()


def test_it_may_go_with_a_reason_that_is_kept(desk: Client, talk: Conversation) -> None:
    answer = send(desk, talk, f"{KIND} [insert name]", override_reason="The brackets are part of the code")
    assert answer.status_code == 201
    event = Event.objects.get(kind="reply.sent_anyway")
    assert event.details["reason"] == "The brackets are part of the code"


def test_a_held_plain_form_asks_for_the_reason(desk: Client, talk: Conversation) -> None:
    fields = {"text": f"{KIND} [insert name]", "key": "key-of-this-draft"}
    page = desk.post(reverse("replies", args=[talk.pk]), fields)
    shown = page.content.decode()
    assert page.status_code == 422
    assert "[insert name]" in shown
    assert 'name="override_reason"' in shown
    assert "Held: 1 finding" in shown


def test_a_plain_form_lands_where_undo_is(desk: Client, talk: Conversation) -> None:
    fields = {"text": KIND, "key": "key-of-this-draft"}
    page = desk.post(reverse("replies", args=[talk.pk]), fields, follow=True)
    assert reverse("undo", args=[Delivery.objects.get().pk]) in page.content.decode()


def test_without_a_mailbox_it_says_who_can_help(desk: Client, talk: Conversation, mailbox: Account) -> None:
    mailbox.delete()
    answer = send(desk, talk)
    assert answer.status_code == 422
    assert "mailbox" in answer.json()["words"]


def test_without_an_address_it_says_where_to_add_one(desk: Client, talk: Conversation) -> None:
    talk.interactions.update(author_address="")
    talk.customer.addresses.all().delete()
    assert "address" in send(desk, talk).json()["words"]
    assert "There is no address to answer to." in desk.get(reverse("composer", args=[talk.pk])).content.decode()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": "   \n ", "key": "abcdefgh12"}, 422),
        ({"text": "x" * 200_001, "key": "abcdefgh12"}, 413),
        ({"text": "Hello", "key": "short"}, 400),
        ({"text": "Hello", "key": "no spaces allowed"}, 400),
        ({"text": "Hello"}, 400),
        ({"text": "Hello", "key": "abcdefgh12", "seen": "yesterday"}, 400),
        ({"text": "Hello", "key": "abcdefgh12", "override_reason": "x" * 301}, 400),
    ],
)
def test_bad_input_sends_nothing(desk: Client, talk: Conversation, fields: dict[str, str], status: int) -> None:
    answer = desk.post(reverse("replies", args=[talk.pk]), fields, **JSON)
    assert answer.status_code == status
    assert len(answer.json()["words"]) > 10
    assert not Delivery.objects.exists()


def test_half_a_character_is_refused() -> None:
    form = ReplyForm({"text": "Hello \ud83d", "key": "abcdefgh12"})
    assert not form.is_valid()
    assert "half of a character" in form.errors["text"][0]


def test_what_came_after_the_writer_looked_still_waits(desk: Client, talk: Conversation) -> None:
    seen = talk.interactions.get()
    later = mail_in(talk.brand_id, "And the invoice?", conversation=talk)
    send(desk, talk, seen=str(seen.pk))
    later.refresh_from_db()
    assert later.settled_at is None


def test_a_note_goes_to_the_team_and_the_reply_is_next(desk: Client, talk: Conversation) -> None:
    fields = {"text": "Give her the labour for free.", "key": "note-key-1"}
    answer = desk.post(reverse("notes", args=[talk.pk]), fields, **JSON)
    assert answer.status_code == 201
    assert Interaction.objects.get(kind="note").text == "Give her the labour for free."
    assert 'data-kind="reply"' in answer.json()["composer"]
    desk.post(reverse("notes", args=[talk.pk]), fields, **JSON)
    assert Interaction.objects.filter(kind="note").count() == 1


def test_an_empty_note_is_no_note(desk: Client, talk: Conversation) -> None:
    answer = desk.post(reverse("notes", args=[talk.pk]), {"text": " ", "key": "note-key-1"})
    assert answer.status_code == 422
    assert "nothing written" in answer.content.decode()
