"""One mail with what somebody has not read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.team.models import Person


class Digest(models.Model):
    """WAITING may be tried. SENDING is committed before the wire is touched: what may have left never leaves again."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        EMPTY = "empty"
        FAILED = "failed"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    due_at = models.BigIntegerField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "due_at"], name="digest_once")]
        indexes = [models.Index(fields=["next_try_at"], name="digest_waiting", condition=Q(state="waiting"))]
