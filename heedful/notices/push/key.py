"""The key pair by which push services know this house: made at first use, the private half sealed."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from heedful.notices.models import PushKey
from heedful.switchboard.sealing import seal, unseal

NAME = "vapid"


def public_key() -> str:
    """What browsers are given, in base64url."""
    return _row().public


def private_key() -> str:
    """The secret number, in base64url. Raises SealBroken when the key file is another one."""
    return unseal(_row().sealed)


def _row() -> PushKey:
    row = PushKey.objects.filter(name=NAME).first()
    if row is None:
        # Two processes at the same first moment: one row wins, both use it.
        row, _is_new = PushKey.objects.get_or_create(name=NAME, defaults=_made())
    return row


def _made() -> dict[str, str]:
    secret = generate_private_key(SECP256R1())
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    number = secret.private_numbers().private_value.to_bytes(32, "big")
    return {"sealed": seal(_text(number)), "public": _text(point)}


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
