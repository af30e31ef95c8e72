"""The world of every test: plain static files, quick passphrases, a fixed cast of people (see tests/own_world.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from heedful.team.models import Person
from heedful.team.tests.factories import Cast, make_cast


def pytest_configure() -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Rate limits and sessions of one test must not reach the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Two brands and the fixed people: an agent, a lead, an admin, an outsider of the other brand."""
    return make_cast()


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """A client that is signed in as somebody."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
