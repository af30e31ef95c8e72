"""The world of every test: a data folder of its own, plain static files, a fixed cast of people."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

# Settings are read at import, so the folder must be named before Django starts.
_DATA = Path(tempfile.mkdtemp(prefix="heedful-test-"))
os.environ["HEEDFUL_DATA"] = str(_DATA)
os.environ.setdefault("HEEDFUL_PUBLIC_URL", "http://testserver")

import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402

from heedful.team.models import Person  # noqa: E402
from heedful.team.tests.factories import Cast, make_cast  # noqa: E402


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
