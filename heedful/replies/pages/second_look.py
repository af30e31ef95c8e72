"""A reply that is held shows once more who will read it and what speaks against sending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from heedful.channels.message import Party
from heedful.interactions.queries import conversation
from heedful.replies.heading import FIELDS, Heading, heading_of
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal
from heedful.replies.pages.margin import Margin, Thought
from heedful.replies.pages.sheet import render_review, reviewed
from heedful.replies.queries import draft_of
from heedful.replies.recipients import usual_for
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets the mail; `line` says how, where that is not simply 'to'."""

    name: str
    address: str
    line: str


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Everything that the dialog says. Without thoughts it only asks whether everybody may read this."""

    brand_name: str
    is_public: bool
    readers: tuple[Reader, ...]
    thoughts: tuple[Thought, ...]


def look_at_what_is_public(
    request: HttpRequest, conversation_id: int, written: dict[str, Any], heading: Heading | None
) -> None:
    """What everybody will read is looked at twice, faults or none. Takes `looked` out of the form."""
    has_looked = written.pop("looked") or written["override_reason"].strip()
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not has_looked and conversation(viewer, conversation_id).is_public:
        raise held_refusal(request, conversation_id, written["text"], heading)


def held_refusal(request: HttpRequest, conversation_id: int, text: str, heading: Heading | None) -> Refusal:
    """Why it did not leave: the review that says so, and the second look."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    margin = reviewed(viewer, conversation_id, Draft.Kind.REPLY, text)
    look = _second_look(viewer, conversation_id, margin, heading)
    html = render_to_string("replies/_second_look.html", {"look": look}, request)
    return Refusal(422, _words(margin), review=render_review(request, conversation_id, margin), look=html)


def _words(margin: Margin) -> str:
    if margin.held:
        return _("%(held)s. Change the words, or say why this must go out as it is.") % {"held": margin.held}
    return _("Everybody will be able to read this. Look at it once more, then send it.")


def _second_look(viewer: Viewer, conversation_id: int, margin: Margin, heading: Heading | None) -> SecondLook:
    talk = conversation(viewer, conversation_id)
    if heading is None:
        draft = draft_of(viewer, talk.id, Draft.Kind.REPLY)
        heading = (heading_of(draft.head) if draft else None) or usual_for(talk).heading
    words = {"to": "", "cc": _("copy"), "bcc": _("hidden copy")}
    readers = tuple(_reader(party, words[line]) for line in FIELDS for party in getattr(heading, line))
    held = tuple(thought for thought in margin.thoughts if thought.holds)
    return SecondLook(talk.brand_name, talk.is_public, () if talk.is_public else readers, held)


def _reader(party: Party, line: str) -> Reader:
    return Reader(party.name, party.address, line)
