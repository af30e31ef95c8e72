"""Brands, the people who serve them, and who may do what."""

from heedful.team.hours.models import HoursVersion
from heedful.team.models.brand import Brand, Team
from heedful.team.models.person import Invitation, Membership, Person

__all__ = ["Brand", "HoursVersion", "Invitation", "Membership", "Person", "Team"]
