"""A breather after abuse; where writing help lives, and what it proposed."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models import Conversation
from heedful.team.models import Brand, Person


class Pause(models.Model):
    """Until when the desk itself gives somebody nothing. Theirs alone: no page and no event tells it to others."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    until_at = models.BigIntegerField()


class HelpSetting(models.Model):
    """Where a brand's writing help lives. Without a row, or without `is_on`, nothing leaves the house."""

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    is_on = models.BooleanField(default=False)
    address = models.CharField(max_length=300)
    sealed_key = models.TextField(blank=True)
    model = models.CharField(max_length=100)
    sends_conversation = models.BooleanField(default=False)
    may_be_near = models.BooleanField(default=False)  # an address in the house or on this machine


class Proposal(models.Model):
    """What the help answered, until it is taken or left. Its words go then; that it was taken stays for the mark."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    deed = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    created_at = models.BigIntegerField()
    taken_at = models.BigIntegerField(null=True)
    marked_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "created_at"], name="proposal_person")]
