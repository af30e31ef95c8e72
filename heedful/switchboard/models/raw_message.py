"""What came in, exactly as it came, before anybody read it. Everything can be received again from here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.switchboard.models.account import Account
from heedful.team.models import Brand


class RawMessage(models.Model):
    """Unique per account and external id: fetching the same thing twice keeps one row.

    `outcome` repeats how it was understood: {"action", "match_by", "flags", ...}.
    """

    class State(models.TextChoices):
        KEPT = "kept"
        DONE = "done"
        SET_ASIDE = "set_aside"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="raw_messages", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+", db_index=False)
    door = models.CharField(max_length=10)
    external_id = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    received_at = models.BigIntegerField()
    envelope = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State.choices, default=State.KEPT)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.BigIntegerField(default=0)
    reason = models.TextField(blank=True)
    outcome = models.JSONField(default=dict)
    interaction_id = models.BigIntegerField(null=True)
    conversation_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "external_id"], name="raw_once")]
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="raw_kept", condition=Q(state="kept")),
            models.Index(fields=["brand", "-id"], name="raw_set_aside", condition=Q(state="set_aside")),
        ]
