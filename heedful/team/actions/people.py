"""Who may do what, and who is no longer here."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.team import kinds
from heedful.team.models import Brand, Membership, Person
from heedful.team.models.person import Role
from heedful.team.refusal import Refused
from heedful.team.viewer import Forbidden, NotHere, Viewer


def change_role(*, viewer: Viewer, person_id: int, brand_id: int, role: str) -> Membership:
    viewer.require("admin", brand_id)
    if role not in Role.values:
        raise Refused(_("There is no such role."))
    with transaction.atomic():
        _lock(brand_id)
        row = _membership(person_id, brand_id)
        if row.role == role:
            return row
        if row.role == Role.ADMIN:
            _keep_one_admin(brand_id, without=person_id)
        before, row.role = row.role, role
        row.save(update_fields=["role"])
        _record(kinds.ROLE_CHANGED, viewer, brand_id, person_id, before=before, role=role)
    return row


def remove_from_brand(*, viewer: Viewer, person_id: int, brand_id: int) -> Person:
    """They keep their account and their other brands; what they wrote stays."""
    viewer.require("admin", brand_id)
    with transaction.atomic():
        _lock(brand_id)
        row = _membership(person_id, brand_id)
        _keep_one_admin(brand_id, without=person_id)
        row.delete()
        Person.teams.through.objects.filter(person_id=person_id, team__brand_id=brand_id).delete()
        _record(kinds.PERSON_REMOVED, viewer, brand_id, person_id)
    return row.person


def deactivate(*, viewer: Viewer, person_id: int) -> Person:
    """Close an account: every session ends with the next request, nothing they wrote is lost."""
    if person_id == viewer.person_id:
        raise Refused(_("Nobody can close their own account. Ask another admin."))
    with transaction.atomic():
        person = _person_of(viewer, person_id)
        for brand_id in person.memberships.values_list("brand_id", flat=True):
            _lock(brand_id)
            _keep_one_admin(brand_id, without=person_id)
        person.is_active = False
        person.session_round += 1
        person.save(update_fields=["is_active", "session_round"])
        _record(kinds.PERSON_DEACTIVATED, viewer, None, person_id)
    return person


def reactivate(*, viewer: Viewer, person_id: int) -> Person:
    """Open a closed account again; they sign in anew."""
    with transaction.atomic():
        person = _person_of(viewer, person_id)
        person.is_active = True
        person.save(update_fields=["is_active"])
        _record(kinds.PERSON_REACTIVATED, viewer, None, person_id)
    return person


def update_profile(*, viewer: Viewer, name: str, theme: str, language: str = "") -> Person:
    """One's own name, theme and language; without a language it is that of the browser."""
    wish = {"name": name, "theme": theme, "language": language}
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=viewer.person_id)
        changed = [field for field, value in wish.items() if getattr(person, field) != value]
        for field in changed:
            setattr(person, field, wish[field])
        if changed:
            person.save(update_fields=changed)
            record(kinds.PROFILE_UPDATED, Subject(), person_id=person.pk, changed=changed)
    return person


def _lock(brand_id: int) -> None:
    """Two admins who remove each other at the same moment must not both succeed."""
    Brand.objects.select_for_update().get(pk=brand_id)


def _membership(person_id: int, brand_id: int) -> Membership:
    row = Membership.objects.filter(person_id=person_id, brand_id=brand_id).first()
    if row is None:
        raise NotHere
    return row


def _keep_one_admin(brand_id: int, *, without: int) -> None:
    admins = Membership.objects.filter(brand_id=brand_id, role=Role.ADMIN, person__is_active=True)
    if admins.filter(person_id=without).exists() and not admins.exclude(person_id=without).exists():
        raise Refused(_("A brand needs an admin. Make somebody else one first."))


def _person_of(viewer: Viewer, person_id: int) -> Person:
    """Somebody whom the viewer may close out: only an admin of every brand that they are in."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    theirs = set(person.memberships.values_list("brand_id", flat=True)) if person else set()
    if person is None or not theirs & set(viewer.brand_ids):
        raise NotHere
    for brand_id in theirs & set(viewer.brand_ids):
        viewer.require("admin", brand_id)
    if theirs - set(viewer.brand_ids):
        raise Forbidden(_("They also work for another brand. Remove them from this one instead."))
    return person


def _record(kind: str, viewer: Viewer, brand_id: int | None, person_id: int, **details: Any) -> None:
    record(kind, Subject(brand_id=brand_id), person_id=viewer.person_id, whom=person_id, **details)
