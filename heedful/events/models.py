"""One row per fact. Plain ids instead of foreign keys: an event outlives what it describes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """Something that happened, written in the same transaction as the change itself."""

    kind = models.CharField(max_length=60)
    at = models.BigIntegerField()
    brand_id = models.BigIntegerField(null=True)
    customer_id = models.BigIntegerField(null=True)
    conversation_id = models.BigIntegerField(null=True)
    interaction_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)
    is_pending = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="event_pending", condition=Q(is_pending=True)),
            models.Index(fields=["conversation_id", "id"], name="event_conversation"),
            models.Index(fields=["brand_id", "id"], name="event_brand"),
            models.Index(fields=["brand_id", "kind", "id"], name="event_kind"),
        ]


class Follow(models.Model):
    """A reaction that did not succeed at once: tried again, then parked with its reason."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PARKED = "parked"
        DONE = "done"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="follows")
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=1)
    next_try_at = models.BigIntegerField()
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="follow_once")]
        indexes = [models.Index(fields=["next_try_at"], name="follow_waiting", condition=Q(state="waiting"))]
