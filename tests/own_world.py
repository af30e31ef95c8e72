"""Gives every test run a data folder of its own, and the same examples each time; loaded by `-p`, before any conftest."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

FOLDER = tempfile.mkdtemp(prefix="heedful-test-")
os.environ["HEEDFUL_DATA"] = FOLDER
os.environ.setdefault("TESTS_SHARED", FOLDER)  # the workers of a run inherit the first one's
os.environ["HEEDFUL_PUBLIC_URL"] = "http://testserver"
# The same examples each time, however busy the machine; --hypothesis-profile=default looks for new ones.
examples.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("steady")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    os.environ["HEEDFUL_DATA"] = FOLDER  # for the processes that tests start
    # On PostgreSQL the cache is a table; here it must not count as a use of the database.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A real file: threads wait for each other as they do at work. In memory a locked table is an error at once.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{FOLDER}/test.sqlite3"


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
