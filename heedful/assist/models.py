"""A breather after abuse."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Person


class Pause(models.Model):
    """Until when the desk itself gives somebody nothing. Theirs alone: no page and no event tells it to others."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    until_at = models.BigIntegerField()
