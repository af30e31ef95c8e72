"""A conversation groups the interactions about one matter; it is what stands in the inbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.customers.models import Customer
from heedful.team.models import Brand, Person, Team


class Conversation(models.Model):
    """One matter of one customer. The `..._at` and `preview` columns repeat what the interactions say,
    so that the inbox reads one row; they are rewritten in the same transaction as their cause.

    One that was merged away has no interactions any more and says in `merged_into` where they are.
    """

    class State(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"
        MERGED = "merged"

    class Priority(models.IntegerChoices):
        LOW = 0
        NORMAL = 1
        HIGH = 2
        URGENT = 3

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="conversations", db_index=False)
    subject = models.CharField(max_length=300)
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    assignee = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    account_id = models.BigIntegerField(null=True)
    resolution = models.CharField(max_length=40, blank=True)
    resolved_at = models.BigIntegerField(null=True)
    resolved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    opened_at = models.BigIntegerField()
    last_at = models.BigIntegerField()
    last_inbound_at = models.BigIntegerField(default=0)
    waiting_since = models.BigIntegerField(null=True)
    preview = models.CharField(max_length=200, blank=True)
    mood = models.CharField(max_length=12, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    snoozed_until = models.BigIntegerField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    flags = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        # Those with a condition hold exactly what a view shows, so that counting it reads the index alone.
        indexes = [
            models.Index(fields=["brand", "-last_at", "-id"], name="conv_all"),
            models.Index(fields=["brand", "state", "-last_at", "-id"], name="conv_state"),
            models.Index(fields=["assignee", "state", "-last_at", "-id"], name="conv_mine"),
            models.Index(
                fields=["brand", "state", "-last_at", "-id"],  # with the state SQLite prefers it to conv_state
                name="conv_unassigned",
                condition=Q(state="open", snoozed_until=None, assignee=None),
            ),
            models.Index(
                fields=["brand", "waiting_since", "id"],
                name="conv_waiting",
                condition=Q(state="open", snoozed_until=None, waiting_since__isnull=False),
            ),
            models.Index(
                fields=["team", "-last_at", "-id"],
                name="conv_team",
                condition=Q(state="open", snoozed_until=None, team__isnull=False),
            ),
            models.Index(
                fields=["brand", "snoozed_until", "id"], name="conv_snoozed", condition=Q(snoozed_until__isnull=False)
            ),
            models.Index(fields=["customer", "-last_at"], name="conv_customer"),
        ]


class ReadMark(models.Model):
    """How far somebody has read a conversation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="read_marks")
    read_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "conversation"], name="read_mark_once")]
