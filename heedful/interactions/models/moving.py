"""Merges and splits: which interactions moved from where to where, and what it takes to undo it."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models.conversation import Conversation
from heedful.team.models import Person


class Move(models.Model):
    """One merge (`source` went into `target` as a whole) or split (`target` was made out of `source`).

    `before` and `after` hold the fields of the target that a merge changed, and the tags and followers it
    added; an undo takes back only what nobody has changed since.
    """

    class Kind(models.TextChoices):
        MERGE = "merge"
        SPLIT = "split"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    source = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="moves_out")
    target = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="moves_in")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.BigIntegerField()
    undone_at = models.BigIntegerField(null=True)
    interaction_ids = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
