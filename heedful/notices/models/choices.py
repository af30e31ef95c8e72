"""Of what somebody wants to hear, by which way, and when not."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.notices.news import usual_ways
from heedful.notices.quiet import Quiet
from heedful.team.models import Person


class Choices(models.Model):
    """`ways` is {code of the news: [way, ...]}; what is missing there is as usual. Minutes are since midnight.

    `digest_due_at` is when the next digest is made; empty for those who want none.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="notice_choices")
    ways = models.JSONField(default=dict)
    zone = models.CharField(max_length=60, default="UTC")
    quiet_begins = models.PositiveSmallIntegerField(null=True)
    quiet_ends = models.PositiveSmallIntegerField(null=True)
    quiet_days = models.CharField(max_length=7, blank=True)
    digest_hour = models.PositiveSmallIntegerField(null=True)
    digest_due_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["digest_due_at"], name="choices_digest", condition=Q(digest_due_at__isnull=False))
        ]

    def chosen(self) -> dict[str, frozenset[str]]:
        """The ways of every news."""
        return {code: frozenset(self.ways.get(code, usual)) for code, usual in usual_ways().items()}

    def quiet(self) -> Quiet:
        days = frozenset(int(day) for day in self.quiet_days)
        return Quiet(self.zone, self.quiet_begins, self.quiet_ends, days)
