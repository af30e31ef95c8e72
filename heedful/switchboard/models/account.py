"""A mailbox (or another wire) that a brand has connected."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Brand, Team


class Account(models.Model):
    """`settings` holds plain connection settings, `sealed` the encrypted secrets (see sealing.py).

    For e-mail, `settings` is {"imap": {host, port, security, user, folder}, "smtp": {host, port, security, user},
    "auth": "password" | "google" | "microsoft", "authserv_ids": [...]}. Security: "tls", "starttls", "plain".
    With "pretend": true (the demo) replies count as sent and go nowhere.
    `cursor` is where reading stopped, e.g. {"uidvalidity": 7, "uid": 120}.
    """

    class State(models.TextChoices):
        NEW = "new"
        HEALTHY = "healthy"
        FAILING = "failing"
        PAUSED = "paused"

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="accounts")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True)
    channel = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=320)
    settings = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    state_reason = models.TextField(blank=True)
    state_at = models.BigIntegerField(default=0)
    cursor = models.JSONField(default=dict)
    created_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="account_address_once")]

    def __str__(self) -> str:
        return self.address
