"""The signed address at the end of a digest: whoever has it may stop that person's digests, and nothing else."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

_SIGNER = Signer(salt="heedful.notices.digest")


def token_for(person_id: int) -> str:
    """It stays good: an old mail must still be able to stop the next one."""
    return _SIGNER.sign(str(person_id))


def person_of(token: str) -> int | None:
    """None for what we did not sign."""
    try:
        return int(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
