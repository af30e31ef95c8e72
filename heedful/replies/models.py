"""What somebody is writing and has not sent: it survives a crash, a closed tab and a dead battery."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models import Conversation
from heedful.team.models import Person


class Draft(models.Model):
    """One unfinished reply or note per person and conversation."""

    class Kind(models.TextChoices):
        REPLY = "reply"
        NOTE = "note"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person", "kind"], name="draft_once")]
