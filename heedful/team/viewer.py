"""Who is looking. Every query over customers and conversations takes a viewer: brands are kept apart here."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heedful.team.models import Person

ROLES = "SELECT brand_id, role FROM team_membership WHERE person_id = %s ORDER BY brand_id"  # at every request
RANK = {"agent": 1, "lead": 2, "admin": 3}
NAMES = {"agent": gettext_lazy("agent"), "lead": gettext_lazy("lead"), "admin": gettext_lazy("admin")}


class Forbidden(PermissionDenied):
    """The viewer may not do this; the message says what would be needed. Pages answer 403."""


class NotHere(Http404):
    """Of another brand, or of nobody: the viewer cannot tell which. Pages answer 404."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person and their role in each of their brands. Hashable and cheap to pass around."""

    person_id: int
    name: str
    roles: tuple[tuple[int, str], ...] = field(default=())

    @property
    def brand_ids(self) -> tuple[int, ...]:
        return tuple(brand for brand, _ in self.roles)

    def role_in(self, brand_id: int | None) -> str:
        """`agent`, `lead`, `admin`, or an empty string for a brand that is not theirs."""
        return dict(self.roles).get(brand_id or 0, "")

    def can(self, role: str, brand_id: int | None) -> bool:
        """Whether they hold at least this role in the brand."""
        return RANK.get(self.role_in(brand_id), 0) >= RANK[role]

    def may_see(self, brand_id: int | None) -> bool:
        return brand_id in self.brand_ids

    def require(self, role: str, brand_id: int | None) -> None:
        """404 for a brand that is not theirs, 403 in words for a role that is too low."""
        if not self.may_see(brand_id):
            raise NotHere
        if not self.can(role, brand_id):
            raise Forbidden(_("This needs the role '%(role)s' in this brand.") % {"role": NAMES[role]})


def viewer_of(person: Person) -> Viewer:
    """Read somebody's memberships; one query. Somebody who left sees nothing."""
    if not person.is_active:
        return Viewer(person.pk, person.name)
    with connection.cursor() as cursor:
        cursor.execute(ROLES, [person.pk])
        return Viewer(person.pk, person.name, tuple(cursor.fetchall()))
