"""What somebody chose, or what is usual."""

from __future__ import annotations

from heedful.notices.actions.choosing import Wish
from heedful.notices.models import Choices
from heedful.notices.news import usual_ways
from heedful.notices.quiet import Quiet
from heedful.team.queries import brands
from heedful.team.viewer import Viewer


def choices_of(viewer: Viewer) -> Wish:
    """One's own. Until one has chosen: the usual ways, the clock of one's first brand, no quiet hours, no digest."""
    row = Choices.objects.filter(person_id=viewer.person_id).first()
    if row is not None:
        return Wish(row.chosen(), row.quiet(), row.digest_hour)
    zone = next((brand.timezone for brand in brands(viewer)), "UTC")
    return Wish(usual_ways(), Quiet(zone))
