"""Who is here: people, teams, brands and invitations, as rows for screens."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from heedful.events.instant import now
from heedful.team.models import Brand, Invitation, Membership, Person, Team
from heedful.team.tokens import hash_of
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class BrandRow:
    id: int
    name: str
    slug: str
    timezone: str
    language: str
    sign_off: str
    reply_goal_minutes: int
    role: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    email: str
    role: str
    is_active: bool
    has_second_step: bool
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamRow:
    id: int
    name: str
    people: tuple[tuple[int, str], ...]

    @property
    def person_ids(self) -> frozenset[int]:
        return frozenset(person for person, _ in self.people)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: int
    email: str
    role: str
    team: str
    invited_by: str
    expires_at: int
    is_over: bool


def brands(viewer: Viewer) -> list[BrandRow]:
    """The viewer's brands, by name, with their role in each."""
    roles = dict(viewer.roles)
    fields = ("id", "name", "slug", "timezone", "language", "sign_off", "reply_goal_minutes")
    rows = Brand.objects.filter(pk__in=viewer.brand_ids).order_by("name", "id").values_list(*fields)
    return [BrandRow(*row, role=roles[row[0]]) for row in rows]


def colleagues(viewer: Viewer, brand_id: int) -> list[tuple[int, str]]:
    """`(id, name)` of those who can be given work in this brand."""
    viewer.require("agent", brand_id)
    rows = Membership.objects.filter(brand_id=brand_id, person__is_active=True).order_by("person__name", "person_id")
    return list(rows.values_list("person_id", "person__name"))


def people(viewer: Viewer, brand_id: int) -> list[PersonRow]:
    """Everybody of the brand, those with closed accounts last. Three queries, however many they are."""
    viewer.require("admin", brand_id)
    has_step = Exists(Authenticator.objects.filter(user_id=OuterRef("person_id"), type="totp"))
    rows = (
        Membership.objects.filter(brand_id=brand_id)
        .annotate(has_step=has_step)
        .order_by("-person__is_active", "person__name", "person_id")
        .values_list("person_id", "person__name", "person__email", "role", "person__is_active", "has_step")
    )
    teams = _teams_by_person(brand_id)
    return [PersonRow(*row, teams=tuple(teams.get(row[0], ()))) for row in rows]


def teams(viewer: Viewer, brand_id: int) -> list[TeamRow]:
    viewer.require("agent", brand_id)
    rows = Team.objects.filter(brand_id=brand_id).order_by("name", "id").prefetch_related("people")
    return [
        TeamRow(team.pk, team.name, tuple(sorted(((p.pk, p.name) for p in team.people.all()), key=lambda p: p[1])))
        for team in rows
    ]


def open_invitations(viewer: Viewer, brand_id: int) -> list[InvitationRow]:
    """Not answered and not taken back, newest first."""
    viewer.require("admin", brand_id)
    moment = now()
    rows = Invitation.objects.filter(brand_id=brand_id, used_at=None, withdrawn_at=None).order_by("-id")
    fields = ("id", "email", "role", "team__name", "invited_by__name", "expires_at")
    return [
        InvitationRow(key, email, role, team or "", by or "", expires_at, is_over=expires_at < moment)
        for key, email, role, team, by, expires_at in rows.values_list(*fields)
    ]


def _teams_by_person(brand_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    pairs = Team.people.through.objects.filter(team__brand_id=brand_id).order_by("team__name")
    for person_id, name in pairs.values_list("person_id", "team__name"):
        found.setdefault(person_id, []).append(name)
    return found


def setup_state(token: str) -> str:
    """Of a set-up link: `open`, `over` (used, replaced or too old) or `done` (somebody is here already)."""
    if Person.objects.exists():
        return "done"
    link = Invitation.objects.filter(brand=None, token_hash=hash_of(token), used_at=None, expires_at__gte=now())
    return "open" if link.exists() else "over"
