"""Tags on conversations, and the tags of a brand: added while working, tidied by a lead."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import about, bump
from heedful.interactions.models import Conversation, Tag, Tagging
from heedful.interactions.queries.lookup import locked_of, tag_of
from heedful.interactions.tag_names import key_of, tidy
from heedful.team.viewer import Viewer

MOST = 20  # tags on one conversation; more say nothing


def tag(*, viewer: Viewer, conversation_id: int, name: str, tone: str = Tag.Tone.PLAIN) -> Tag:
    """Put a tag on a conversation; a word that the brand does not have yet becomes one of its tags."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        chosen = found_or_made(viewer, conversation.brand_id, tidy(name), tone)
        put_on(viewer=viewer, conversation=conversation, chosen=chosen)
    return chosen


def tag_again(*, viewer: Viewer, conversation_id: int, tag_id: int) -> Tag:
    """Put a tag that the brand has already on a conversation."""
    with transaction.atomic():
        conversation, chosen = locked_of(viewer, conversation_id), tag_of(viewer, tag_id)
        if chosen.brand_id != conversation.brand_id:
            raise ValueError(_("That tag belongs to another brand."))
        put_on(viewer=viewer, conversation=conversation, chosen=chosen)
    return chosen


def put_on(*, viewer: Viewer, conversation: Conversation, chosen: Tag) -> bool:
    """The tag on a locked conversation; whether it is new there."""
    there = set(Tagging.objects.filter(conversation=conversation).values_list("tag_id", flat=True))
    if chosen.pk in there:
        return False
    if len(there) >= MOST:
        raise ValueError(_("A conversation holds at most %(n)d tags. Take one off first.") % {"n": MOST})
    Tagging.objects.create(conversation=conversation, tag=chosen)
    bump(conversation)
    record(kinds.TAGGED, about(conversation), person_id=viewer.person_id, tag_id=chosen.pk, tag=chosen.name)
    return True


def untag(*, viewer: Viewer, conversation_id: int, tag_id: int) -> Conversation:
    """Take a tag off a conversation."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        take_off(viewer=viewer, conversation=conversation, chosen=tag_of(viewer, tag_id))
    return conversation


def take_off(*, viewer: Viewer, conversation: Conversation, chosen: Tag) -> bool:
    """The tag off a locked conversation; whether it was there."""
    gone, _by_table = Tagging.objects.filter(conversation=conversation, tag=chosen).delete()
    if gone:
        bump(conversation)
        record(kinds.UNTAGGED, about(conversation), person_id=viewer.person_id, tag_id=chosen.pk, tag=chosen.name)
    return bool(gone)


def change_tag(*, viewer: Viewer, tag_id: int, name: str, tone: str) -> Tag:
    """Another name or colour. A name that another tag has is refused: merge them instead."""
    with transaction.atomic():
        chosen = _led(viewer, tag_id)
        before = chosen.name
        chosen.name = tidy(name)
        chosen.name_key = key_of(chosen.name)
        chosen.tone = _tone(tone)
        if Tag.objects.filter(brand_id=chosen.brand_id, name_key=chosen.name_key).exclude(pk=chosen.pk).exists():
            raise ValueError(_("There is a tag '%(name)s' already. Merge the two instead.") % {"name": chosen.name})
        chosen.save(update_fields=["name", "name_key", "tone"])
        where = Subject(chosen.brand_id)
        record(kinds.TAG_CHANGED, where, person_id=viewer.person_id, tag_id=chosen.pk, tag=chosen.name, before=before)
    return chosen


def merge_tags(*, viewer: Viewer, tag_id: int, into_id: int) -> Tag:
    """Everything with the one tag gets the other, and the one is gone."""
    with transaction.atomic():
        gone, kept = _led(viewer, tag_id), _led(viewer, into_id)
        if gone.pk == kept.pk or gone.brand_id != kept.brand_id:
            raise ValueError(_("Choose two different tags of the same brand."))
        has_both = Tagging.objects.filter(tag=kept).values("conversation_id")
        Tagging.objects.filter(tag=gone).exclude(conversation_id__in=has_both).update(tag=kept)
        _drop(gone)
        where = Subject(kept.brand_id)
        record(kinds.TAG_MERGED, where, person_id=viewer.person_id, tag_id=kept.pk, tag=kept.name, before=gone.name)
    return kept


def remove_tag(*, viewer: Viewer, tag_id: int) -> None:
    """The tag is gone, from every conversation too."""
    with transaction.atomic():
        gone = _led(viewer, tag_id)
        record(kinds.TAG_REMOVED, Subject(gone.brand_id), person_id=viewer.person_id, tag_id=gone.pk, tag=gone.name)
        _drop(gone)


def found_or_made(viewer: Viewer, brand_id: int, name: str, tone: str = Tag.Tone.PLAIN) -> Tag:
    """The brand's tag of a tidy name, made if there was none. Call it inside a transaction."""
    rows = Tag.objects.filter(brand_id=brand_id, name_key=key_of(name))
    known = rows.first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            made = Tag.objects.create(brand_id=brand_id, name=name, name_key=key_of(name), tone=_tone(tone))
    except IntegrityError:  # a colleague had the same word at the same moment
        return rows.get()
    record(kinds.TAG_ADDED, Subject(brand_id), person_id=viewer.person_id, tag_id=made.pk, tag=name)
    return made


def _led(viewer: Viewer, tag_id: int) -> Tag:
    chosen = tag_of(viewer, tag_id)
    viewer.require("lead", chosen.brand_id)
    return chosen


def _tone(tone: str) -> str:
    if tone not in Tag.Tone.values:
        raise ValueError(_("Choose one of the colours in the list."))
    return tone


def _drop(gone: Tag) -> None:
    Tagging.objects.filter(tag=gone).delete()
    gone.delete()
