"""Is this blob safe to hand on? Asked of the scanner once for each content, and remembered."""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.conf import settings

from heedful.blobs.models import Verdict
from heedful.blobs.scanning import ScannerDown, scan
from heedful.blobs.store import get_blob


def is_scanning() -> bool:
    """Whether the operator named a scanner; without one nothing is held back."""
    return bool(settings.ENVIRONMENT.virus_scanner)


def verdict_on(digest: str, content: bytes | None = None) -> Verdict | None:
    """What the scanner says; None without a scanner. Raises ScannerDown when it cannot be asked."""
    known = Verdict.objects.filter(pk=digest).first()
    if known is not None or not is_scanning():
        return known
    found = scan(get_blob(digest) if content is None else content, settings.ENVIRONMENT.virus_scanner)
    fresh = {"is_infected": found.is_infected, "words": found.words, "scanned_at": time.time_ns() // 1000}
    return Verdict.objects.update_or_create(pk=digest, defaults=fresh)[0]


def verdicts_on(digests: Iterable[str]) -> dict[str, Verdict]:
    """What is known already; nothing is asked."""
    wanted = set(digests)
    return {row.digest: row for row in Verdict.objects.filter(pk__in=wanted)} if wanted else {}


__all__ = ["ScannerDown", "is_scanning", "verdict_on", "verdicts_on"]
