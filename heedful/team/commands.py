"""What the person who runs the server can do from the command line: plain functions, wired in config."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.team import audit, kinds
from heedful.team.actions import make_setup_link
from heedful.team.models import Brand, Membership, Person
from heedful.team.models.person import Role
from heedful.team.refusal import Refused


def setup_link(public_url: str = "") -> str:
    """The link for the very first person; refused once anybody is here."""
    return make_setup_link(public_url)


def add_user(*, email: str, name: str, role: str = "agent", brand: str = "") -> str:
    """Add somebody (or give somebody a role in one more brand). Returns the link to choose a passphrase."""
    if role not in Role.values:
        raise Refused(f"There is no role '{role}'. Choose one of: {', '.join(Role.values)}.")
    with transaction.atomic():
        home = _brand(brand)
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            person = Person(email=email.lower(), name=name, created_at=now())
            person.set_unusable_password()
            person.save()
        Membership.objects.update_or_create(person=person, brand=home, defaults={"role": role})
        record(kinds.PERSON_JOINED, Subject(brand_id=home.pk), person_id=person.pk, role=role)
    return _link(person)


def password_link(email: str) -> str:
    """A link to choose a new passphrase, good for three days. For those whom no mail reaches."""
    return _link(_person(email))


def list_users() -> list[tuple[str, str, str, str]]:
    """`(address, name, 'brand: role, ...', 'active' or 'closed')`, by address."""
    people = Person.objects.order_by("email").prefetch_related("memberships__brand")
    return [
        (
            person.email,
            person.name,
            ", ".join(f"{row.brand.slug}: {row.role}" for row in person.memberships.all()),
            "active" if person.is_active else "closed",
        )
        for person in people
    ]


def change_address(*, email: str, new: str) -> Person:
    """Another address to sign in with. Only from the command line: an admin of one brand must not decide for all."""
    with transaction.atomic():
        person = _person(email)
        if Person.objects.filter(email__iexact=new).exclude(pk=person.pk).exists():
            raise Refused(f"Somebody else has the address {new}.")
        person.email = new.lower()
        person.save(update_fields=["email"])
        EmailAddress.objects.filter(user=person).delete()
        audit.note(kinds.ADDRESS_CHANGED, person.pk)
    return person


def remove_second_step(email: str) -> Person:
    """For somebody who lost both the phone and the recovery codes."""
    with transaction.atomic():
        person = _person(email)
        if Authenticator.objects.filter(user=person).delete()[0]:
            audit.note(kinds.SECOND_STEP_REMOVED, person.pk, type="command line")
    return person


def _person(email: str) -> Person:
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        raise Refused(f"Nobody here has the address {email}. `heedful user list` shows who is here.")
    return person


def _brand(slug: str) -> Brand:
    """The named brand; the only one when none is named."""
    slugs = list(Brand.objects.order_by("slug").values_list("slug", flat=True))
    if not slugs:
        raise Refused("There is no brand yet. Open the link of `heedful user link` first.")
    if not slug and len(slugs) == 1:
        slug = slugs[0]
    if slug not in slugs:
        raise Refused(f"Name the brand with --brand. There are: {', '.join(slugs)}.")
    return Brand.objects.get(slug=slug)


def _link(person: Person) -> str:
    key = default_token_generator.make_token(person)
    page = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{settings.PUBLIC_URL}{page}"
