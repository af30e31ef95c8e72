"""Put a better reading of the same raw message in the place of the first one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from heedful.channels.message import Inbound
from heedful.events.actions import Subject, record
from heedful.interactions import kinds
from heedful.interactions.actions.attachments import Kept, attach
from heedful.interactions.actions.inbound import as_read, preview_of
from heedful.interactions.actions.terms import index_again
from heedful.interactions.models import Conversation, Interaction


def reread(*, interaction: Interaction, inbound: Inbound, kept: tuple[Kept, ...]) -> list[str]:
    """Take over what the words, the author or the files are now read to be; returns the fields that changed.

    Who handles it, what it answers and whether it waits stay as people left them. No file is ever taken away.
    """
    with transaction.atomic():
        fields = {name: value for name, value in as_read(inbound).items() if getattr(interaction, name) != value}
        here = set(interaction.attachments.values_list("digest", "name"))
        added = tuple(file for file in kept if (file.digest, file.name[:255]) not in here)
        changed = sorted(fields) + ["attachments"] * bool(added)
        if not changed:
            return []
        before = preview_of(interaction.text or interaction.subject)
        for name, value in fields.items():
            setattr(interaction, name, value)
        if fields:
            interaction.save(update_fields=sorted(fields))
            _refresh_list(interaction, before)
        attach(interaction, added)
        index_again([interaction.pk])
        about = Subject(interaction.brand_id, interaction.customer_id, interaction.conversation_id, interaction.pk)
        record(kinds.REREAD, about, changed=changed)
    return changed


def _refresh_list(interaction: Interaction, before: str) -> None:
    """Where the list shows the words of this very message, it shows the new ones."""
    shown = Conversation.objects.filter(pk=interaction.conversation_id, preview=before)
    shown.update(preview=preview_of(interaction.text or interaction.subject), version=F("version") + 1)
