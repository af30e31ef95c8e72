"""Change a brand's standards: always by a new version."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.standards import kinds
from heedful.standards.models import StandardsVersion
from heedful.standards.queries import DEFAULT
from heedful.team.models import Brand
from heedful.team.viewer import Viewer


def change_standards(*, viewer: Viewer, brand_id: int, document: dict[str, Any]) -> StandardsVersion:
    """Put a new version in force; leads and admins only. Unknown keys are refused in words."""
    viewer.require("lead", brand_id)
    unknown = sorted(set(document) - set(DEFAULT))
    if unknown:
        raise ValueError(f"The standards do not know: {', '.join(unknown)}.")
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand_id)
        newest = StandardsVersion.objects.filter(brand_id=brand_id).order_by("-version").first()
        row = StandardsVersion.objects.create(
            brand_id=brand_id,
            version=newest.version + 1 if newest else 1,
            document=document,
            person_id=viewer.person_id,
            created_at=now(),
        )
        record(kinds.CHANGED, Subject(brand_id), person_id=viewer.person_id, version=row.version)
    return row
