"""The tables that the code describes are the tables that the migrations make."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    heard = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=heard)
    except SystemExit:
        pytest.fail(f"Run `python manage.py makemigrations`:\n{heard.getvalue()}")
