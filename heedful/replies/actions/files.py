"""Files of a draft: put in, taken out, checked before they leave, brought back by undo."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from heedful.blobs.store import put_blob
from heedful.blobs.verdicts import ScannerDown, is_scanning, verdict_on, verdicts_on
from heedful.channels.email.markup import content_id_of
from heedful.channels.email.safe_names import hides_active_content, safe_name
from heedful.channels.email.traits import TRAITS
from heedful.events.instant import now
from heedful.interactions.models import Interaction
from heedful.replies.actions.drafts import draft_for
from heedful.replies.actions.refusals import CannotSend
from heedful.replies.models import Draft, DraftFile
from heedful.team.viewer import NotHere, Viewer

MOST_FILES = 20
MOST_BYTES = TRAITS.max_attachment_bytes
MEGABYTE = 1_000_000


class Unfit(ValueError):
    """The file is not taken; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as a browser hands it over."""

    name: str
    content_type: str
    content: bytes
    is_inline: bool = False


def add_file(*, viewer: Viewer, conversation_id: int, kind: str, upload: Upload) -> DraftFile:
    """Keep a file with the draft. Raises Unfit for one too many, too big or infected."""
    if not upload.content:
        raise Unfit(
            _("“%(name)s” is empty. A folder cannot be attached; pack it into one file first.")
            % {"name": upload.name[:80]}
        )
    content_type = upload.content_type.lower()[:120] or "application/octet-stream"
    if hides_active_content(content_type, upload.content):
        content_type = "application/octet-stream"
    digest = put_blob(upload.content)
    _ask_scanner(upload, digest)
    with transaction.atomic():
        draft = draft_for(viewer, conversation_id, kind)
        if not draft.pk:
            draft.updated_at = now()
            draft.save()
        _check_room(draft, upload)
        return DraftFile.objects.create(
            draft=draft,
            name=safe_name(upload.name, content_type)[:255],
            content_type=content_type,
            size=len(upload.content),
            digest=digest,
            content_id=content_id_of(secrets.token_hex(8)),
            is_inline=upload.is_inline and content_type.startswith("image/"),
            created_at=now(),
        )


def remove_file(*, viewer: Viewer, file_id: int) -> Draft:
    """Take a file out of one's own draft; NotHere for anybody else's."""
    row = DraftFile.objects.select_related("draft").filter(
        pk=file_id, draft__person_id=viewer.person_id, draft__conversation__brand_id__in=viewer.brand_ids
    ).first()  # fmt: skip
    if row is None:
        raise NotHere
    row.delete()
    return row.draft


def checked_files(draft: Draft | None) -> list[DraftFile]:
    """The files that go along. Raises CannotSend for one that must not leave."""
    files = list(DraftFile.objects.filter(draft=draft).order_by("id")) if draft is not None else []
    if not files or not is_scanning():
        return files
    for file in files:
        try:
            verdict = verdict_on(file.digest)
        except ScannerDown as down:
            words = _(
                "“%(name)s” could not be checked for viruses, so nothing was sent. "
                "Try again in a moment, or take the file out. (%(why)s)"
            )
            raise CannotSend(words % {"name": file.name, "why": down}) from down
        if verdict is not None and verdict.is_infected:
            raise CannotSend(_infected(file.name, verdict.words))
    return files


def bring_back(draft: Draft, interaction: Interaction) -> None:
    """A reply was taken back: its files belong to the draft again."""
    held = set(draft.files.values_list("content_id", flat=True))
    DraftFile.objects.bulk_create(
        DraftFile(
            draft=draft, name=file.name, content_type=file.content_type, size=file.size, digest=file.digest,
            content_id=file.content_id, is_inline=file.is_inline, created_at=now(),
        )
        for file in interaction.attachments.order_by("id")
        if file.digest and file.content_id not in held
    )  # fmt: skip


def _ask_scanner(upload: Upload, digest: str) -> None:
    """What cannot be asked now is asked again before it is sent."""
    try:
        verdict = verdict_on(digest, upload.content)
    except ScannerDown:
        return
    if verdict is not None and verdict.is_infected:
        raise Unfit(_infected(upload.name[:80], verdict.words))


def _infected(name: str, found: str) -> str:
    return _("“%(name)s” holds something harmful (%(found)s). It is not attached and will not be sent.") % {
        "name": name,
        "found": found or "?",
    }


def _check_room(draft: Draft, upload: Upload) -> None:
    files = DraftFile.objects.filter(draft=draft)
    if files.count() >= MOST_FILES:
        raise Unfit(_("A mail carries at most %(most)d files. Pack some of them into one.") % {"most": MOST_FILES})
    held = files.aggregate(bytes=Sum("size"))["bytes"] or 0
    if held + len(upload.content) > MOST_BYTES:
        words = _(
            "With “%(name)s” the files of this mail would have %(size).1f MB; most mail servers take %(most)d MB. "
            "Share it by a link instead."
        )
        raise Unfit(
            words
            % {
                "name": upload.name[:80],
                "size": (held + len(upload.content)) / MEGABYTE,
                "most": MOST_BYTES // MEGABYTE,
            }
        )


def scan_states(files: list[DraftFile]) -> dict[str, str]:
    """By digest: clean, infected or unknown; empty where no scanner is named."""
    if not is_scanning():
        return {}
    known = verdicts_on(file.digest for file in files)
    return {
        file.digest: "unknown"
        if (row := known.get(file.digest)) is None
        else "infected"
        if row.is_infected
        else "clean"
        for file in files
    }
