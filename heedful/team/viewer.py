"""Who is looking. Every query over customers and conversations takes a viewer: brands are kept apart here."""

from __future__ import annotations

from dataclasses import dataclass, field

from heedful.team.models import Membership, Person

RANK = {"agent": 1, "lead": 2, "admin": 3}


class Forbidden(Exception):
    """The viewer may not do this; the message says what would be needed."""


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
        if not self.can(role, brand_id):
            raise Forbidden(f"This needs the role '{role}' in this brand.")


def viewer_of(person: Person) -> Viewer:
    """Read somebody's memberships; one query. Somebody who left sees nothing."""
    if not person.is_active:
        return Viewer(person.pk, person.name)
    rows = Membership.objects.filter(person_id=person.pk).order_by("brand_id").values_list("brand_id", "role")
    return Viewer(person.pk, person.name, tuple(rows))
