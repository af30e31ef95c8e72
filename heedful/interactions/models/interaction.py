"""One contact on any channel, in or out or between ourselves; the atom of the record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.customers.models import Customer
from heedful.interactions.models.conversation import Conversation
from heedful.team.models import Brand, Person


class Interaction(models.Model):
    """`happened_at` is when it took place, `learnt_at` when we came to know of it.

    An inbound interaction that wants an answer has `needs_answer`; it stays on the radar until
    `settled_at` is set, by an answer or by somebody who closed it on purpose. A reply that was taken back
    before it left has `withdrawn_at` and is shown nowhere.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message"
        CALL = "call"
        VISIT = "visit"
        MEETING = "meeting"
        POST = "post"
        NOTE = "note"

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"
        INTERNAL = "internal"

    class Visibility(models.TextChoices):
        PUBLIC = "public"
        PRIVATE = "private"
        TEAM = "team"

    class Settled(models.TextChoices):
        ANSWERED = "answered"
        CLOSED = "closed"

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="interactions", db_index=False
    )
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="interactions", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+", db_index=False)
    sort_key = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    channel = models.CharField(max_length=20)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PRIVATE)
    happened_at = models.BigIntegerField()
    learnt_at = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    author_name = models.CharField(max_length=200, blank=True)
    author_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    full_text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    remote_images = models.PositiveSmallIntegerField(default=0)
    is_automatic = models.BooleanField(default=False)
    flags = models.JSONField(default=list)
    extra = models.JSONField(default=dict)
    external_id = models.CharField(max_length=500, blank=True)
    dedup_key = models.CharField(max_length=80, null=True)  # noqa: DJ001 (null keeps the unique key open)
    raw_id = models.BigIntegerField(null=True)
    needs_answer = models.BooleanField(default=False)
    settled_at = models.BigIntegerField(null=True)
    settled_as = models.CharField(max_length=8, blank=True, choices=Settled.choices)
    settled_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="settles", db_index=False)
    withdrawn_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "dedup_key"], name="interaction_once")]
        indexes = [
            models.Index(fields=["conversation", "sort_key"], name="inter_conversation"),
            models.Index(fields=["customer", "sort_key"], name="inter_customer"),
            models.Index(fields=["brand", "external_id"], name="inter_external", condition=~Q(external_id="")),
            models.Index(fields=["settled_by"], name="inter_settled_by", condition=Q(settled_by__isnull=False)),
            models.Index(
                fields=["brand", "happened_at", "id"],
                name="inter_radar",
                condition=Q(needs_answer=True, settled_at=None),
            ),
        ]


class Attachment(models.Model):
    """A file that came or went with an interaction; its bytes are a blob."""

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    content_id = models.CharField(max_length=300, blank=True)
    is_inline = models.BooleanField(default=False)
    source = models.CharField(max_length=10, default="mime")
