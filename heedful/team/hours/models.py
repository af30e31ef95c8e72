"""Opening hours over time: a version is never changed, only followed by the next."""

from __future__ import annotations

from django.db import models

from heedful.team.models.brand import Brand, Team
from heedful.team.models.person import Person


class HoursVersion(models.Model):
    """The hours of a brand, or of one team, from `valid_from` on. `document` is None where a team has none any more.

    One that is still to come can be taken back; it then has `withdrawn_at`.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="hours")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="hours")
    version = models.PositiveIntegerField()
    valid_from = models.BigIntegerField()
    document = models.JSONField(null=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.BigIntegerField()
    withdrawn_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "version"], name="hours_version_once")]
