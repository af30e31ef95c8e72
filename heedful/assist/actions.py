"""The ways out of a circle or of abuse: other words, another person, an honest end, a breather."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.assist import kinds
from heedful.assist.models import Pause
from heedful.assist.phrases import WAYS, phrase
from heedful.assist.trouble import Trouble, trouble_of
from heedful.events.actions import Subject, record
from heedful.events.instant import MINUTE, now
from heedful.interactions.actions import Writing, assign, give_to_team, record_note, resolve
from heedful.interactions.models import Conversation
from heedful.interactions.queries import Talk, conversation
from heedful.replies.actions import save_draft
from heedful.replies.models import Draft
from heedful.replies.queries import draft_of
from heedful.team.viewer import Viewer

PAUSES = (10, 20, 30, 60)  # minutes
LONGEST_NOTE = 2_000
MOST = 20_000  # of a note with what was said


@dataclass(frozen=True, slots=True)
class Whom:
    """Who takes it over: a colleague, or a team, or for now nobody."""

    person_id: int | None = None
    team_id: int | None = None


def begin_words(*, viewer: Viewer, conversation_id: int, way: str) -> Draft:
    """Put the words of a way into the viewer's draft, below what stands there already."""
    if way not in WAYS:
        raise ValueError(_("Choose one of the ways that are shown."))
    with transaction.atomic():
        talk = conversation(viewer, conversation_id)
        words = phrase(way, trouble_of(viewer, talk).language)
        row = draft_of(viewer, talk.id, Draft.Kind.REPLY)
        written = row.text.rstrip() if row else ""
        if words not in written:
            written = f"{written}\n\n{words}" if written else words
        draft = save_draft(viewer=viewer, conversation_id=talk.id, kind=Draft.Kind.REPLY, text=written)
        _tell(viewer, talk, way)
    return draft


def hand_on(*, viewer: Viewer, conversation_id: int, whom: Whom, key: str, words: str = "") -> Conversation:
    """Give it to somebody else with all they need to know: what went round or what was said, in a note."""
    if whom.person_id == viewer.person_id or (whom.person_id is None and whom.team_id is None):
        raise ValueError(_("Choose a colleague or a team."))
    with transaction.atomic():
        talk = conversation(viewer, conversation_id)
        note = told(trouble_of(viewer, talk), words[:LONGEST_NOTE])
        record_note(viewer=viewer, conversation_id=talk.id, writing=_note(talk, note, key))
        row = _given(viewer, talk, whom)
        _tell(viewer, talk, "handed_on")
    return row


def end_kindly(*, viewer: Viewer, conversation_id: int, reason: str, key: str) -> Conversation:
    """Resolve it as ended, with a note that says why."""
    if not reason.replace("\0", " ").strip():
        raise ValueError(_("Say in a sentence why it ends here; whoever reads it later wants to know."))
    with transaction.atomic():
        talk = conversation(viewer, conversation_id)
        record_note(viewer=viewer, conversation_id=talk.id, writing=_note(talk, reason[:LONGEST_NOTE], key))
        row = resolve(viewer=viewer, conversation_id=talk.id, reason="ended")
        _tell(viewer, talk, "ended")
    return row


def take_pause(*, viewer: Viewer, conversation_id: int, minutes: int, whom: Whom) -> Pause:
    """A breather: the conversation is with somebody else, and the desk gives the viewer nothing by itself.

    That it is a pause is told to nobody: the record shows a conversation that was given on, and no more.
    """
    if minutes not in PAUSES:
        raise ValueError(_("Choose one of the lengths that are shown."))
    if whom.person_id == viewer.person_id:
        raise ValueError(_("Choose a colleague or a team."))
    with transaction.atomic():
        talk = conversation(viewer, conversation_id)
        _given(viewer, talk, whom)
        until = now() + minutes * MINUTE
        row, _made = Pause.objects.update_or_create(person_id=viewer.person_id, defaults={"until_at": until})
    return row


def end_pause(*, viewer: Viewer) -> None:
    """Back before the time."""
    Pause.objects.filter(person_id=viewer.person_id).delete()


def told(trouble: Trouble, words: str = "") -> str:
    """What a colleague has to know, as a note."""
    lines = [words.strip()] if words.strip() else []
    if trouble.abuse:
        lines.append(_("The customer's words: “%(words)s”") % {"words": trouble.abuse})
    if trouble.circle:
        times = len(trouble.circle)
        lines.append(_("Asked %(n)d times: “%(words)s”") % {"n": times, "words": trouble.about})
        lines += [_("Answered: “%(words)s”") % {"words": one.answer} for one in trouble.circle if one.answer]
    return "\n".join(lines) or _("Given on; please read it from the start.")


def _note(talk: Talk, text: str, key: str) -> Writing:
    """What is sent twice with one key is written once. A NUL is no text, and PostgreSQL refuses it."""
    return Writing(text.replace("\0", " ").strip()[:MOST], f"way-{talk.id}-{key[:40]}".replace("\0", " "))


def _given(viewer: Viewer, talk: Talk, whom: Whom) -> Conversation:
    if whom.team_id is not None:
        give_to_team(viewer=viewer, conversation_id=talk.id, team_id=whom.team_id)
    return assign(viewer=viewer, conversation_id=talk.id, person_id=whom.person_id)


def _tell(viewer: Viewer, talk: Talk, way: str) -> None:
    record(kinds.WAY_TAKEN, Subject(talk.brand_id, talk.customer_id, talk.id), person_id=viewer.person_id, way=way)
