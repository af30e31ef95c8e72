"""One-time links: the token goes out, only its hash stays here."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """A plain hash is enough: the token is random and long, nobody can guess it from here."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(page: str, token: str, public_url: str = "") -> str:
    return f"{public_url or settings.PUBLIC_URL}{reverse(page, args=[token])}"
