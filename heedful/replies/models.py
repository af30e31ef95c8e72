"""What somebody is writing and has not sent, with its files; and what stands under every mail of theirs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.interactions.models import Conversation
from heedful.team.models import Brand, Person


class Draft(models.Model):
    """One unfinished reply, forward or note per person and conversation: it survives a crash and a closed tab.

    `head` says to whom and from where, as in `heading.py`; empty means the usual. With `send_at` it leaves by
    itself then, unless `held_reason` says why it waits for its writer.
    """

    class Kind(models.TextChoices):
        REPLY = "reply"
        FORWARD = "forward"
        NOTE = "note"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.BigIntegerField()
    head = models.JSONField(default=dict)
    send_at = models.BigIntegerField(null=True)
    send_key = models.CharField(max_length=40, blank=True)
    seen = models.BigIntegerField(null=True)
    override_reason = models.CharField(max_length=300, blank=True)
    held_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person", "kind"], name="draft_once")]
        indexes = [models.Index(fields=["send_at", "id"], name="draft_due", condition=Q(send_at__isnull=False))]


class DraftFile(models.Model):
    """A file that will go along; its bytes are a blob already, so a crash loses nothing."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    content_id = models.CharField(max_length=120, blank=True)
    is_inline = models.BooleanField(default=False)
    created_at = models.BigIntegerField()


class Signature(models.Model):
    """What stands under a mail: a person's own in a brand, or (without a person) the brand's."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField(blank=True)
    updated_at = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "person"], name="signature_once"),
            models.UniqueConstraint(fields=["brand"], name="signature_of_brand", condition=Q(person=None)),
        ]
