"""Teams: some people of one brand who share work."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.team import kinds
from heedful.team.models import Membership, Team
from heedful.team.refusal import Refused
from heedful.team.viewer import NotHere, Viewer


def add_team(*, viewer: Viewer, brand_id: int, name: str, people: Iterable[int] = ()) -> Team:
    viewer.require("admin", brand_id)
    with transaction.atomic():
        _refuse_twin(brand_id, name)
        team = _save_once(Team(brand_id=brand_id, name=name))
        team.people.set(_members(brand_id, people))
        _record(kinds.TEAM_ADDED, viewer, team)
    return team


def change_team(*, viewer: Viewer, team_id: int, name: str, people: Iterable[int]) -> Team:
    """Its name and its people at once."""
    with transaction.atomic():
        team = _own(viewer, team_id)
        _refuse_twin(team.brand_id, name, but=team.pk)
        team.name = name
        _save_once(team)
        team.people.set(_members(team.brand_id, people))
        _record(kinds.TEAM_CHANGED, viewer, team)
    return team


def set_team_people(*, viewer: Viewer, team_id: int, people: Iterable[int]) -> Team:
    with transaction.atomic():
        team = _own(viewer, team_id)
        team.people.set(_members(team.brand_id, people))
        _record(kinds.TEAM_CHANGED, viewer, team)
    return team


def _own(viewer: Viewer, team_id: int) -> Team:
    team = Team.objects.filter(pk=team_id, brand_id__in=viewer.brand_ids).first()
    if team is None:
        raise NotHere
    viewer.require("admin", team.brand_id)
    return team


def _members(brand_id: int, people: Iterable[int]) -> list[int]:
    """Only people of this brand; an id from elsewhere is refused as unknown."""
    wanted = set(people)
    found = set(Membership.objects.filter(brand_id=brand_id, person_id__in=wanted).values_list("person_id", flat=True))
    if wanted - found:
        raise NotHere
    return sorted(found)


def _refuse_twin(brand_id: int, name: str, but: int | None = None) -> None:
    if Team.objects.filter(brand_id=brand_id, name__iexact=name).exclude(pk=but).exists():
        raise Refused(_("There is a team of this name already."))


def _save_once(team: Team) -> Team:
    """Somebody may have taken the name a moment ago."""
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as error:
        raise Refused(_("There is a team of this name already.")) from error
    return team


def _record(kind: str, viewer: Viewer, team: Team) -> None:
    record(kind, Subject(brand_id=team.brand_id), person_id=viewer.person_id, team_id=team.pk)
