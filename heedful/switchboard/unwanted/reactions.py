"""What comes in is compared with what was decided before; what is answered was wanted."""

from __future__ import annotations

from heedful.events.models import Event
from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard.models import KnownSender, Mark, Word
from heedful.switchboard.unwanted.actions import mark_unwanted, note_mark
from heedful.switchboard.unwanted.learner import may_be_certain, opinion_on, words_of
from heedful.switchboard.unwanted.sender import sender_address
from heedful.team.viewer import Viewer

ROOM_FOR_WANTED = 4  # times as many wanted mails as unwanted ones tell enough
FIRST_WANTED = 50


def put_away_unwanted(event: Event) -> None:
    """A blocked sender, or a stranger's first mail that the learner is certain of. Never somebody we have answered."""
    mail = Interaction.objects.filter(pk=event.interaction_id, channel="email", direction="in").first()
    if mail is None:
        return
    by = _reason(mail)
    if by:
        mark_unwanted(viewer=_nobody(mail.brand_id), conversation_id=mail.conversation_id, by=by)


def learn_wanted(event: Event) -> None:
    """Somebody answered it, so it was wanted. Learnt while the learner needs it, once for each conversation."""
    if event.brand_id is None or event.conversation_id is None:
        return
    total = Word.objects.filter(brand_id=event.brand_id, word="").first()
    if total is None or not total.unwanted or total.wanted > ROOM_FOR_WANTED * total.unwanted + FIRST_WANTED:
        return
    if Mark.objects.filter(conversation_id=event.conversation_id).exists():
        return
    conversation = Conversation.objects.filter(pk=event.conversation_id).first()
    if conversation is not None:
        note_mark(conversation, is_unwanted=False, by=Mark.By.REPLY, person_id=event.person_id)


def _reason(mail: Interaction) -> str:
    """What is quickly known comes first: most mails are from nobody blocked, and most teams have taught little."""
    blocked = KnownSender.objects.filter(brand_id=mail.brand_id, address=sender_address(mail), is_blocked=True)
    is_blocked = "auth_failed" not in mail.flags and blocked.exists()
    if not is_blocked and not may_be_certain(mail.brand_id):
        return ""
    others = Interaction.objects.filter(conversation_id=mail.conversation_id).exclude(pk=mail.pk)
    if others.filter(direction="in").exclude(author_address=mail.author_address).exists():
        return ""  # somebody else's matter, too: it must not go away with theirs
    if is_blocked:
        return Mark.By.BLOCKED
    answered = Interaction.objects.filter(customer_id=mail.customer_id, direction="out", withdrawn_at=None)
    decided = Mark.objects.filter(conversation_id=mail.conversation_id)
    if others.exists() or decided.exists() or answered.exists():
        return ""
    return Mark.By.LEARNT if opinion_on(mail.brand_id, words_of(mail)).is_certain else ""


def _nobody(brand_id: int) -> Viewer:
    """The house itself: no person stands behind what it does."""
    return Viewer(None, "", ((brand_id, "agent"),))  # type: ignore[arg-type]
