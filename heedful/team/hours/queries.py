"""The hours in force: of a brand, or of a team that has its own."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from heedful.events.instant import now
from heedful.team.hours.models import HoursVersion
from heedful.team.hours.plan import Hours, from_document
from heedful.team.hours.schedule import EARLIEST, Schedule, Version, woven
from heedful.team.models import Team
from heedful.team.viewer import NotHere, Viewer

KEPT = """SELECT b.id, b.timezone, h.id, h.team_id, h.valid_from, h.document FROM team_brand b
    LEFT JOIN team_hoursversion h ON h.brand_id = b.id AND h.withdrawn_at IS NULL AND (h.team_id IS NULL{teams})
    WHERE b.id IN ({brands}) ORDER BY b.id, h.version"""


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
    brands, teams = {brand_id for brand_id, _ in wanted}, {team_id for _, team_id in wanted if team_id}
    if not brands:
        return {}
    theirs = f" OR h.team_id IN ({_marks(teams)})" if teams else ""
    with connection.cursor() as cursor:  # every list of what waits asks for it (decision 0012)
        cursor.execute(KEPT.format(teams=theirs, brands=_marks(brands)), [*teams, *brands])
        rows = cursor.fetchall()
    return {(brand_id, team_id): _schedule(rows, brand_id, team_id) for brand_id, team_id in wanted}


def _marks(values: Collection[int]) -> str:
    return ", ".join(["%s"] * len(values))


def _schedule(rows: list[Any], brand_id: int, team_id: int | None) -> Schedule:
    own = [row for row in rows if row[0] == brand_id]
    brand = list(_versions(own, None)) or [Version(EARLIEST, Hours(timezone=own[0][1] if own else "UTC"))]
    return woven(brand, _versions(own, team_id) if team_id else ())


def _versions(rows: list[Any], team_id: int | None) -> Iterator[Version]:
    for _brand, _zone, key, team, valid_from, document in rows:
        if key is not None and team == team_id:
            yield Version(
                valid_from, from_document(json.loads(document)) if document and document != "null" else None, key
            )


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
