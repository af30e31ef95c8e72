"""Sessions as Django keeps them in the database, read by one statement that is always the same (decision 0012)."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.db import connection
from django.utils import timezone

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(Kept):
    """The name says which key signs the content, so it must stay that of Django's own."""

    def load(self) -> dict[str, Any]:
        """Empty, and without its key, for one that has ended or never was."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found[0]))
