"""In which language somebody is answered: their own choice, the browser's wish, English; and mails in their reader's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from heedful.team import actions
from heedful.team.models import Brand, Person
from heedful.team.tests.factories import PASSPHRASE, Cast
from heedful.team.viewer import viewer_of

WORDS = {"de": "Posteingang", "fr": "Boîte de réception", "es": "Bandeja", "en-gb": "Inbox"}
Browse = Callable[[Person], Client]


def chosen(person: Person, language: str) -> Person:
    actions.update_profile(viewer=viewer_of(person), name=person.name, theme="", language=language)
    person.refresh_from_db()
    return person


@pytest.mark.parametrize("language", WORDS)
def test_each_language_shows_the_inbox_in_its_words(language: str, cast: Cast, browse: Browse) -> None:
    page = browse(chosen(cast.agent, language)).get("/", follow=True)
    assert WORDS[language] in page.content.decode()
    assert f'<html lang="{language}" dir="ltr"' in page.content.decode()
    assert page.headers["Content-Language"] == language


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("pt, fr-CA;q=0.8", "fr"),
        ("tlh", "en-gb"),
        ("en-US", "en-gb"),
        ("", "en-gb"),
    ],
)
def test_a_browser_is_answered_in_the_first_language_that_we_speak(wish: str, language: str, db: None) -> None:
    page = Client(headers={"accept-language": wish}).get(reverse("account_login"))
    assert f'lang="{language}"' in page.content.decode()
    assert "Accept-Language" in page.headers["Vary"]


def test_ones_own_choice_beats_the_browser_and_an_unknown_one_is_english(cast: Cast, browse: Browse) -> None:
    asks_for_french = {"headers": {"accept-language": "fr"}}
    assert 'lang="es"' in browse(chosen(cast.agent, "es")).get("/settings/me/", **asks_for_french).content.decode()
    Person.objects.filter(pk=cast.agent.pk).update(language="xx")
    cast.agent.refresh_from_db()
    assert 'lang="en-gb"' in browse(cast.agent).get("/settings/me/", **asks_for_french).content.decode()


def test_a_language_is_chosen_in_the_settings_and_only_one_that_we_speak(cast: Cast, browse: Browse) -> None:
    client = browse(cast.agent)
    typed = {"name": cast.agent.name, "theme": "", "language": "de"}
    said = client.post("/settings/me/", typed, follow=True).content.decode()
    assert "Ihr Profil ist gespeichert." in said
    assert client.post("/settings/me/", {**typed, "language": "xx"}).status_code == 422


def test_the_brand_keeps_its_language_when_a_form_does_not_name_it(cast: Cast, browse: Browse) -> None:
    client = browse(cast.admin)
    typed = {"brand_name": "Hafen", "timezone": "UTC", "sign_off": "", "reply_goal_minutes": "60"}
    client.post("/settings/brand/", {**typed, "language": "de"})
    client.post("/settings/brand/", typed)
    assert Brand.objects.get(pk=cast.brand.pk).language == "de"


def test_the_first_person_founds_a_brand_in_their_language(db: None) -> None:
    link = actions.make_setup_link().removeprefix("http://testserver")
    typed = {"brand_name": "Ton", "timezone": "UTC", "name": "Ines", "email": "ines@ton.test", "passphrase": PASSPHRASE}
    client = Client(headers={"accept-language": "de"})
    assert "Willkommen" in client.get(link).content.decode()
    client.post(link, typed)
    brand = Brand.objects.get()
    assert (brand.language, brand.teams.get().name, Person.objects.get().language) == ("de", "Empfang", "")


def test_an_invitation_is_written_in_the_language_of_the_brand(cast: Cast, mailoutbox: Any) -> None:
    Brand.objects.filter(pk=cast.brand.pk).update(language="de")
    actions.invite(
        viewer=viewer_of(cast.admin), email="neu@hafen.test", brand_id=cast.brand.pk, role="agent", team_id=None
    )
    assert "lädt Sie zu" in mail.outbox[0].subject


def test_a_forgotten_passphrase_is_answered_in_the_language_of_its_owner(cast: Cast, mailoutbox: Any) -> None:
    person = chosen(cast.agent, "fr")
    Client(headers={"accept-language": "es"}).post(reverse("account_reset_password"), {"email": person.email})
    assert "phrase de passe" in mail.outbox[0].body
