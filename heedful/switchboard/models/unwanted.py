"""Which conversations nobody wanted, and the words that told: learnt from the team's own marks, per brand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.team.models import Brand, Person


class Mark(models.Model):
    """One verdict per conversation. `foreseen` is what the learner thought before it was told (0 wanted, 1 not).

    `words` are those that were learnt from it, so that a changed mind can take them back.
    """

    class By(models.TextChoices):
        PERSON = "person"
        REPLY = "reply"
        BLOCKED = "blocked"
        LEARNT = "learnt"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation_id = models.BigIntegerField(unique=True)
    is_unwanted = models.BooleanField()
    by = models.CharField(max_length=8, choices=By.choices)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    foreseen = models.FloatField(null=True)
    words = models.JSONField(default=list)
    marked_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["brand", "-marked_at", "-id"], name="mark_unwanted", condition=Q(is_unwanted=True)),
            models.Index(fields=["brand", "-marked_at", "-id"], name="mark_newest"),
        ]


class Word(models.Model):
    """In how many unwanted and wanted mails a word stood. The empty word counts the mails themselves."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=60)
    unwanted = models.IntegerField(default=0)
    wanted = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "word"], name="word_once")]
