"""The fixed people of the tests. `outsider` belongs to the other brand and may see nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.events.instant import now
from heedful.team.models import Brand, Membership, Person, Team
from heedful.team.viewer import Viewer, viewer_of

PASSPHRASE = "four quiet words here"


@dataclass(frozen=True)
class Cast:
    """Everybody on stage."""

    brand: Brand
    other_brand: Brand
    team: Team
    agent: Person
    colleague: Person
    lead: Person
    admin: Person
    outsider: Person

    @property
    def viewer(self) -> Viewer:
        """Our agent, looking."""
        return viewer_of(self.agent)

    @property
    def stranger(self) -> Viewer:
        """The outsider, looking."""
        return viewer_of(self.outsider)


def make_brand(slug: str = "harbour", name: str = "Harbour Lamps") -> Brand:
    return Brand.objects.create(name=name, slug=slug, timezone="Europe/Berlin", created_at=now())


def make_person(name: str, brand: Brand | None = None, role: str = "agent") -> Person:
    person = Person(email=f"{name.lower()}@harbour.test", name=name, created_at=now())
    person.set_password(PASSPHRASE)
    person.save()
    if brand:
        Membership.objects.create(person=person, brand=brand, role=role)
    return person


def make_cast() -> Cast:
    brand, other = make_brand(), make_brand("quarry", "Quarry Tiles")
    team = Team.objects.create(brand=brand, name="Front desk")
    cast = Cast(
        brand=brand,
        other_brand=other,
        team=team,
        agent=make_person("Alva", brand),
        colleague=make_person("Bruno", brand),
        lead=make_person("Celia", brand, "lead"),
        admin=make_person("Dag", brand, "admin"),
        outsider=make_person("Olga", other, "admin"),
    )
    team.people.set([cast.agent, cast.lead])
    return cast
