"""One deed done to many conversations: what, by whom, how far it is, and what it takes to undo all of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.interactions.models.conversation import Conversation
from heedful.team.models import Person


class Batch(models.Model):
    """`details` says what exactly (whom to give it to, which tag). `done` and `refused` count towards `total`."""

    class State(models.TextChoices):
        DOING = "doing"
        DONE = "done"
        UNDOING = "undoing"
        UNDONE = "undone"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    verb = models.CharField(max_length=12)
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DOING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    began_at = models.BigIntegerField()
    ended_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="batch_at_work", condition=Q(state__in=["doing", "undoing"])),
        ]


class BatchItem(models.Model):
    """One conversation of a batch. `before` is empty when nothing had to be changed."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"
        UNDONE = "undone"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    before = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["batch", "state", "id"], name="batch_item_next")]
