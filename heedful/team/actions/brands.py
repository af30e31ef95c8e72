"""Set up a brand and change what it is called."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.team import kinds
from heedful.team.hours.actions import follow_zone
from heedful.team.models import Brand, Membership, Person, Team
from heedful.team.viewer import Forbidden, Viewer
from heedful.ui.languages import DEFAULT, first_spoken


@dataclass(frozen=True, slots=True)
class BrandWish:
    """What an admin may change about a brand."""

    name: str
    timezone: str
    sign_off: str
    reply_goal_minutes: int
    language: str = DEFAULT


def found_brand(*, viewer: Viewer, name: str, timezone: str) -> Brand:
    """Add a brand beside those that exist; whoever founds it becomes its admin. Needs an admin of any brand."""
    if "admin" not in dict(viewer.roles).values():
        raise Forbidden(_("This needs the role 'admin' in a brand."))
    with transaction.atomic():
        return set_up_brand(person=Person.objects.get(pk=viewer.person_id), name=name, timezone=timezone)


def set_up_brand(*, person: Person, name: str, timezone: str) -> Brand:
    """The rows of a new brand, in the language in force: itself, its first team, its admin. Inside a transaction."""
    language = first_spoken(get_language() or "")
    brand = Brand.objects.create(
        name=name, slug=_free_slug(name), timezone=timezone, language=language, created_at=now()
    )
    team = Team.objects.create(brand=brand, name=_("Front desk"))
    team.people.add(person)
    Membership.objects.create(person=person, brand=brand, role="admin")
    record(kinds.BRAND_FOUNDED, Subject(brand_id=brand.pk), person_id=person.pk, team_id=team.pk)
    return brand


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "brand"
    taken = set(Brand.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def update_brand(*, viewer: Viewer, brand_id: int, wish: BrandWish) -> Brand:
    viewer.require("admin", brand_id)
    with transaction.atomic():
        brand = Brand.objects.select_for_update().get(pk=brand_id)
        changed = [name for name, value in asdict(wish).items() if getattr(brand, name) != value]
        if "timezone" in changed:
            follow_zone(viewer=viewer, brand_id=brand_id, before=brand.timezone, after=wish.timezone)
        for name in changed:
            setattr(brand, name, getattr(wish, name))
        if changed:
            brand.save(update_fields=changed)
            record(kinds.BRAND_UPDATED, Subject(brand_id=brand_id), person_id=viewer.person_id, changed=changed)
    return brand
