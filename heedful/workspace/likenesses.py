"""Why two customers may be the same person, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from heedful.customers.queries import Likeness, Pair, Sighting


def reasons_of(likeness: Likeness | Pair) -> list[str]:
    """One sentence for each thing they share."""
    return [_reason(one) for one in likeness.sightings]


def _reason(one: Sighting) -> str:
    if one.kind == "name":
        return _("Both are called the same.")
    if one.kind == "phone":
        words = _("Both have the number that ends in %(value)s.")
        under = _("The number that ends in %(value)s stands under a message of one of them.")
        return (words if one.is_own else under) % {"value": one.value[-6:]}
    words = _("Both use the address %(value)s.")
    under = _("The address %(value)s stands under a message of one of them.")
    return (words if one.is_own else under) % {"value": one.value}
