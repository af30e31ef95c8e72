"""The world of every test: plain static files, quick passphrases, a fixed cast of people (see tests/own_world.py)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from heedful.team.models import Person
from heedful.team.tests.factories import Cast, make_cast
from tests.world.pattern import lay_database, lay_file


def pytest_configure() -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The test database is there already: a copy, see below."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Migrating takes seconds for each worker; copying what one of them has migrated takes none."""
    name = connection.settings_dict["TEST"]["NAME"] or f"test_{connection.settings_dict['NAME']}"
    if connection.vendor == "sqlite":
        lay_file(Path(name))
    else:
        lay_database(os.environ["HEEDFUL_DATABASE_URL"], name)


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
