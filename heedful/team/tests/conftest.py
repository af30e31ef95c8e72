"""The settings of this room, as an installation has them."""

from __future__ import annotations

from typing import Any

import pytest

from heedful.team import account_settings


@pytest.fixture(autouse=True)
def _account_settings(settings: Any) -> None:
    for name in filter(str.isupper, dir(account_settings)):
        setattr(settings, name, getattr(account_settings, name))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
