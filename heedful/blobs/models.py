"""What a virus scanner said of a blob. Equal content is stored once, so it is judged once."""

from __future__ import annotations

from django.db import models


class Verdict(models.Model):
    digest = models.CharField(max_length=64, primary_key=True)
    is_infected = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    scanned_at = models.BigIntegerField()
