"""The timeline made ready to draw: days between moments, whose words they are, what became of a reply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heedful.interactions.queries import Contact, File, Moment, Talk
from heedful.switchboard.models import Delivery
from heedful.ui.times import local
from heedful.workspace import labels
from heedful.workspace.labels import Label
from heedful.workspace.people import names_of

WAYS = {
    ("call", "in"): _("called"),
    ("call", "out"): _("called them"),
    ("visit", "in"): _("came by"),
    ("visit", "out"): _("went to see them"),
    ("meeting", "in"): _("in a meeting"),
    ("meeting", "out"): _("in a meeting"),
    ("post", "in"): _("in public"),
    ("post", "out"): _("in public"),
}
MESSAGES = {
    "email": _("by e-mail"),
    "chat": _("by chat"),
    "phone": _("by phone"),
    "in_person": _("in person"),
    "video": _("by video"),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a reply on its way out."""

    id: int
    state: str
    send_at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One moment with everything its fragment says. `new_day` is set on the first of a day."""

    moment: Moment
    new_day: date | None
    icon: str
    who: str | Promise
    how: str | Promise
    noted_by: str
    is_ours: bool
    flags: tuple[Label, ...]
    sending: Sending | None

    @property
    def files(self) -> tuple[File, ...]:
        """What stands in the list of files; pictures inside the letter are shown there."""
        return tuple(file for file in self.moment.attachments if not (file.is_inline and self.moment.html))

    @property
    def is_waiting(self) -> bool:
        return self.moment.needs_answer and self.moment.settled_at is None


def shown(talk: Talk, moments: list[Moment]) -> Iterator[Shown]:
    """Two queries at most: the outbox, and (rarely) the names of colleagues."""
    sendings = _sendings([moment.id for moment in moments if moment.direction == "out"])
    names = names_of(talk.brand_id) if any(moment.person_id for moment in moments) else {}
    last_day: date | None = None
    for moment in moments:
        day = local(moment.happened_at).date()
        yield _shown(talk, moment, day if day != last_day else None, names, sendings.get(moment.id))
        last_day = day


def _shown(talk: Talk, moment: Moment, day: date | None, names: dict[int, str], sending: Sending | None) -> Shown:
    """What a colleague noted of a customer is the customer's doing in our words."""
    kind = labels.kind(moment.kind)
    colleague = names.get(moment.person_id or 0, "")
    by_us = moment.direction != "in"
    customer = moment.author_name or talk.customer_name or _("Somebody without a name")
    return Shown(
        moment=moment,
        new_day=day,
        icon=kind.icon if kind else labels.channel(moment.channel).icon,
        who=(colleague or moment.author_name or talk.brand_name) if by_us else customer,
        how=how(moment),
        noted_by="" if by_us else colleague,
        is_ours=by_us or moment.person_id is not None,
        flags=tuple(labels.flag(code) for code in moment.flags),
        sending=sending,
    )


def how(moment: Moment | Contact) -> str | Promise:
    """How it reached us, or how we said it."""
    if moment.direction == "internal":
        return _("only the team sees this")
    way = WAYS.get((moment.kind, moment.direction)) or MESSAGES.get(moment.channel)
    return way or labels.channel(moment.channel).word


def _sendings(interaction_ids: list[int]) -> dict[int, Sending]:
    if not interaction_ids:
        return {}
    rows = Delivery.objects.filter(interaction_id__in=interaction_ids)
    columns = rows.values_list("interaction_id", "id", "state", "send_at", "reason")
    return {row[0]: Sending(*row[1:]) for row in columns}
