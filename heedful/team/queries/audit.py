"""Who changed what and when, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from heedful.events.models import Event
from heedful.team import kinds
from heedful.team.models import Invitation, Membership, Person, Team
from heedful.team.viewer import NAMES, Viewer


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
    sentences = sentences_of_the_house()
    found = [row for events in _about(brand_id, sentences) for row in _newest(events, after, limit)]
    rows = sorted(found, key=lambda row: row.pk, reverse=True)[:limit]
    names = _Names(rows)
    return [AuditLine(row.pk, row.at, names.who(row), str(sentences[row.kind]) % names.words(row)) for row in rows]


def sentences_of_the_house() -> dict[str, Any]:
    """By kind of event, in no language yet. Rooms above this one have theirs: the house says where they are listed."""
    return import_string(settings.AUDITED)


def _about(brand_id: int, sentences: dict[str, Any]) -> list[QuerySet[Event]]:
    """What happened in the brand, and what its people did to their own accounts. Read apart: each has an index."""
    members = list(Membership.objects.filter(brand_id=brand_id).values_list("person_id", flat=True))
    kinds_told = sorted(sentences)
    of_people = Event.objects.filter(brand_id=None, kind__in=kinds_told)
    return [
        Event.objects.filter(brand_id=brand_id, kind__in=kinds_told),
        of_people.filter(Q(person_id__in=members) | Q(details__whom__in=members)),
    ]


def _newest(events: QuerySet[Event], after: int | None, limit: int) -> list[Event]:
    """Sorted by a sum, so that the index by kind leads: walking back by time would pass every mail that ever came."""
    if after is not None:
        events = events.filter(pk__lt=after)
    return list(events.order_by((F("id") + 0).desc())[:limit])


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
        nobody = _("the command line") if row.kind in kinds.KINDS else _("Heedful")
        return self.people.get(row.person_id, nobody) if row.person_id else nobody

    def words(self, row: Event) -> _Words:
        gone = _("(no longer here)")
        return _Words(
            _flat(row.details)
            | _before(row)
            | {
                "changed": ", ".join(_field(name) for name in row.details.get("changed", [])),
                "signature": _("their own signature")
                if row.details.get("of") == "person"
                else _("the brand’s signature"),
                "role": _role(row.details.get("role")),
                "whom": self.people.get(row.details.get("whom"), gone),
                "team": self.teams.get(row.details.get("team_id"), gone),
                "whose": self.teams.get(row.details.get("team_id"), _("the brand")),
                "address": row.details.get("address") or self.addresses.get(row.details.get("invitation"), gone),
            }
        )


def _before(row: Event) -> dict[str, str]:
    """The role that somebody had; other rooms tell their own words there."""
    return {"before": _role(row.details.get("before"))} if row.kind == kinds.ROLE_CHANGED else {}


def _field(name: str) -> str:
    words = {
        "name": _("name"),
        "timezone": _("time zone"),
        "language": _("language"),
        "sign_off": _("sign-off"),
        "reply_goal_minutes": _("reply goal"),
        "theme": _("light or dark"),
    }
    return words.get(name, name.replace("_", " "))


def _signature(whose: object) -> str:
    return _("their own signature") if whose == "person" else _("the brand’s signature")


def _role(code: object) -> str:
    return str(NAMES.get(str(code), code or ""))


class _Words(dict[str, str]):
    """What an older event does not tell is left out of its sentence."""

    def __missing__(self, _key: str) -> str:
        return ""


def _flat(details: dict[str, Any]) -> dict[str, str]:
    """`{"after": {"mail": 3}}` is said as `after_mail`."""
    parts = {
        f"{key}_{name}": one for key, value in details.items() if isinstance(value, dict) for name, one in value.items()
    }
    return {key: str(value) for key, value in (details | parts).items()}
