"""What makes a passphrase too weak: Django's own checks, in our words."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Too short: it needs at least %(count)d characters. A fourth word will do.") % {
            "count": self.min_length
        }


class NotWidelyUsed(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Too many people use this one; it would be among the first to be tried.")


class NotOneself(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Too close to your name or address.")
