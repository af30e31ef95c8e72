"""What the team decided about one sender: pictures at once, or nothing at all."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Brand, Person


class KnownSender(models.Model):
    """`address` is in lower case. Without a row the usual holds: pictures wait for a click, mail comes in."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    address = models.CharField(max_length=320)
    shows_pictures = models.BooleanField(default=False)
    is_blocked = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "address"], name="known_sender_once")]
