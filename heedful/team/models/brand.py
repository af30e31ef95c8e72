"""A brand is a shop front with its own customers, mailboxes and people; brands never see each other."""

from __future__ import annotations

from django.db import models

from heedful.ui.languages import DEFAULT, LONGEST


class Brand(models.Model):
    """What customers call the business."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    timezone = models.CharField(max_length=60, default="UTC")
    language = models.CharField(max_length=LONGEST, default=DEFAULT)
    sign_off = models.CharField(max_length=200, blank=True)
    reply_goal_minutes = models.PositiveIntegerField(default=240)
    created_at = models.BigIntegerField()

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Some people of one brand who share work."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)
    people = models.ManyToManyField("team.Person", related_name="teams", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name
