"""Colleagues by name, for who wrote or noted something."""

from __future__ import annotations

from django.core.cache import cache

from heedful.team.models import Membership

SECONDS = 60


def names_of(brand_id: int) -> dict[int, str]:
    """Everybody who serves or served the brand; kept for a minute, because every timeline asks."""
    names: dict[int, str] | None = cache.get(f"people-{brand_id}")
    if names is None:
        rows = Membership.objects.filter(brand_id=brand_id).values_list("person_id", "person__name")
        names = dict(rows)
        cache.set(f"people-{brand_id}", names, SECONDS)
    return names
