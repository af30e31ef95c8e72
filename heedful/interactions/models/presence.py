"""Who is looking at a conversation right now, and who is writing. It expires by itself; it is no record of anybody."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models.conversation import Conversation
from heedful.team.models import Person


class Presence(models.Model):
    """One person at one conversation, until a moment that their screen keeps moving on."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    is_writing = models.BooleanField(default=False)
    until_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="presence_once")]
        indexes = [models.Index(fields=["until_at"], name="presence_over")]
