"""The only gate out. Answers to customers pass; what the house sends by itself is capped per address."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.events.instant import HOUR, now
from heedful.switchboard.models import Delivery

AUTOMATIC_PER_HOUR = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it may leave; `reason` says why not."""

    allowed: bool
    reason: str = ""


def may_leave(*, address: str, is_automatic: bool, brand_id: int) -> Verdict:
    """A person's own reply always may. Automatic mail: at most three an hour to one address, so that
    two machines cannot answer each other for ever.
    """
    if not address:
        return Verdict(allowed=False, reason="There is no address to send to.")
    if not is_automatic:
        return Verdict(allowed=True)
    recent = Delivery.objects.filter(
        interaction__brand_id=brand_id,
        interaction__is_automatic=True,
        interaction__extra__to=address,
        send_at__gte=now() - HOUR,
    ).count()
    if recent >= AUTOMATIC_PER_HOUR:
        return Verdict(allowed=False, reason="Three automatic messages went to this address within the hour.")
    return Verdict(allowed=True)
