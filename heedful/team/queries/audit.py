"""Who changed what and when, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heedful.events.models import Event
from heedful.team import kinds
from heedful.team.models import Invitation, Membership, Person, Team
from heedful.team.viewer import Viewer

SENTENCES = {
    kinds.BRAND_FOUNDED: gettext_lazy("founded the brand"),
    kinds.BRAND_UPDATED: gettext_lazy("changed the brand: %(changed)s"),
    kinds.PERSON_INVITED: gettext_lazy("invited %(address)s as %(role)s"),
    kinds.INVITATION_RENEWED: gettext_lazy("sent %(address)s a new invitation"),
    kinds.INVITATION_WITHDRAWN: gettext_lazy("took back the invitation of %(address)s"),
    kinds.PERSON_JOINED: gettext_lazy("joined as %(role)s"),
    kinds.ROLE_CHANGED: gettext_lazy("made %(whom)s %(role)s (before: %(before)s)"),
    kinds.PERSON_REMOVED: gettext_lazy("removed %(whom)s from the brand"),
    kinds.PERSON_DEACTIVATED: gettext_lazy("closed the account of %(whom)s"),
    kinds.PERSON_REACTIVATED: gettext_lazy("opened the account of %(whom)s again"),
    kinds.TEAM_ADDED: gettext_lazy("added the team %(team)s"),
    kinds.TEAM_CHANGED: gettext_lazy("changed the team %(team)s"),
    kinds.HOURS_CHANGED: gettext_lazy("set the opening hours of %(whose)s: %(hours)s, %(zone)s"),
    kinds.HOURS_DROPPED: gettext_lazy("lets %(whose)s go by the opening hours of the brand"),
    kinds.HOURS_WITHDRAWN: gettext_lazy("took back the opening hours planned for %(whose)s"),
    kinds.PROFILE_UPDATED: gettext_lazy("changed their profile: %(changed)s"),
    kinds.SIGNED_IN: gettext_lazy("signed in"),
    kinds.SIGNED_OUT: gettext_lazy("signed out"),
    kinds.SIGN_IN_FAILED: gettext_lazy("could not sign in: wrong passphrase or code"),
    kinds.SIGN_IN_LOCKED: gettext_lazy("could not sign in: too many wrong tries"),
    kinds.SECOND_STEP_ADDED: gettext_lazy("turned on two-step sign-in (%(type)s)"),
    kinds.SECOND_STEP_REMOVED: gettext_lazy("turned off two-step sign-in (%(type)s)"),
    kinds.RECOVERY_CODES_RENEWED: gettext_lazy("made new recovery codes"),
    kinds.PASSWORD_CHANGED: gettext_lazy("changed their passphrase"),
    kinds.ADDRESS_CHANGED: gettext_lazy("got another address to sign in with"),
}


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One sentence: at this instant, `who` `what`. `id` is the cursor to read on from."""

    id: int
    at: int
    who: str
    what: str


def audit(viewer: Viewer, brand_id: int, after: int | None = None, limit: int = 50) -> list[AuditLine]:
    """Newest first; `after` is the id of the last line seen."""
    viewer.require("admin", brand_id)
    events = Event.objects.filter(_about(brand_id)).order_by("-id")
    if after is not None:
        events = events.filter(pk__lt=after)
    rows = list(events[:limit])
    names = _Names(rows)
    return [AuditLine(row.pk, row.at, names.who(row), names.what(row)) for row in rows]


def _about(brand_id: int) -> Q:
    """What happened in the brand, and what its people did to their own accounts."""
    members = list(Membership.objects.filter(brand_id=brand_id).values_list("person_id", flat=True))
    of_brand = Q(brand_id=brand_id, kind__in=SENTENCES)
    of_people = Q(brand_id=None, kind__in=kinds.OF_A_PERSON) & (Q(person_id__in=members) | Q(details__whom__in=members))
    return of_brand | of_people


class _Names:
    """The names behind the ids of some events, read at once."""

    def __init__(self, rows: list[Event]) -> None:
        wanted = {row.person_id for row in rows} | {row.details.get("whom") for row in rows}
        self.people = dict(Person.objects.filter(pk__in=wanted - {None}).values_list("pk", "name"))
        self.teams = self._named(Team, "name", rows, "team_id")
        self.addresses = self._named(Invitation, "email", rows, "invitation")

    @staticmethod
    def _named(model: Any, field: str, rows: list[Event], key: str) -> dict[int, str]:
        wanted = {row.details.get(key) for row in rows} - {None}
        return dict(model.objects.filter(pk__in=wanted).values_list("pk", field))

    def who(self, row: Event) -> str:
        return self.people.get(row.person_id, _("the command line")) if row.person_id else _("the command line")

    def what(self, row: Event) -> str:
        gone = _("(no longer here)")
        words = {
            **dict.fromkeys(("role", "before", "type"), ""),
            **{key: str(value) for key, value in row.details.items()},
            "changed": ", ".join(name.replace("_", " ") for name in row.details.get("changed", [])),
            "whom": self.people.get(row.details.get("whom"), gone),
            "team": self.teams.get(row.details.get("team_id"), gone),
            "whose": self.teams.get(row.details.get("team_id"), _("the brand")),
            "address": self.addresses.get(row.details.get("invitation"), gone),
        }
        return str(SENTENCES[row.kind]) % words
