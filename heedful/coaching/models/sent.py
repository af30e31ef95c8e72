"""How the coach saw a reply when it was sent. It goes when the words of the message go."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models import Interaction
from heedful.team.models import Brand, Person, Team


class Outcome(models.TextChoices):
    """What became of a finding: it stood at sending, was answered 'not here', or its wording was taken."""

    STOOD = "stood"
    DISMISSED = "dismissed"
    TAKEN = "taken"


class SentReview(models.Model):
    """The review of one reply, as it stood when it was handed over.

    `person` is empty where the brand keeps no trends of people; who wrote the message stands with the message.
    """

    interaction = models.OneToOneField(Interaction, on_delete=models.CASCADE, related_name="+")
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.BigIntegerField()
    standards_version = models.CharField(max_length=40)
    coach_version = models.CharField(max_length=20)
    meter = models.JSONField(default=dict)
    strengths = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "sent_at"], name="sent_review_person"),
            models.Index(fields=["brand", "sent_at"], name="sent_review_brand"),
        ]


class SentFinding(models.Model):
    """One finding of such a review. The words themselves stand in the message, from `start` to `end`."""

    review = models.ForeignKey(SentReview, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    severity = models.CharField(max_length=7)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
