"""Brands, the people who serve them, and who may do what."""

from heedful.team.models.brand import Brand, Team
from heedful.team.models.person import Invitation, Membership, Person

__all__ = ["Brand", "Invitation", "Membership", "Person", "Team"]
