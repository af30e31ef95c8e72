"""The first person: a link, one page, and the house has a brand, a team and an admin."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from heedful.events.models import Event
from heedful.team import actions, kinds
from heedful.team.models import Brand, Invitation, Person
from heedful.team.refusal import Refused
from heedful.team.tests.factories import PASSPHRASE, make_person
from heedful.team.viewer import viewer_of

TYPED = {
    "brand_name": "Kiln & Clay",
    "timezone": "Europe/Lisbon",
    "name": "Inês",
    "email": "Ines@kiln.test",
    "passphrase": PASSPHRASE,
}


def path_of(link: str) -> str:
    return link.removeprefix("http://testserver")


@pytest.mark.django_db
def test_one_page_makes_everything_and_signs_in() -> None:
    client = Client()
    answer = client.post(path_of(actions.make_setup_link()), TYPED)
    assert answer.url == "/"
    person, brand = Person.objects.get(), Brand.objects.get()
    assert (person.email, person.name) == ("ines@kiln.test", "Inês")
    assert (brand.name, brand.slug, brand.timezone) == ("Kiln & Clay", "kiln-clay", "Europe/Lisbon")
    assert viewer_of(person).can("admin", brand.pk)
    assert list(brand.teams.get().people.all()) == [person]
    assert client.get("/settings/people/").status_code == 200
    founded = Event.objects.get(kind=kinds.BRAND_FOUNDED)
    assert (founded.brand_id, founded.person_id) == (brand.pk, person.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("brand_name", "", "This field is required"),
        ("timezone", "Mars/Olympus", "not known here"),
        ("email", "ines@kiln", "valid email"),
        ("passphrase", "password1234", "among the first to be tried"),
        ("passphrase", "ines@kiln.test", "Too close to your name"),
    ],
)
def test_a_mistake_keeps_what_was_typed(field: str, wrong: str, words: str) -> None:
    answer = Client().post(path_of(actions.make_setup_link()), {**TYPED, field: wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Inês"' in page
    assert PASSPHRASE not in page
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_used_link_says_so() -> None:
    link = path_of(actions.make_setup_link())
    Client().post(link, TYPED)
    again = Client().post(link, {**TYPED, "email": "second@kiln.test"})
    assert again.status_code == 410
    assert "set up already" in again.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_an_old_or_replaced_link_says_how_to_get_another() -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        replaced = path_of(actions.make_setup_link())
        old = path_of(actions.make_setup_link())
        assert Client().get(old).status_code == 200
        assert Client().get(replaced).status_code == 410
    with time_machine.travel("2026-03-02T10:00:01Z", tick=False):
        page = Client().get(old)
    assert page.status_code == 410
    assert "heedful user link" in page.content.decode()


@pytest.mark.django_db
def test_there_is_no_link_once_somebody_is_here() -> None:
    make_person("Ada")
    with pytest.raises(Refused, match="Somebody is here already"):
        actions.make_setup_link()


@pytest.mark.django_db
def test_the_token_itself_is_not_kept() -> None:
    token = actions.make_setup_link().rstrip("/").rsplit("/", 1)[1]
    assert Invitation.objects.get().token_hash != token
    assert reverse("welcome", args=[token]) == f"/welcome/{token}/"
