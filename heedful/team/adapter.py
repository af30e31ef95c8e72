"""How sign-in behaves: only invited people; nobody signs up by themselves; wrong tries are counted and told."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heedful.team import audit
from heedful.team.models import Person
from heedful.team.queries.reader import language_of_reader
from heedful.ui.languages import speaking

log = logging.getLogger(__name__)

MISMATCH = _("The address or the passphrase is not right. Nothing was changed; try again.")


class StaffOnly(DefaultAccountAdapter):
    """Accounts come from an invitation or from the set-up link."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "incorrect_password": _("That is not your passphrase."),
        "enter_current_password": _("That is not your present passphrase."),
        "incorrect_code": _("That code is not right. Codes change every 30 seconds; take the newest."),
        "too_many_login_attempts": _(
            "Too many wrong tries. Signing in with this address has to wait five minutes; "
            "a new passphrase by mail works at once."
        ),
        "rate_limited": _("That was too often in a short time. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The limits are checked here; a try that they stop is worth knowing about."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            audit.note_lockout(credentials.get("email", ""))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        audit.note_failure(credentials.get("email", ""))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings_me")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not turn a changed passphrase or a polite answer into an error page."""
        try:
            with self._speaking_to(context.get("user")):
                super().send_mail(template_prefix, email, context)
        except Exception as error:  # noqa: BLE001 (whatever breaks on the wire, the page must answer)
            log.warning("a mail of the kind %s could not be sent: %s", template_prefix, type(error).__name__)

    @staticmethod
    def _speaking_to(reader: Person | None) -> AbstractContextManager[Any]:
        """A mail is read by the owner of the account, who need not be the one who looks at the page."""
        return speaking(language_of_reader(reader)) if reader else nullcontext()

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])
