"""Who is behind a request: read by prepared statements, as exactly as Django would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from heedful.team.models import Person
from heedful.team.tests.factories import Cast


def test_a_session_that_is_over_opens_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/").wsgi_request.user == cast.agent
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not client.get("/").wsgi_request.user.is_authenticated


def test_a_person_is_read_whole_by_their_key(cast: Cast) -> None:
    Person.objects.filter(pk=cast.agent.pk).update(last_login=timezone.now())
    quick, usual = Person.objects.get(pk=cast.agent.pk), Person.objects.filter(pk=cast.agent.pk).get()
    for field in Person._meta.concrete_fields:
        assert getattr(quick, field.attname) == getattr(usual, field.attname)
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get(pk=0)


def test_a_team_has_only_its_own_people(cast: Cast) -> None:
    assert cast.team.people.get(pk=cast.agent.pk) == cast.agent
    with pytest.raises(Person.DoesNotExist):
        cast.team.people.get(pk=cast.outsider.pk)
