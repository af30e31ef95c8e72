"""Put a conversation away as unwanted, or take it back; block a sender. The learner hears of what people decide."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.actions import reopen, resolve
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import conversation_of, interaction_of
from heedful.switchboard import kinds
from heedful.switchboard.models import KnownSender, Mark
from heedful.switchboard.senders import is_one_of, our_addresses
from heedful.switchboard.unwanted.learner import learn, opinion_on, words_of
from heedful.switchboard.unwanted.sender import sender_address
from heedful.team.models import Membership
from heedful.team.refusal import Refused
from heedful.team.viewer import NotHere, Viewer

REASON = "spam"


def mark_unwanted(*, viewer: Viewer, conversation_id: int, by: str = Mark.By.PERSON) -> Conversation:
    """It leaves the inbox and the radar. Marked twice it counts once."""
    with transaction.atomic():
        conversation = conversation_of(viewer, conversation_id)
        conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if conversation.state == Conversation.State.RESOLVED and conversation.resolution != REASON:
            reopen(viewer=viewer, conversation_id=conversation.pk)
        conversation = resolve(viewer=viewer, conversation_id=conversation.pk, reason=REASON)
        if note_mark(conversation, is_unwanted=True, by=by, person_id=viewer.person_id):
            about = Subject(conversation.brand_id, conversation.customer_id, conversation.pk)
            record(kinds.MARKED_UNWANTED, about, person_id=viewer.person_id, by=by)
    return conversation


def mark_wanted(*, viewer: Viewer, conversation_id: int) -> Conversation:
    """It was put away by mistake: it is back in the inbox, and what waited in it waits again."""
    with transaction.atomic():
        conversation = conversation_of(viewer, conversation_id)
        conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if conversation.resolution == REASON:
            conversation = reopen(viewer=viewer, conversation_id=conversation.pk)
        if note_mark(conversation, is_unwanted=False, by=Mark.By.PERSON, person_id=viewer.person_id):
            about = Subject(conversation.brand_id, conversation.customer_id, conversation.pk)
            record(kinds.MARKED_WANTED, about, person_id=viewer.person_id)
    return conversation


def block_sender(*, viewer: Viewer, interaction_id: int) -> KnownSender:
    """What this address writes is put away at once from now on; this conversation too."""
    mail = interaction_of(viewer, interaction_id)
    address = sender_address(mail)
    if mail.direction != "in" or "@" not in address:
        raise Refused(_("There is no sender here who could be blocked."))
    staff = Membership.objects.filter(person__email__iexact=address, brand_id=mail.brand_id).exists()
    if staff or is_one_of(address, our_addresses()):
        raise Refused(_("%(address)s is one of us and cannot be blocked.") % {"address": address})
    with transaction.atomic():
        row = _known(mail.brand_id, address, viewer, is_blocked=True)
        record(kinds.SENDER_BLOCKED, _about(mail), person_id=viewer.person_id, address=address)
        mark_unwanted(viewer=viewer, conversation_id=mail.conversation_id)
    return row


def unblock_sender(*, viewer: Viewer, sender_id: int) -> KnownSender:
    """Their next mail comes in again; what was put away stays there until somebody looks."""
    row = KnownSender.objects.filter(pk=sender_id, brand_id__in=viewer.brand_ids).first()
    if row is None:
        raise NotHere
    with transaction.atomic():
        row = _known(row.brand_id, row.address, viewer, is_blocked=False)
        record(kinds.SENDER_UNBLOCKED, Subject(row.brand_id), person_id=viewer.person_id, address=row.address)
    return row


def choose_pictures(*, viewer: Viewer, interaction_id: int, shown: bool) -> KnownSender:
    """Always fetch this sender's pictures, or wait for a click again. Only for a sender whom nothing speaks against."""
    mail = interaction_of(viewer, interaction_id)
    if shown and ("auth_failed" in mail.flags or "@" not in sender_address(mail)):
        raise Refused(_("It is not proven who sent this, so their pictures cannot be allowed for good."))
    with transaction.atomic():
        row = _known(mail.brand_id, sender_address(mail), viewer, shows_pictures=shown)
        kind = kinds.PICTURES_ALLOWED if shown else kinds.PICTURES_STOPPED
        record(kind, _about(mail), person_id=viewer.person_id, address=row.address)
    return row


def note_mark(conversation: Conversation, *, is_unwanted: bool, by: str, person_id: int | None) -> bool:
    """Write the verdict down and learn from it; False when nothing changed. Call it inside a transaction."""
    known = Mark.objects.select_for_update().filter(conversation_id=conversation.pk).first()
    if known is not None and known.is_unwanted == is_unwanted and known.by == by:
        return False
    mark = known or Mark(brand_id=conversation.brand_id, conversation_id=conversation.pk)
    if mark.words:
        learn(mark.brand_id, mark.words, **{"unwanted" if mark.is_unwanted else "wanted": -1})
    mark.is_unwanted, mark.by, mark.person_id, mark.marked_at, mark.words = is_unwanted, by, person_id, now(), []
    first = Interaction.objects.filter(conversation=conversation, direction="in").order_by("sort_key").first()
    if first is not None and by in {Mark.By.PERSON, Mark.By.REPLY}:
        words = words_of(first)
        if mark.foreseen is None:
            mark.foreseen = opinion_on(mark.brand_id, words).unwanted
        learn(mark.brand_id, words, **{"unwanted" if is_unwanted else "wanted": 1})
        mark.words = words
    mark.save()
    return True


def _known(brand_id: int, address: str, viewer: Viewer, **changes: bool) -> KnownSender:
    fresh = {**changes, "person_id": viewer.person_id, "changed_at": now()}
    return KnownSender.objects.update_or_create(brand_id=brand_id, address=address, defaults=fresh)[0]


def _about(mail: Interaction) -> Subject:
    return Subject(mail.brand_id, mail.customer_id, mail.conversation_id, mail.pk)
