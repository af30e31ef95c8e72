"""How sign-in behaves: only invited people; nobody signs up by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffOnly(DefaultAccountAdapter):
    """Accounts come from an invitation or from the set-up link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
