"""One composer as it stands on a screen: whose words, which version, and all there is to say about them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from heedful.channels.email.markup import blanked
from heedful.coaching.actions import review_draft
from heedful.events.instant import now
from heedful.interactions.queries import Talk, conversation, timeline
from heedful.replies.actions import start_forward
from heedful.replies.models import Draft
from heedful.replies.pages.head import Head, head_of
from heedful.replies.pages.later_times import later_times
from heedful.replies.pages.margin import Margin, margin_of
from heedful.replies.queries import deliveries_of, draft_of
from heedful.switchboard.models import Delivery
from heedful.team.hours.opening import Opening, opening
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Leaving:
    """A reply of the viewer's that the server still holds."""

    delivery_id: int
    milliseconds: int

    @property
    def seconds(self) -> int:
        return -(-self.milliseconds // 1000)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the composer's template asks for."""

    talk: Talk
    person_id: int
    kind: str
    text: str
    version: int
    saved_at: int | None
    margin: Margin
    seen: int
    leaving: tuple[Leaving, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    refusal: str = ""
    theirs: Draft | None = None
    head: Head | None = None
    draft_id: int | None = None
    send_at: int | None = None
    held_reason: str = ""
    look: str = ""  # the second look, rendered, where no script shows it

    @property
    def is_reply(self) -> bool:
        return self.kind == Draft.Kind.REPLY

    @property
    def is_forward(self) -> bool:
        return self.kind == Draft.Kind.FORWARD

    @property
    def is_public(self) -> bool:
        return self.is_reply and self.talk.is_public

    @property
    def opening(self) -> Opening:
        """Whether the brand or its team is there now, by its opening hours."""
        return opening(self.talk.brand_id, self.talk.team_id)

    @property
    def times(self) -> list[tuple[str, str]]:
        """When else it could leave, by the reader's clock: words, and the time as a browser writes it."""
        return later_times(timezone.localtime())

    @property
    def name(self) -> str:
        """Under which the browser keeps its copy: nobody else's at the same machine."""
        return f"{self.person_id}.{self.talk.id}.{self.kind}"


def sheet_of(viewer: Viewer, conversation_id: int, kind: str) -> Sheet:
    """The viewer's own draft of this kind, reviewed."""
    talk = conversation(viewer, conversation_id)
    conversation_id = talk.id
    row = draft_of(viewer, conversation_id, kind)
    if kind == Draft.Kind.FORWARD and row is None:
        # Opening it again and again makes one draft: the original's files stand in it from the start.
        row = start_forward(viewer=viewer, conversation_id=conversation_id)
    newest = timeline(viewer, conversation_id, limit=1)
    text = row.text if row else ""
    return Sheet(
        talk=talk,
        person_id=viewer.person_id,
        kind=kind,
        text=text,
        version=row.version if row else 0,
        saved_at=row.updated_at if row else None,
        margin=reviewed(viewer, conversation_id, kind, text),
        seen=newest[-1].id if newest else 0,
        leaving=_leaving(viewer, conversation_id),
        head=head_of(viewer, talk, row, kind) if kind != Draft.Kind.NOTE and not talk.is_public else None,
        draft_id=row.pk if row else None,
        send_at=row.send_at if row else None,
        held_reason=row.held_reason if row else "",
    )


def reviewed(viewer: Viewer, conversation_id: int, kind: str, text: str) -> Margin:
    """The coach reads replies; notes stay among ourselves, and an empty page is no fault."""
    if kind != Draft.Kind.REPLY or not text.strip():
        return margin_of(None, text)
    words = blanked(text)  # marks are nobody's words; the places stay
    return margin_of(review_draft(viewer=viewer, conversation_id=conversation_id, text=words), words)


def with_text(sheet: Sheet, viewer: Viewer, text: str, **changes: Any) -> Sheet:
    """The same sheet holding words that were not kept yet."""
    margin = reviewed(viewer, sheet.talk.id, sheet.kind, text)
    return replace(sheet, text=text, margin=margin, **changes)


def render_sheet(request: HttpRequest, sheet: Sheet) -> str:
    return render_to_string("replies/_composer.html", {"sheet": sheet, "margin": sheet.margin}, request)


def render_review(request: HttpRequest, talk_id: int, margin: Margin) -> dict[str, Any]:
    """For the script: places, words, and the two fragments that it puts in."""
    known = {"margin": margin, "talk_id": talk_id}
    return {
        **margin.as_answer(),
        "coach": render_to_string("replies/_coach.html", known, request),
        "meter": render_to_string("replies/_meter.html", known, request),
    }


def _leaving(viewer: Viewer, conversation_id: int) -> tuple[Leaving, ...]:
    moment = now()
    rows = deliveries_of(viewer, conversation_id).values()
    held = [row for row in rows if row.state == Delivery.State.QUEUED and row.send_at > moment]
    mine = [row for row in held if row.interaction.person_id == viewer.person_id]
    return tuple(Leaving(row.pk, (row.send_at - moment) // 1000) for row in mine)
