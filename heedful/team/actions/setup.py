"""The very first person: a one-time link, printed by the command that starts an empty house."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heedful.events.instant import HOUR, now
from heedful.team.actions.brands import set_up_brand
from heedful.team.models import Brand, Invitation, Person
from heedful.team.refusal import Refused
from heedful.team.tokens import hash_of, link_to, new_token
from heedful.ui.languages import speaking

LIFE = 24 * HOUR


@dataclass(frozen=True, slots=True)
class FirstBrand:
    """What the welcome page asks for."""

    brand_name: str
    timezone: str
    name: str
    email: str
    passphrase: str
    language: str = ""


def make_setup_link(public_url: str = "") -> str:
    """A new one-time link (24 hours) to set up the first person; earlier ones stop working."""
    token = new_token()
    with transaction.atomic():
        if Person.objects.exists():
            raise Refused(_("Somebody is here already. Invite people under Settings, or use `heedful user add`."))
        Invitation.objects.filter(brand=None).delete()
        moment = now()
        Invitation.objects.create(
            brand=None, role="admin", token_hash=hash_of(token), created_at=moment, expires_at=moment + LIFE
        )
    return link_to("welcome", token, public_url)


def found_house(*, token: str, wish: FirstBrand) -> tuple[Person, Brand]:
    """Use up the link: the first person and their brand, in one transaction."""
    with transaction.atomic():
        link = Invitation.objects.select_for_update().filter(brand=None, token_hash=hash_of(token)).first()
        if link is None or link.used_at is not None or link.expires_at < now():
            raise Refused(_("This link has been used or is too old."))
        link.used_at = now()
        link.save(update_fields=["used_at"])
        return set_up_first(wish=wish)


def set_up_first(*, wish: FirstBrand) -> tuple[Person, Brand]:
    """The same without a link, for the command line and the demo. Refused when anybody is here."""
    with transaction.atomic():
        if Person.objects.exists():
            raise Refused(_("Somebody is here already. Ask them for an invitation."))
        person = Person(email=wish.email.lower(), name=wish.name, language=wish.language, created_at=now())
        validate_password(wish.passphrase, person)
        person.set_password(wish.passphrase)
        person.save()
        with speaking(wish.language, get_language() or ""):
            return person, set_up_brand(person=person, name=wish.brand_name, timezone=wish.timezone)
