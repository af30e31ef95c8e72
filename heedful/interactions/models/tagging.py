"""Tags: words that a brand puts on its conversations, so that they can be found and counted again."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models.conversation import Conversation
from heedful.team.models import Brand


class Tag(models.Model):
    """A word of one brand. `name_key` is how it is compared, so that 'Refund' and 'refund' are one."""

    class Tone(models.TextChoices):
        """The colours of the house; a tag always shows its word beside them."""

        PLAIN = "plain"
        ACCENT = "accent"
        GOOD = "good"
        CARE = "care"
        STOP = "stop"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=80)
    tone = models.CharField(max_length=8, choices=Tone.choices, default=Tone.PLAIN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "name_key"], name="tag_once")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """One tag on one conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="taggings", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "tag"], name="tagging_once")]
        indexes = [models.Index(fields=["tag", "conversation"], name="tagging_tag")]
