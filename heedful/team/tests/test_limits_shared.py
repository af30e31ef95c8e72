"""With several web processes the wrong tries are counted in the database: no process has its own five."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client

from heedful.team.tests.factories import Cast
from heedful.team.tests.test_sign_in import sign_in


@pytest.fixture
def _cache_in_database(settings: Any, db: None) -> None:
    settings.CACHES = {"default": {"BACKEND": f"{DatabaseCache.__module__}.DatabaseCache", "LOCATION": "heedful_cache"}}
    yield
    cache.clear()


@pytest.mark.usefixtures("_cache_in_database")
def test_tries_are_counted_across_processes(cast: Cast) -> None:
    for _ in range(5):
        _as_another_process()
        sign_in(Client(), cast.agent.email, "not the right words")
    _as_another_process()
    assert "Too many wrong tries" in sign_in(Client(), cast.agent.email).content.decode()


def _as_another_process() -> None:
    """A new process has no cache objects in memory."""
    assert isinstance(caches["default"], DatabaseCache)
    del caches["default"]
