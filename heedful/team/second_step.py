"""The secrets of two-step sign-in are kept encrypted: a copied database alone opens no account."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SecondStep(DefaultMFAAdapter):
    """Allauth's adapter with our own words and a key of its own, derived from the sealing key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Codes change every 30 seconds; take the newest."),
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()


def _lock() -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"heedful two-step sign-in")
    return Fernet(base64.urlsafe_b64encode(derive.derive(settings.SEALING_KEY.encode())))
