"""What the person who runs the server can do."""

from __future__ import annotations

import pytest
from django.test import Client

from heedful.team import commands
from heedful.team.models import Person
from heedful.team.refusal import Refused
from heedful.team.tests.factories import PASSPHRASE, Cast
from heedful.team.tests.test_passphrase import NEW, choose
from heedful.team.tests.test_sign_in import sign_in
from heedful.team.viewer import viewer_of


def test_somebody_added_chooses_a_passphrase(cast: Cast) -> None:
    link = commands.add_user(email="Frida@harbour.test", name="Frida", role="lead", brand="harbour")
    choose(Client(), link.removeprefix("http://testserver"))
    assert sign_in(Client(), "frida@harbour.test", NEW).status_code == 302
    assert viewer_of(Person.objects.get(email="frida@harbour.test")).roles == ((cast.brand.pk, "lead"),)


def test_adding_somebody_twice_changes_the_role_only(cast: Cast) -> None:
    commands.add_user(email=cast.agent.email.upper(), name="Other", role="admin", brand="harbour")
    cast.agent.refresh_from_db()
    assert cast.agent.name == "Alva"
    assert cast.agent.check_password(PASSPHRASE)
    assert viewer_of(cast.agent).can("admin", cast.brand.pk)


def test_mistakes_are_answered_in_words(cast: Cast) -> None:
    with pytest.raises(Refused, match="There are: harbour, quarry"):
        commands.add_user(email="x@harbour.test", name="X")
    with pytest.raises(Refused, match="no role 'boss'"):
        commands.add_user(email="x@harbour.test", name="X", role="boss", brand="harbour")
    with pytest.raises(Refused, match="heedful user list"):
        commands.password_link("nobody@harbour.test")
    with pytest.raises(Refused, match="Somebody else"):
        commands.change_address(email=cast.agent.email, new=cast.lead.email.upper())


@pytest.mark.django_db
def test_an_empty_house_points_to_the_link() -> None:
    assert commands.list_users() == []
    assert "/welcome/" in commands.setup_link("https://desk.test")
    with pytest.raises(Refused, match="heedful user link"):
        commands.add_user(email="x@harbour.test", name="X")


def test_the_list_names_address_brands_and_roles(cast: Cast) -> None:
    assert (cast.admin.email, "Dag", "harbour: admin", "active") in commands.list_users()


def test_a_new_address_signs_in_and_the_old_one_does_not(cast: Cast) -> None:
    commands.password_link(cast.agent.email)
    commands.change_address(email=cast.agent.email, new="alva@lamps.test")
    assert sign_in(Client(), "alva@lamps.test").status_code == 302
    assert sign_in(Client(), cast.agent.email).status_code == 200
