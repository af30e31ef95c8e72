"""What we owe: one row for each commitment, from what the coach read in a text to what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.customers.models import Customer
from heedful.interactions.models import Conversation, Interaction
from heedful.team.models import Brand, Person

NEVER = 9_000_000_000_000_000_000  # later than every time that can be named: where no time was named


class Promise(models.Model):
    """`said` are the words it was read in, from `begins` to `ends` of the interaction's text.

    `origin` is the conversation in which it was made by hand, and stays that after merges; `conversation` and
    `customer` say where it hangs now (see `actions/hanging.py`). `order_at` repeats `due_at` for lists.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        OPEN = "open"
        KEPT = "kept"
        RELEASED = "released"
        DISMISSED = "dismissed"

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", db_index=False)
    origin = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", db_index=False)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    begins = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    what = models.CharField(max_length=300)
    said = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    due_at = models.BigIntegerField(null=True)
    due_text = models.CharField(max_length=120, blank=True)
    order_at = models.BigIntegerField(default=NEVER)
    is_conditional = models.BooleanField(default=False)
    created_at = models.BigIntegerField()
    made_at = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    ended_at = models.BigIntegerField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)
    told_soon_for = models.BigIntegerField(null=True)
    told_late_for = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction", "begins", "ends"], name="promise_once")]
        indexes = [
            models.Index(fields=["brand", "order_at", "id"], name="promise_brand", condition=Q(state="open")),
            models.Index(fields=["owner", "order_at", "id"], name="promise_owner", condition=Q(state="open")),
            models.Index(fields=["order_at"], name="promise_clock", condition=Q(state="open", due_at__isnull=False)),
            models.Index(fields=["brand", "created_at", "id"], name="promise_proposed", condition=Q(state="proposed")),
            models.Index(fields=["conversation", "id"], name="promise_conversation"),
            models.Index(fields=["customer", "order_at"], name="promise_customer"),
            models.Index(fields=["origin"], name="promise_origin"),
            models.Index(fields=["owner", "ended_at"], name="promise_ended", condition=Q(ended_at__isnull=False)),
        ]

    def is_late(self, moment: int) -> bool:
        """By the clock alone; nobody has to say so."""
        return self.state == self.State.OPEN and self.due_at is not None and self.due_at < moment


class Moved(models.Model):
    """One time that a promise was put off or changed hands: what it was before, and why."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="moves")
    at = models.BigIntegerField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    from_due_at = models.BigIntegerField(null=True)
    to_due_at = models.BigIntegerField(null=True)
    from_owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
