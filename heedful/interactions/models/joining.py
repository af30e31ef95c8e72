"""Customers who turned out to be one: who, by whom, and exactly which rows went, so that all of it can be undone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.customers.models import Customer
from heedful.team.models import Person


class Joining(models.Model):
    """`source` was merged into `target`. `before` and `after` hold the fields of the target that it changed.

    `last_interaction` is the newest that either had then: what is newer came later.
    """

    source = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+", db_index=False)
    target = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.BigIntegerField()
    undone_at = models.BigIntegerField(null=True)
    last_interaction = models.BigIntegerField(default=0)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source"], name="joined_once", condition=Q(undone_at=None)),
        ]
        indexes = [
            models.Index(fields=["target", "id"], name="joining_target"),
            models.Index(fields=["source", "id"], name="joining_source"),
        ]


class JoinedRow(models.Model):
    """One row that a joining took from the source to the target."""

    class Kind(models.TextChoices):
        CONVERSATION = "conversation"
        INTERACTION = "interaction"
        ADDRESS = "address"
        REMEMBERED = "remembered"

    joining = models.ForeignKey(Joining, on_delete=models.CASCADE, related_name="rows", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    row_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["joining", "kind", "row_id"], name="joined_row_once")]
