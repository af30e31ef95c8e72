"""What was put away, who is blocked, and how well the learner does."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard.models import KnownSender, Mark, Word
from heedful.switchboard.unwanted.learner import CERTAIN, ENOUGH
from heedful.switchboard.unwanted.sender import sender_address
from heedful.team.viewer import Viewer

LOOKED_BACK = 200  # marks that the figures are counted over


@dataclass(frozen=True, slots=True)
class PutAway:
    """One conversation that nobody wanted."""

    conversation_id: int
    subject: str
    customer_name: str
    preview: str
    by: str
    person_name: str
    marked_at: int
    cursor: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How often the learner was right before it was told, over the newest marks of people."""

    learnt_unwanted: int
    learnt_wanted: int
    asked_unwanted: int
    recognised: int
    asked_wanted: int
    mistaken: int

    @property
    def decides(self) -> bool:
        return min(self.learnt_unwanted, self.learnt_wanted) >= ENOUGH

    @property
    def missing(self) -> int:
        return max(0, ENOUGH - min(self.learnt_unwanted, self.learnt_wanted))


def put_away(viewer: Viewer, *, after: str = "", limit: int = 50) -> list[PutAway]:
    """Newest first, by keyset. Two queries."""
    marks = Mark.objects.filter(brand_id__in=viewer.brand_ids, is_unwanted=True)
    at, _, ident = after.partition("-")
    if at.isdecimal() and ident.isdecimal() and len(after) < 40:
        marks = marks.filter(marked_at__lte=int(at)).exclude(marked_at=int(at), pk__gte=int(ident))
    rows = list(marks.select_related("person").order_by("-marked_at", "-id")[:limit])
    wanted = [row.conversation_id for row in rows]
    found = Conversation.objects.filter(pk__in=wanted, resolution="spam").select_related("customer")
    talks = {talk.pk: talk for talk in found}
    return [
        PutAway(
            talk.pk, talk.subject, talk.customer.name, talk.preview, row.by, row.person.name if row.person else "",
            row.marked_at, f"{row.marked_at}-{row.pk}",
        )
        for row in rows
        if (talk := talks.get(row.conversation_id)) is not None
    ]  # fmt: skip


def blocked_senders(viewer: Viewer) -> list[KnownSender]:
    rows = KnownSender.objects.filter(brand_id__in=viewer.brand_ids, is_blocked=True)
    return list(rows.select_related("person").order_by("address")[:500])


def figures(viewer: Viewer) -> Figures:
    """Over all brands of the viewer together."""
    totals = Word.objects.filter(brand_id__in=viewer.brand_ids, word="").values_list("unwanted", "wanted")
    marks = Mark.objects.filter(brand_id__in=viewer.brand_ids, by="person", foreseen__isnull=False)
    newest = list(marks.order_by("-marked_at", "-id").values_list("is_unwanted", "foreseen")[:LOOKED_BACK])
    bad = [score or 0.0 for is_unwanted, score in newest if is_unwanted]
    good = [score or 0.0 for is_unwanted, score in newest if not is_unwanted]
    return Figures(
        sum(unwanted for unwanted, _ in totals), sum(wanted for _, wanted in totals),
        len(bad), sum(score >= CERTAIN for score in bad), len(good), sum(score >= CERTAIN for score in good),
    )  # fmt: skip


def known_sender(mail: Interaction) -> KnownSender | None:
    return KnownSender.objects.filter(brand_id=mail.brand_id, address=sender_address(mail)).first()


def shows_pictures(mail: Interaction) -> bool:
    """Whether this mail's remote pictures may be fetched without asking: its sender is proven and was allowed."""
    if not mail.remote_images or "auth_failed" in mail.flags:
        return False
    known = known_sender(mail)
    return known is not None and known.shows_pictures
