"""The link into the demo: once, soon, and nowhere else. And the command that asks before it throws away."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import time_machine
from click.testing import CliRunner
from django.db import connection, transaction
from django.test import Client
from django.urls import include, path

from heedful.config.commands import demo as command
from heedful.config.urls import urlpatterns as house
from heedful.demo.door import LIFE, Refused, make_link
from heedful.demo.kinds import BEGUN
from heedful.events.actions import Subject, record
from heedful.events.models import Event
from heedful.team.models import Person
from heedful.team.tests.factories import make_brand, make_person

urlpatterns = [*house, path("", include("heedful.demo.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def nuala() -> Person:
    with transaction.atomic():
        record(BEGUN, Subject())
    person = make_person("Nuala", make_brand())
    person.email = "nuala@rosinandreed.example"
    person.save()
    return person


def address(person: Person) -> str:
    return urlsplit(make_link(person.email)).path


def test_the_link_signs_one_in_and_works_once(nuala: Person) -> None:
    door = address(nuala)
    first, second = Client(), Client()
    assert first.get(door).headers["Location"] == "/"
    assert first.session["_auth_user_id"] == str(nuala.pk)
    answer = second.get(door)
    assert answer.status_code == 410
    assert "_auth_user_id" not in second.session


def test_it_ends_after_fifteen_minutes(nuala: Person) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        door = address(nuala)
        clock.shift(LIFE + 1)
        assert Client().get(door).status_code == 410


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "é" * 40])
def test_a_made_up_link_opens_nothing(nuala: Person, token: str) -> None:
    assert Client().get(f"/demo/{token}/").status_code in {404, 410}


def test_a_new_passphrase_makes_it_useless(nuala: Person) -> None:
    door = address(nuala)
    nuala.set_password("another one, quite long")
    nuala.save()
    assert Client().get(door).status_code == 410


def test_there_is_none_for_others_nor_outside_a_demo(nuala: Person) -> None:
    make_person("Olga")
    with pytest.raises(Refused):
        make_link("olga@harbour.test")
    door = address(nuala)
    Event.objects.filter(kind=BEGUN).delete()
    assert Client().get(door).status_code == 410
    with pytest.raises(Refused):
        make_link(nuala.email)


def ask(monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = "") -> tuple[int, str, list[int]]:
    told: list[int] = []
    monkeypatch.setattr(command, "_tell", told.append)
    monkeypatch.setattr(command, "_show", lambda _: None)
    monkeypatch.setattr(command.house, "prepare", lambda *, web: None)
    answer = CliRunner().invoke(command.demo, list(words), input=typed)
    return answer.exit_code, answer.output, told


def test_real_work_is_not_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    make_person("Alva", make_brand())
    code, words, told = ask(monkeypatch, typed="y\n")
    assert code != 0
    assert "1 brands, 1 colleagues" in words
    assert told == []


def test_yes_puts_real_work_aside_and_never_throws_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite the files are moved; another server's database is left alone and the command says so."""
    make_person("Alva", make_brand())
    monkeypatch.setattr(command, "_put_aside", lambda: "a folder beside it")
    code, words, told = ask(monkeypatch, "--yes", "--small", "60")
    assert "1 brands" in words
    if connection.vendor == "sqlite":
        assert (code, told) == (0, [60])
        assert "kept in a folder beside it" in words
    else:
        assert code != 0
        assert told == []


def test_an_earlier_demo_is_thrown_away_after_a_question(nuala: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch, typed="n\n")[2] == []
    assert ask(monkeypatch, typed="y\n")[2] == [3000]


def test_an_empty_house_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch)[2] == [3000]
