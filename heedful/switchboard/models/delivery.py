"""The outbox: one row per message that must leave, written together with the interaction it carries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.interactions.models import Interaction
from heedful.switchboard.models.account import Account


class Delivery(models.Model):
    """HELD until `send_at` (undo is possible), then QUEUED work; SENDING is committed before the wire is touched.

    A SENDING row found after a crash becomes UNCERTAIN: it may have been sent, a person decides.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNCERTAIN = "uncertain"
        UNDONE = "undone"

    interaction = models.OneToOneField(Interaction, on_delete=models.PROTECT, related_name="delivery")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deliveries")
    key = models.CharField(max_length=60, unique=True)
    recipients = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    send_at = models.BigIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    sent_at = models.BigIntegerField(null=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    claimed_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["send_at", "id"], name="delivery_due", condition=Q(state="queued")),
            models.Index(fields=["id"], name="delivery_sending", condition=Q(state="sending")),
        ]
