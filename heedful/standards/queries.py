"""The standards in force, as the coach takes them."""

from __future__ import annotations

from typing import Any

from heedful.coach import Standards
from heedful.standards.models import StandardsVersion

# The first default of every brand: what a small shop would want before it has written anything itself.
DEFAULT: dict[str, Any] = {
    "holds": ["PER101", "PUB101"],
    "public_data_allowed": [],
    "house_words": [],
    "banned_words": {},
}


def current(brand_id: int) -> Standards:
    """The newest version of a brand's standards, or the default."""
    row = StandardsVersion.objects.filter(brand_id=brand_id).order_by("-version").first()
    document = {**DEFAULT, **(row.document if row else {})}
    return Standards(
        version=f"{brand_id}.{row.version}" if row else "default",
        holds=tuple(document["holds"]),
        public_data_allowed=tuple(document["public_data_allowed"]),
        house_words=tuple(document["house_words"]),
        banned_words=tuple(dict(document["banned_words"]).items()),
    )
