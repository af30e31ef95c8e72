"""The standards in force, as the coach takes them, and the versions that led there."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from heedful.coach import Standards
from heedful.events.instant import now, to_datetime
from heedful.standards.document import DEFAULT, Document, as_standards
from heedful.standards.models import StandardsVersion
from heedful.team.models import Brand
from heedful.team.viewer import NotHere, Viewer

SHOWN = 50


@dataclass(frozen=True, slots=True)
class InForce:
    """The document and its version; 0 for a brand that has never changed the default."""

    version: int
    document: Document


@dataclass(frozen=True, slots=True)
class Past:
    """One version in the list of them."""

    version: int
    person_name: str
    created_at: int


def current(brand_id: int) -> Standards:
    """The newest version of a brand's standards, or the default."""
    found = _newest(brand_id)
    return trial(brand_id, found.document, version=f"{brand_id}.{found.version}" if found.version else "default")


def trial(brand_id: int, document: Document, *, version: str = "trial") -> Standards:
    """A document as the coach would take it today, by the brand's own calendar."""
    zone = "UTC"
    if document.get("paused"):
        zone = Brand.objects.values_list("timezone", flat=True).get(pk=brand_id)
    return as_standards(document, version=version, today=to_datetime(now()).astimezone(ZoneInfo(zone)).date())


def in_force(viewer: Viewer, brand_id: int) -> InForce:
    """Whole: what a version leaves open stands there as the default says it. For those who may change it."""
    viewer.require("lead", brand_id)
    return _newest(brand_id)


def versions(viewer: Viewer, brand_id: int) -> list[Past]:
    """Newest first."""
    viewer.require("lead", brand_id)
    rows = StandardsVersion.objects.filter(brand_id=brand_id).order_by("-version")
    fields = ("version", "person__name", "created_at")
    return [Past(number, name or "", at) for number, name, at in rows.values_list(*fields)[:SHOWN]]


def version_of(viewer: Viewer, brand_id: int, version: int) -> Document:
    """One version's document, whole."""
    viewer.require("lead", brand_id)
    found = StandardsVersion.objects.filter(brand_id=brand_id, version=version).first()
    if found is None:
        raise NotHere
    return _whole(found.document)


def _newest(brand_id: int) -> InForce:
    row = StandardsVersion.objects.filter(brand_id=brand_id).order_by("-version").first()
    return InForce(row.version, _whole(row.document)) if row else InForce(0, dict(DEFAULT))


def _whole(document: Document) -> Document:
    return {**DEFAULT, **document}
