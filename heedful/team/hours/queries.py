"""The hours in force: of a brand, or of a team that has its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q

from heedful.events.instant import now
from heedful.team.hours.models import HoursVersion
from heedful.team.hours.plan import Hours, from_document
from heedful.team.hours.schedule import EARLIEST, Schedule, Version, woven
from heedful.team.models import Brand, Team
from heedful.team.viewer import NotHere, Viewer

COLUMNS = ("id", "timezone", "kept__id", "kept__team_id", "kept__valid_from", "kept__document")


@dataclass(frozen=True, slots=True)
class Planned:
    """A version that is still to come."""

    id: int
    valid_from: int
    hours: Hours | None
    person_name: str


def schedule_of(brand_id: int, team_id: int | None = None) -> Schedule:
    """All versions together; one query."""
    return schedules_of([(brand_id, team_id)])[brand_id, team_id]


def schedules_of(pairs: Iterable[tuple[int, int | None]]) -> dict[tuple[int, int | None], Schedule]:
    """Of many brands and teams, for lists; one query however many they are."""
    wanted = set(pairs)
    teams = {team_id for _, team_id in wanted if team_id}
    mine = Q(hours__withdrawn_at=None) & (Q(hours__team=None) | Q(hours__team__in=teams))
    kept = Brand.objects.filter(pk__in={brand_id for brand_id, _ in wanted})
    kept = kept.annotate(kept=FilteredRelation("hours", condition=mine)).order_by("id", "kept__version")
    rows = list(kept.values_list(*COLUMNS))
    return {(brand_id, team_id): _schedule(rows, brand_id, team_id) for brand_id, team_id in wanted}


def _schedule(rows: list[Any], brand_id: int, team_id: int | None) -> Schedule:
    own = [row for row in rows if row[0] == brand_id]
    brand = list(_versions(own, None)) or [Version(EARLIEST, Hours(timezone=own[0][1] if own else "UTC"))]
    return woven(brand, _versions(own, team_id) if team_id else ())


def _versions(rows: list[Any], team_id: int | None) -> Iterator[Version]:
    for _brand, _zone, key, team, valid_from, document in rows:
        if key is not None and team == team_id:
            yield Version(valid_from, from_document(document) if document else None, key)


def has_own_hours(team_id: int, at: int | None = None) -> bool:
    """Whether a team goes by hours of its own at this moment."""
    in_force = HoursVersion.objects.filter(team_id=team_id, withdrawn_at=None, valid_from__lte=at or now())
    newest = in_force.order_by("-valid_from", "-version").values_list("document", flat=True)[:1]
    return any(document is not None for document in newest)


def planned(viewer: Viewer, brand_id: int, team_id: int | None = None) -> list[Planned]:
    """What is to come, soonest first."""
    viewer.require("admin", brand_id)
    rows = HoursVersion.objects.filter(brand_id=brand_id, team_id=team_id, withdrawn_at=None, valid_from__gt=now())
    fields = ("id", "valid_from", "document", "person__name")
    return [
        Planned(key, valid_from, from_document(document) if document else None, name or "")
        for key, valid_from, document, name in rows.order_by("valid_from", "version").values_list(*fields)
    ]


def team_of(viewer: Viewer, brand_id: int, team_id: int) -> Team:
    """One of the brand's teams, or not here."""
    viewer.require("agent", brand_id)
    team = Team.objects.filter(pk=team_id, brand_id=brand_id).first()
    if team is None:
        raise NotHere
    return team
