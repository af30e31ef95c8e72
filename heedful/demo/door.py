"""A short way in for the demo: a signed link that works once, for fifteen minutes, and only in a demo database."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heedful.demo.firm import load_firm
from heedful.demo.reset import is_demo
from heedful.team import audit, kinds
from heedful.team.doorkeeper import open_to_all
from heedful.team.models import Person

LIFE = 15 * 60
SALT = "heedful.demo.door"
OVER = (
    "This link has been used, is older than fifteen minutes, or belongs to an earlier telling.\n"
    "Sign in with the address and the passphrase that `heedful demo` printed: "
)


class Refused(Exception):
    """The link does not open anything."""


def make_link(email: str, public_url: str = "") -> str:
    """A link that signs a demo person in."""
    with transaction.atomic():
        person = _demo_person(email)
    # Signing in changes `last_login`: that is what makes the link good for once.
    token = signing.dumps({"email": person.email, "since": _stamp(person)}, salt=SALT)
    path = reverse("demo_door", urlconf="heedful.demo.urls", args=[token])
    return f"{public_url or settings.PUBLIC_URL}{path}"


@open_to_all
@never_cache
@require_safe
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Sign the person of the link in and show the desk."""
    try:
        with transaction.atomic():
            person = _holder(token)
            get_adapter(request).login(request, person)
            audit.note(kinds.SIGNED_IN, person.pk)
    except Refused:
        words = OVER + settings.PUBLIC_URL + reverse("account_login") + "\n"
        return HttpResponse(words, status=410, content_type="text/plain; charset=utf-8")
    return redirect("/")


def _holder(token: str) -> Person:
    try:
        claim = signing.loads(token, salt=SALT, max_age=LIFE)
    except signing.BadSignature as error:
        raise Refused from error
    person = _demo_person(claim["email"])
    if claim["since"] != _stamp(person):
        raise Refused
    return person


def _demo_person(email: str) -> Person:
    """Locked, so that two at the door at once are not both let in."""
    invented = {colleague.mail for colleague in load_firm().staff}
    person = Person.objects.select_for_update().filter(email=email, is_active=True).first()
    if person is None or email not in invented or not is_demo():
        raise Refused("Only people of the demo have such a link.")
    return person


def _stamp(person: Person) -> str:
    """The session hash hangs on the passphrase: a new telling makes older links useless."""
    return f"{person.last_login}:{person.get_session_auth_hash()[:16]}"
