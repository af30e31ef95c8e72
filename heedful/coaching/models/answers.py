"""What writers answered to the coach: 'not here' with its reason, and wordings that they took."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models import Conversation
from heedful.team.models import Person


class Dismissal(models.Model):
    """'Not here': the writer's answer to one finding. Kept so that a rule's precision can be seen."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    code = models.CharField(max_length=10)
    words = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "code"], name="dismissal_conversation")]


class Taking(models.Model):
    """A better wording was taken. Counted with the reply that it became part of."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=10)
    created_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "person", "created_at"], name="taking_conversation")]
