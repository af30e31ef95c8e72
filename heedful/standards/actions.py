"""Change a brand's standards: always by a new version."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.standards import kinds
from heedful.standards.document import DEFAULT, Document, checked
from heedful.standards.models import StandardsVersion
from heedful.team.models import Brand
from heedful.team.viewer import Viewer


def change_standards(
    *, viewer: Viewer, brand_id: int, document: Document, based_on: int | None = None
) -> StandardsVersion:
    """Put a new version in force; leads and admins only. `based_on` is the version that whoever changes it has seen.

    Raises ValueError in words when something cannot be read, or when somebody else was quicker.
    """
    viewer.require("lead", brand_id)
    document = checked(document)
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand_id)
        newest = StandardsVersion.objects.filter(brand_id=brand_id).order_by("-version").first()
        number = newest.version if newest else 0
        if based_on is not None and based_on != number:
            raise ValueError(_("Somebody changed the standards meanwhile. Look at version %d first.") % number)
        if newest is not None and {**DEFAULT, **newest.document} == document:
            return newest
        row = StandardsVersion.objects.create(
            brand_id=brand_id, version=number + 1, document=document, person_id=viewer.person_id, created_at=now()
        )
        record(kinds.CHANGED, Subject(brand_id), person_id=viewer.person_id, version=row.version)
    return row
