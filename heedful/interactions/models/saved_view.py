"""Views that somebody named: a filter in words, for themselves, for a team, or for a whole brand."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Brand, Person, Team


class SavedView(models.Model):
    """`team` or `brand` say who else sees it; with neither it is the owner's own. 'me' in it is whoever looks."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60)
    text = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["owner", "name"], name="saved_view_owner")]

    def __str__(self) -> str:
        return self.name
