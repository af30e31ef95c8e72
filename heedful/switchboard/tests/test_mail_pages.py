"""One mail and its sender by page: source, pictures, paper, put away, blocked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.events.models import Event
from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard.models import Account, KnownSender
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

Browse = Callable[[Person], Client]
RAW = raw_mail("Where is my lamp?", message_id="a1@client.test", headers="Cc: bo@client.test\r\nX-Odd: ütf\r\n")


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand)


@pytest.fixture
def mail(account: Account) -> Interaction:
    return Interaction.objects.get(pk=arrive(account, RAW).interaction_id)


def test_the_source_is_the_mail_for_leads_and_is_written_down(cast: Cast, browse: Browse, mail: Interaction) -> None:
    address = reverse("mail_source", args=[mail.pk])
    assert browse(cast.agent).post(address).status_code == 403
    assert browse(cast.outsider).post(address).status_code == 404
    assert not Event.objects.filter(kind="raw.source_read").exists()
    answer = browse(cast.lead).post(address)
    assert answer.content == RAW
    assert answer["Content-Disposition"] == f'attachment; filename="mail-{mail.pk}.eml"'
    assert Event.objects.get(kind="raw.source_read").person_id == cast.lead.pk
    assert "Source" in browse(cast.lead).get(reverse("mail", args=[mail.pk])).content.decode()
    assert "mail_source" not in browse(cast.agent).get(reverse("mail", args=[mail.pk])).content.decode()


def test_what_did_not_come_as_a_mail_has_no_source(cast: Cast, browse: Browse, mail: Interaction) -> None:
    Interaction.objects.filter(pk=mail.pk).update(raw_id=None)
    answer = browse(cast.lead).post(reverse("mail_source", args=[mail.pk]), follow=True)
    assert "no source of it" in answer.content.decode()


def test_pictures_are_fetched_at_once_for_an_allowed_sender(cast: Cast, browse: Browse, mail: Interaction) -> None:
    Interaction.objects.filter(pk=mail.pk).update(html='<img data-remote-src="https://x.test/a.png">', remote_images=1)
    desk = browse(cast.agent)
    letter = reverse("letter", args=[mail.pk])
    assert ' src="https://x.test' not in desk.get(letter).content.decode()
    assert ' src="https://x.test' in desk.get(f"{letter}?pictures=all").content.decode()
    desk.post(reverse("mail_pictures", args=[mail.pk]), {"shown": "1"})
    shown = desk.get(letter)
    assert ' src="https://x.test' in shown.content.decode()
    assert "https:" in shown["Content-Security-Policy"]
    desk.post(reverse("mail_pictures", args=[mail.pk]), {"shown": "0"})
    assert ' src="https://x.test' not in desk.get(letter).content.decode()


def test_on_paper_notes_stay_inside_unless_asked_for(cast: Cast, browse: Browse, mail: Interaction) -> None:
    from heedful.replies.actions import add_note

    add_note(viewer=cast.viewer, conversation_id=mail.conversation_id, text="Between us.", key="n1")
    address = reverse("paper", args=[mail.conversation_id])
    page = browse(cast.agent).get(address).content.decode()
    assert "Where is my lamp?" in page
    assert "bo@client.test" in page
    assert "Between us." not in page
    assert "Between us." in browse(cast.agent).get(f"{address}?notes=1").content.decode()
    assert browse(cast.outsider).get(address).status_code == 404


def test_put_away_and_taken_back_by_page(cast: Cast, browse: Browse, mail: Interaction) -> None:
    desk = browse(cast.agent)
    page = desk.post(reverse("unwanting", args=[mail.conversation_id]), {"unwanted": "1"}, follow=True).content.decode()
    assert "My lamp" in page
    assert "marked by Alva" in page
    assert "decides nothing by itself yet" in page
    assert "My lamp" not in browse(cast.outsider).get(reverse("unwanted")).content.decode()
    desk.post(reverse("unwanting", args=[mail.conversation_id]), {"unwanted": "0"})
    assert Conversation.objects.get(pk=mail.conversation_id).state == "open"


def test_blocked_and_heard_again_by_page(cast: Cast, browse: Browse, mail: Interaction) -> None:
    desk = browse(cast.agent)
    assert "ida@client.test" in desk.post(reverse("mail_blocking", args=[mail.pk]), follow=True).content.decode()
    sender = KnownSender.objects.get()
    address = reverse("unblocking", args=[sender.pk])
    assert browse(cast.outsider).post(address).status_code == 404
    desk.post(address)
    assert not KnownSender.objects.get().is_blocked


@pytest.mark.parametrize("after", ["x", "1-2-3", "9" * 50, "1-"])
def test_an_odd_cursor_shows_the_beginning(cast: Cast, browse: Browse, mail: Interaction, after: str) -> None:
    assert browse(cast.agent).get(reverse("unwanted"), {"after": after}).status_code == 200


def test_the_list_costs_the_same_for_many(
    cast: Cast, browse: Browse, account: Account, django_assert_max_num_queries
) -> None:
    desk = browse(cast.agent)
    for number in range(12):
        row = arrive(
            account,
            raw_mail(f"Buy {number}", sender=f"s{number}@x.test", message_id=f"s{number}@x.test"),
            f"3:{number}",
        )
        desk.post(reverse("unwanting", args=[row.conversation_id]), {"unwanted": "1"})
    desk.get(reverse("unwanted"))
    with django_assert_max_num_queries(12):
        desk.get(reverse("unwanted"))
