"""Change opening hours: always by a new version, so that the past keeps the hours it had."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.team import kinds
from heedful.team.hours.models import HoursVersion
from heedful.team.hours.plan import Hours, to_document
from heedful.team.hours.public_holidays import is_place
from heedful.team.hours.queries import has_own_hours, schedule_of, team_of
from heedful.team.hours.schedule import EARLIEST
from heedful.team.hours.words import week_text
from heedful.team.models.brand import Brand, Team
from heedful.team.refusal import Refused
from heedful.team.timezones import is_timezone
from heedful.team.viewer import NotHere, Viewer


def set_hours(
    *, viewer: Viewer, brand_id: int, hours: Hours, team_id: int | None = None, valid_from: int | None = None
) -> HoursVersion:
    """Put hours in force from now on, or from an instant that is still to come. Admins only."""
    viewer.require("admin", brand_id)
    if not is_timezone(hours.timezone):
        raise Refused(_("This time zone is not known here. Choose one from the list."))
    if hours.country and not is_place(hours.country, hours.subdivision):
        raise Refused(_("The holidays of this place are not known here."))
    with transaction.atomic():
        brand = _locked(brand_id)
        if team_id is not None:
            team_of(viewer, brand_id, team_id)
        moment = now()
        start = moment if valid_from is None else valid_from
        if start < moment:
            raise Refused(_("Hours can begin now or later: the past keeps those it had."))
        row = _add(brand, team_id, hours, start, viewer.person_id)
        words = {"hours": week_text(hours)[:300], "zone": hours.timezone}
        _tell(kinds.HOURS_CHANGED, row, viewer.person_id, **words)
    return row


def drop_team_hours(*, viewer: Viewer, brand_id: int, team_id: int) -> HoursVersion:
    """From now on the team goes by the hours of its brand."""
    viewer.require("admin", brand_id)
    with transaction.atomic():
        brand = _locked(brand_id)
        team_of(viewer, brand_id, team_id)
        row = _add(brand, team_id, None, now(), viewer.person_id)
        _tell(kinds.HOURS_DROPPED, row, viewer.person_id)
    return row


def withdraw_hours(*, viewer: Viewer, version_id: int) -> HoursVersion:
    """Take back what is still to come; what has begun stays."""
    with transaction.atomic():
        row = HoursVersion.objects.select_for_update().filter(pk=version_id, brand_id__in=viewer.brand_ids).first()
        if row is None:
            raise NotHere
        viewer.require("admin", row.brand_id)
        if row.withdrawn_at is not None:
            return row
        if row.valid_from <= now():
            raise Refused(_("These hours have begun already. Save new ones instead."))
        row.withdrawn_at = now()
        row.save(update_fields=["withdrawn_at"])
        _tell(kinds.HOURS_WITHDRAWN, row, viewer.person_id)
    return row


def follow_zone(*, viewer: Viewer, brand_id: int, before: str, after: str) -> None:
    """The brand moved to another time zone: hours that were told in the old one are told in the new one.

    Call it before the brand's row says so: a brand without hours of its own goes by the zone in that row.
    """
    teams = Team.objects.filter(brand_id=brand_id).order_by("id").values_list("id", flat=True)
    for team_id in [None, *(team_id for team_id in teams if has_own_hours(team_id))]:
        hours = schedule_of(brand_id, team_id).hours_at(now())
        if hours.timezone == before:
            moved = replace(hours, timezone=after)
            set_hours(viewer=viewer, brand_id=brand_id, team_id=team_id, hours=moved)


def _locked(brand_id: int) -> Brand:
    return Brand.objects.select_for_update().get(pk=brand_id)


def _add(brand: Brand, team_id: int | None, hours: Hours | None, start: int, person_id: int | None) -> HoursVersion:
    newest = HoursVersion.objects.filter(brand=brand).order_by("-version").values_list("version", flat=True).first()
    if newest is None:
        # What the brand went by so far was nowhere written down; from here on it is, so that it can stay.
        newest = _write(brand.pk, None, 1, EARLIEST, schedule_of(brand.pk).hours_at(start), None).version
    return _write(brand.pk, team_id, newest + 1, start, hours, person_id)


def _write(
    brand_id: int, team_id: int | None, version: int, start: int, hours: Hours | None, person_id: int | None
) -> HoursVersion:
    return HoursVersion.objects.create(
        brand_id=brand_id,
        team_id=team_id,
        version=version,
        valid_from=start,
        document=to_document(hours) if hours else None,
        person_id=person_id,
        created_at=now(),
    )


def _tell(kind: str, row: HoursVersion, person_id: int | None, **details: str) -> None:
    told: dict[str, Any] = {**details, "version": row.version, "valid_from": row.valid_from}
    if row.team_id:
        told["team_id"] = row.team_id
    record(kind, Subject(brand_id=row.brand_id), person_id=person_id, **told)
