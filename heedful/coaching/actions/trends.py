"""Whether a brand keeps, for each writer alone, what the coach said about their replies."""

from __future__ import annotations

from django.db import transaction

from heedful.coaching import kinds
from heedful.coaching.models import SentReview, TrendChoice
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.team.models import Brand
from heedful.team.viewer import Viewer


def choose_trends(*, viewer: Viewer, brand_id: int, keeps_trends: bool) -> TrendChoice:
    """For admins. Switching it off also cuts the tie between people and the reviews that were kept."""
    viewer.require("admin", brand_id)
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand_id)
        known = TrendChoice.objects.filter(pk=brand_id).first()
        if (known is None or known.keeps_trends) == keeps_trends:
            return known or TrendChoice(brand_id=brand_id, keeps_trends=True, changed_at=0)
        row = TrendChoice(brand_id=brand_id, keeps_trends=keeps_trends, changed_at=now())
        row.save()
        if not keeps_trends:
            SentReview.objects.filter(brand_id=brand_id).update(person=None)
        kind = kinds.TRENDS_KEPT if keeps_trends else kinds.TRENDS_STOPPED
        record(kind, Subject(brand_id), person_id=viewer.person_id)
    return row
