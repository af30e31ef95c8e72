"""What a brand has decided about trends of people."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Brand


class TrendChoice(models.Model):
    """Without a row the trends of people are kept, each for that person alone."""

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    keeps_trends = models.BooleanField(default=True)
    changed_at = models.BigIntegerField()
