"""Status codes and phrases of failed deliveries: which are final, which are not."""

from __future__ import annotations

import re
from typing import Literal

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_FULL = re.compile(
    r"(?:mailbox|inbox|quota|postfach|kontingent|boîte|buzón|casella|caixa)[^.\n]{0,60}"
    r"(?:full|exceed|over|voll|überschritten|pleine|llen[oa]|pien[ao]|cheia)|over ?quota|quota exceeded|"
    r"insufficient storage|552[ -]5?\.?2\.2",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"will (?:be retried|retry|keep trying|continue)|still (?:trying|being)|not yet been delivered|delayed|"
    r"delivery (?:is )?delay|temporar(?:y|ily)|do not need to resend|verzögert|retardé|retrasad|ritardat",
    re.IGNORECASE,
)
# Mailbox full, disabled for now, storage or system trouble: the address itself is right.
_SOFT_CODES = re.compile(r"^[45]\.(?:2\.2|3\.1|3\.2)$")


def first_status(text: str) -> str:
    found = _STATUS.search(text)
    return found.group(1) if found else ""


def kind_of_failure(status: str, words: str) -> Literal["hard", "soft"]:
    if status.startswith("4") or _SOFT_CODES.match(status):
        return "soft"
    return "soft" if _FULL.search(words[:5_000]) else "hard"


def speaks_of_delay(text: str) -> bool:
    return bool(_DELAYED.search(text[:5_000]))
