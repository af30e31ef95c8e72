"""A brand's standards: a versioned document; the newest version is in force."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Brand, Person


class StandardsVersion(models.Model):
    """One state of the document. Never changed, only followed by the next version."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="standards")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    created_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "version"], name="standards_version_once")]
