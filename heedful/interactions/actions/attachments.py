"""Files that belong to an interaction: the bytes are already in the blob store, here are the rows."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.interactions.models import Attachment, Interaction


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are safe; `digest` names the blob."""

    name: str
    content_type: str
    size: int
    digest: str
    content_id: str = ""
    is_inline: bool = False
    source: str = "mime"


def attach(interaction: Interaction, kept: tuple[Kept, ...]) -> list[Attachment]:
    """Add the rows, in one statement."""
    if not kept:
        return []
    return Attachment.objects.bulk_create(
        Attachment(
            interaction=interaction,
            name=file.name[:255],
            content_type=file.content_type[:120],
            size=file.size,
            digest=file.digest,
            content_id=file.content_id[:300],
            is_inline=file.is_inline,
            source=file.source,
        )
        for file in kept
    )
