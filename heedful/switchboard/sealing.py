"""Secrets at rest: passwords and tokens are encrypted with a key from the data folder before they become a row."""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(Exception):
    """A secret was sealed with another key; the message says what to do and never holds the secret."""

    def __init__(self) -> None:
        super().__init__(
            "The stored password cannot be opened with the key in the data folder (keys/sealing). "
            "Put the old key file back from the backup, or type the password in again."
        )


def seal(text: str) -> str:
    """Encrypt a secret; the same text gives another result each time."""
    return _box(settings.SEALING_KEY).encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """The secret behind a sealed text; raises SealBroken when no key fits."""
    try:
        return _box(settings.SEALING_KEY).decrypt(text.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise SealBroken from error


@lru_cache(maxsize=4)
def _box(keys: str) -> MultiFernet:
    """One key per word of the key file: the first one seals, all of them open, so keys can be changed."""
    return MultiFernet([Fernet(_derive(word)) for word in keys.split()])


def _derive(word: str) -> bytes:
    # The key file holds words of any length; Fernet wants exactly 32 bytes.
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"heedful.sealing").derive(word.encode())
    return base64.urlsafe_b64encode(made)
