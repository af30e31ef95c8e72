"""Browsers that show notices while the desk is closed, what is on its way to them, and the key that signs it."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Person


class PushKey(models.Model):
    """The one key pair of this house, made at first use. The private half is sealed."""

    name = models.CharField(max_length=10, unique=True, default="vapid")
    sealed = models.TextField()
    public = models.CharField(max_length=100)


class Browser(models.Model):
    """Where one browser of somebody is reached. `mark` is a checksum of the endpoint, which is long."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    endpoint = models.TextField()
    p256dh = models.CharField(max_length=100)
    sealed_auth = models.TextField()
    name = models.CharField(max_length=80, blank=True)
    created_at = models.BigIntegerField()


class Push(models.Model):
    """One notice on its way to one browser; gone when it has arrived or is not worth another try."""

    browser = models.ForeignKey(Browser, on_delete=models.CASCADE, related_name="+", db_index=False)
    notice = models.ForeignKey("notices.Notice", on_delete=models.CASCADE, related_name="pushes")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["browser", "notice"], name="push_once")]
