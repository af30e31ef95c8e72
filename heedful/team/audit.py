"""Events of signing in. Allauth tells of these by signals: the one place where we listen to any.

Nothing that somebody typed (an address, a code) is written to an event or a log.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.dispatch import receiver

from heedful.events.actions import Subject, record
from heedful.team import kinds
from heedful.team.models import Person

log = logging.getLogger(__name__)


def note_failure(email: str) -> None:
    """A wrong passphrase; for an address that nobody has, only the log says that it happened."""
    _note_attempt(kinds.SIGN_IN_FAILED, email)


def note_lockout(email: str) -> None:
    """A try that the limits stopped."""
    _note_attempt(kinds.SIGN_IN_LOCKED, email)


def _note_attempt(kind: str, email: str) -> None:
    person = Person.objects.filter(email__iexact=email).only("pk").first() if email else None
    if person is None:
        log.warning("%s: the address belongs to nobody here", kind)
    else:
        note(kind, person.pk)


def note(kind: str, person_id: int | None, **details: Any) -> None:
    """One event about a person's own account; it belongs to no brand."""
    with transaction.atomic():
        record(kind, Subject(), person_id=person_id, **details)


@receiver(user_logged_in)
def _signed_in(user: Person, **_: Any) -> None:
    note(kinds.SIGNED_IN, user.pk)


@receiver(user_logged_out)
def _signed_out(user: Person | None, **_: Any) -> None:
    if user is not None:
        note(kinds.SIGNED_OUT, user.pk)


@receiver([password_changed, password_set, password_reset])
def _password_changed(user: Person, **_: Any) -> None:
    note(kinds.PASSWORD_CHANGED, user.pk)


@receiver(authentication_failed)
def _code_failed(user: Person, **_: Any) -> None:
    note(kinds.SIGN_IN_FAILED, user.pk, step="code")


@receiver(authenticator_added)
def _second_step_added(user: Person, authenticator: Any, **_: Any) -> None:
    note(kinds.SECOND_STEP_ADDED, user.pk, type=authenticator.type)


@receiver(authenticator_removed)
def _second_step_removed(user: Person, authenticator: Any, **_: Any) -> None:
    note(kinds.SECOND_STEP_REMOVED, user.pk, type=authenticator.type)


@receiver(authenticator_reset)
def _recovery_codes_renewed(user: Person, **_: Any) -> None:
    note(kinds.RECOVERY_CODES_RENEWED, user.pk)
