"""Bring people in: a link by mail that works once, for seven days."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import DAY, now
from heedful.team import kinds, letters
from heedful.team.models import Brand, Invitation, Membership, Person, Team
from heedful.team.refusal import Refused
from heedful.team.tokens import hash_of, link_to, new_token
from heedful.team.viewer import NotHere, Viewer
from heedful.ui.languages import speaking

LIFE = 7 * DAY


@dataclass(frozen=True, slots=True)
class Invited:
    """The link exists nowhere else: show it at once when no mail could carry it."""

    invitation_id: int
    email: str
    token: str
    link: str
    was_mailed: bool


def invite(*, viewer: Viewer, email: str, brand_id: int, role: str = "agent", team_id: int | None = None) -> Invited:
    """Ask somebody into a brand. An earlier open invitation of the same address is replaced."""
    viewer.require("admin", brand_id)
    token = new_token()
    with transaction.atomic():
        _refuse_member(email, brand_id)
        _open(brand_id).filter(email__iexact=email).update(withdrawn_at=now())
        row = Invitation.objects.create(
            brand_id=brand_id,
            team=_team(brand_id, team_id),
            email=email.lower(),
            role=role,
            token_hash=hash_of(token),
            invited_by_id=viewer.person_id,
            created_at=now(),
            expires_at=now() + LIFE,
        )
        _record(kinds.PERSON_INVITED, row, viewer)
    return _deliver(row, token, viewer)


def renew_invitation(*, viewer: Viewer, invitation_id: int) -> Invited:
    """A fresh link and seven more days; the old link stops working."""
    token = new_token()
    with transaction.atomic():
        row = _own(viewer, invitation_id)
        row.token_hash, row.expires_at = hash_of(token), now() + LIFE
        row.save(update_fields=["token_hash", "expires_at"])
        _record(kinds.INVITATION_RENEWED, row, viewer)
    return _deliver(row, token, viewer)


def withdraw_invitation(*, viewer: Viewer, invitation_id: int) -> Invitation:
    with transaction.atomic():
        row = _own(viewer, invitation_id)
        row.withdrawn_at = now()
        row.save(update_fields=["withdrawn_at"])
        _record(kinds.INVITATION_WITHDRAWN, row, viewer)
    return row


def accept(*, token: str, name: str, passphrase: str) -> Person:
    """A new person answers their invitation."""
    with transaction.atomic():
        row = usable(token, lock=True)
        if Person.objects.filter(email__iexact=row.email).exists():
            raise Refused(_("There is an account with this address. Sign in first, then open the link again."))
        person = Person(email=row.email, name=name, created_at=now())
        validate_password(passphrase, person)
        person.set_password(passphrase)
        person.save()
        return _join(row, person)


def accept_as(*, token: str, viewer: Viewer) -> Person:
    """Somebody who has an account already (in another brand) joins this one too."""
    with transaction.atomic():
        row = usable(token, lock=True)
        person = Person.objects.filter(pk=viewer.person_id, is_active=True, email__iexact=row.email).first()
        if person is None:
            raise Refused(_("This invitation is for another address. Sign out and open the link again."))
        return _join(row, person)


def usable(token: str, *, lock: bool = False) -> Invitation:
    """The open invitation behind a token; the reason in words when there is none."""
    rows = Invitation.objects.select_related("brand").filter(brand__isnull=False, token_hash=hash_of(token))
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise Refused(_("This link is not known here. A newer one may have replaced it."))
    if row.used_at is not None:
        raise Refused(_("This link has been used. Sign in with the passphrase you chose then."))
    if row.withdrawn_at is not None:
        raise Refused(_("This invitation was taken back."))
    if row.expires_at < now():
        raise Refused(_("This invitation was good for seven days, and they are over."))
    return row


def _join(row: Invitation, person: Person) -> Person:
    row.used_at = now()
    row.save(update_fields=["used_at"])
    Membership.objects.get_or_create(person=person, brand_id=row.brand_id, defaults={"role": row.role})
    if row.team is not None:
        row.team.people.add(person)
    record(kinds.PERSON_JOINED, Subject(brand_id=row.brand_id), person_id=person.pk, role=row.role, invitation=row.pk)
    return person


def _refuse_member(email: str, brand_id: int) -> None:
    if Membership.objects.filter(person__email__iexact=email, brand_id=brand_id).exists():
        raise Refused(_("Somebody with this address is already in this brand."))


def _open(brand_id: int) -> QuerySet[Invitation]:
    return Invitation.objects.filter(brand_id=brand_id, used_at=None, withdrawn_at=None)


def _team(brand_id: int, team_id: int | None) -> Team | None:
    if team_id is None:
        return None
    team = Team.objects.filter(pk=team_id, brand_id=brand_id).first()
    if team is None:
        raise NotHere
    return team


def _own(viewer: Viewer, invitation_id: int) -> Invitation:
    """An open invitation of a brand where the viewer is admin."""
    row = Invitation.objects.select_for_update().filter(pk=invitation_id, brand_id__in=viewer.brand_ids).first()
    if row is None:
        raise NotHere
    viewer.require("admin", row.brand_id)
    if row.used_at is not None or row.withdrawn_at is not None:
        raise Refused(_("This invitation is no longer open."))
    return row


def _record(kind: str, row: Invitation, viewer: Viewer) -> None:
    about = Subject(brand_id=row.brand_id)
    record(kind, about, person_id=viewer.person_id, invitation=row.pk, role=row.role, team_id=row.team_id)


def _deliver(row: Invitation, token: str, viewer: Viewer) -> Invited:
    """After the commit: a mail server that hangs must not hold the transaction."""
    link = link_to("invitation", token)
    brand = Brand.objects.get(pk=row.brand_id)
    with speaking(brand.language):
        was_mailed = letters.send_invitation(to=row.email, brand_name=brand.name, inviter=viewer.name, link=link)
    return Invited(row.pk, row.email, token, link, was_mailed)
