"""Forgotten and changed passphrases."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core import mail
from django.test import Client

from heedful.events.models import Event
from heedful.team import kinds
from heedful.team.models import Person
from heedful.team.tests.factories import PASSPHRASE, Cast
from heedful.team.tests.test_sign_in import sign_in

NEW = "other quiet words now"


def link_in(letter: str) -> str:
    return re.search(r"https?://[^/]+(/\S+)", letter)[1]  # type: ignore[index]


def choose(client: Client, link: str, new: str = NEW):
    page = client.get(link)
    return client.post(page.url if page.status_code == 302 else link, {"password1": new, "password2": new})


def test_a_forgotten_one_is_replaced_by_mail(cast: Cast, browse: Callable[[Person], Client]) -> None:
    elsewhere = browse(cast.agent)
    Client().post("/account/password/reset/", {"email": cast.agent.email})
    (letter,) = mail.outbox
    assert letter.to == [cast.agent.email]
    answer = choose(Client(), link_in(letter.body))
    assert answer.url == "/account/password/reset/key/done/"
    assert sign_in(Client(), cast.agent.email, NEW).status_code == 302
    assert elsewhere.get("/settings/").status_code == 302, "a session from before must be over"
    assert Event.objects.filter(kind=kinds.PASSWORD_CHANGED, person_id=cast.agent.pk).exists()


def test_the_link_works_once(cast: Cast) -> None:
    Client().post("/account/password/reset/", {"email": cast.agent.email})
    link = link_in(mail.outbox[0].body)
    choose(Client(), link)
    page = Client().get(link)
    assert "This link no longer works" in page.content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(cast: Cast) -> None:
    known = Client().post("/account/password/reset/", {"email": cast.agent.email})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@elsewhere.test"})
    assert known.url == unknown.url
    assert len(mail.outbox) == 1


def test_it_also_opens_a_locked_address(cast: Cast) -> None:
    for _ in range(5):
        sign_in(Client(), cast.agent.email, "not the right words")
    Client().post("/account/password/reset/", {"email": cast.agent.email})
    choose(Client(), link_in(mail.outbox[0].body))
    assert sign_in(Client(), cast.agent.email, NEW).status_code == 302


def test_a_weak_one_is_refused_in_words(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.agent)
    for weak, words in [("short", "Too short"), ("password1234", "among the first to be tried")]:
        sent = {"oldpassword": PASSPHRASE, "password1": weak, "password2": weak}
        assert words in client.post("/account/password/change/", sent).content.decode()


def test_changing_it_keeps_this_device_and_ends_the_others(cast: Cast, browse: Callable[[Person], Client]) -> None:
    here, elsewhere = browse(cast.agent), browse(cast.agent)
    here.post("/account/password/change/", {"oldpassword": PASSPHRASE, "password1": NEW, "password2": NEW})
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    assert mail.outbox[0].subject == "Your passphrase was changed"


def test_a_mail_server_that_is_down_breaks_nothing(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "heedful.team.tests.no_mailbox.BrokenMailbox"
    answer = Client().post("/account/password/reset/", {"email": cast.agent.email})
    assert answer.url == "/account/password/reset/done/"
