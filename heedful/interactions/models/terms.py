"""What each interaction is found by: its plain words and stems, the same on both databases."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models.interaction import Interaction
from heedful.team.models import Brand


class Terms(models.Model):
    """One row for each interaction that can be found; gone when its text goes or it is taken back.

    Its key is the interaction's `sort_key`, so that the newest are read first without sorting. The full-text index
    over these columns is kept by the database itself (migration 0007).
    """

    interaction = models.OneToOneField(
        Interaction, models.CASCADE, to_field="sort_key", primary_key=True, db_column="sort_key", related_name="terms"
    )
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.TextField()
    sender = models.TextField()
    recipients = models.TextField()
    body = models.TextField()
    stems = models.TextField()


class Indexing(models.Model):
    """How far an older record is indexed, newest first: what is before this sort key still is to be done."""

    version = models.PositiveSmallIntegerField()
    before = models.BigIntegerField()


class SavedSearch(models.Model):
    """A search that somebody named, for themselves."""

    owner = models.ForeignKey("team.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    order = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["owner", "name"], name="saved_search_owner")]

    def __str__(self) -> str:
        return self.name
