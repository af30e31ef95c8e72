"""The people of the house, their role in each brand, and invitations that have not been answered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from heedful.events.rows import by_key
from heedful.team.models.brand import Brand, Team
from heedful.ui.languages import LONGEST


class People(BaseUserManager["Person"]):
    """Finds people by their mail address, in any capitals."""

    def get(self, *conditions: Any, **named: Any) -> Person:
        """Django asks for the person of a session at every request: that is one prepared statement.

        Only here, never among the people of a team, where somebody else must not be found.
        """
        if type(self) is People and not conditions and list(named) == ["pk"]:
            return by_key(self.model, named["pk"])
        return super().get(*conditions, **named)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works here. What they may see follows from their memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    theme = models.CharField(
        max_length=5, blank=True, choices=[("", "as the device"), ("light", "light"), ("dark", "dark")]
    )
    language = models.CharField(max_length=LONGEST, blank=True)  # empty: as the browser asks
    created_at = models.BigIntegerField(default=0)
    session_round = models.PositiveIntegerField(default=0)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Sessions hang on the passphrase and on this round: raising it ends every one of them at once."""
        return salted_hmac("heedful.session", f"{self.password}:{self.session_round}", algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    """What somebody may do in one brand; each includes the one before."""

    AGENT = "agent", _("Agent")
    LEAD = "lead", _("Lead")
    ADMIN = "admin", _("Admin")


class Membership(models.Model):
    """One person in one brand."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=5, choices=Role.choices, default=Role.AGENT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "brand"], name="membership_once")]


class Invitation(models.Model):
    """A one-time link. Only the hash of its token is kept. Without a brand it sets up the first person."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, null=True, related_name="invitations")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=5, choices=Role.choices, default=Role.AGENT)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    created_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    used_at = models.BigIntegerField(null=True)
    withdrawn_at = models.BigIntegerField(null=True)
