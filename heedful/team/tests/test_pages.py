"""The settings screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from heedful.team.models import Brand, Membership, Person, Team
from heedful.team.tests.factories import Cast, make_person

OF_ADMINS = ["people", "teams", "brand", "audit"]


@pytest.mark.parametrize("page", OF_ADMINS)
def test_screens_of_admins_say_no_in_words(page: str, cast: Cast, browse: Callable[[Person], Client]) -> None:
    for person in (cast.agent, cast.lead):
        answer = browse(person).get(f"/settings/{page}/")
        assert answer.status_code == 403
        assert "This needs the role" in answer.content.decode()
    assert browse(cast.admin).get(f"/settings/{page}/").status_code == 200


@pytest.mark.parametrize("page", OF_ADMINS)
@pytest.mark.parametrize("brand", ["999999", "0", "-1", "x", "9" * 40, ""])
def test_a_brand_that_is_not_theirs_is_not_there(
    page: str, brand: str, cast: Cast, browse: Callable[[Person], Client]
) -> None:
    assert browse(cast.admin).get(f"/settings/{page}/?brand={brand}").status_code == 404
    assert browse(cast.admin).get(f"/settings/{page}/?brand={cast.other_brand.pk}").status_code == 404


def test_with_two_brands_one_chooses(cast: Cast, browse: Callable[[Person], Client]) -> None:
    Membership.objects.create(person=cast.admin, brand=cast.other_brand, role="admin")
    page = browse(cast.admin).get(f"/settings/people/?brand={cast.other_brand.pk}").content.decode()
    assert "People of Quarry Tiles" in page
    assert "Olga" in page
    assert "Alva" not in page


def test_the_page_of_people_costs_the_same_for_ten_and_for_twenty(
    cast: Cast, browse: Callable[[Person], Client], django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = browse(cast.admin)
    with django_assert_max_num_queries(16) as few:
        client.get("/settings/people/")
    for number in range(20):
        make_person(f"Extra{number}", cast.brand)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get("/settings/people/")


def test_a_brand_is_changed_and_keeps_what_was_typed(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.admin)
    typed = {"brand_name": "Harbour & Sons", "timezone": "Asia/Tokyo", "sign_off": "Yours", "reply_goal_minutes": "60"}
    wrong = client.post("/settings/brand/", {**typed, "reply_goal_minutes": "1"})
    assert wrong.status_code == 422
    assert "Harbour &amp; Sons" in wrong.content.decode()
    assert client.post("/settings/brand/", typed).status_code == 302
    brand = Brand.objects.get(pk=cast.brand.pk)
    assert (brand.name, brand.timezone, brand.reply_goal_minutes) == ("Harbour & Sons", "Asia/Tokyo", 60)


def test_ones_own_name_and_theme(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.agent)
    assert client.post("/settings/me/", {"name": "Álva", "theme": "dark"}).status_code == 302
    page = client.get("/settings/me/").content.decode()
    assert 'data-theme="dark"' in page
    assert "Your profile is saved." in page
    assert client.post("/settings/me/", {"name": "", "theme": "pink"}).status_code == 422


def test_a_name_is_never_markup(cast: Cast, browse: Callable[[Person], Client]) -> None:
    browse(cast.agent).post("/settings/me/", {"name": "<img src=x onerror=alert(1)>", "theme": ""})
    Team.objects.create(brand=cast.brand, name="<script>alert(2)</script>")
    for address in ("/settings/people/", "/settings/teams/", "/settings/audit/"):
        page = browse(cast.admin).get(address).content.decode()
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_changes_are_told_or_refused_in_a_sentence(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.admin)
    answer = client.post(f"/settings/people/{cast.admin.pk}/role/", {"role": "agent"}, follow=True)
    assert "A brand needs an admin" in answer.content.decode()
    answer = client.post(f"/settings/people/{cast.agent.pk}/role/", {"role": "lead"}, follow=True)
    assert "The role is changed." in answer.content.decode()
    answer = client.post(f"/settings/people/{cast.agent.pk}/closing/", follow=True)
    assert "signed out everywhere" in answer.content.decode()
    answer = client.post(f"/settings/teams/{cast.team.pk}/", {"name": "Desk", "people": [cast.lead.pk]}, follow=True)
    assert "The team is saved." in answer.content.decode()
    page = client.get("/settings/audit/").content.decode()
    assert "made Alva lead (before: agent)" in page
    assert "closed the account of Alva" in page


def test_the_history_is_read_in_steps(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.admin)
    for number in range(60):
        client.post("/settings/me/", {"name": f"Dag {number}", "theme": ""})
    first = client.get("/settings/audit/").content.decode()
    assert first.count("changed their profile") == 50
    after = first.split("after=")[1].split('"')[0]
    second = client.get(f"/settings/audit/?brand={cast.brand.pk}&after={after}").content.decode()
    assert second.count("changed their profile") == 10
    assert client.get("/settings/audit/?after=x").status_code == 404


def test_the_history_of_a_brand_shows_only_its_people(cast: Cast, browse: Callable[[Person], Client]) -> None:
    browse(cast.outsider).post("/settings/me/", {"name": "Olga Else", "theme": ""})
    browse(cast.agent).post("/settings/me/", {"name": "Alva Else", "theme": ""})
    page = browse(cast.admin).get("/settings/audit/").content.decode()
    assert "Alva Else" in page
    assert "Olga" not in page
