"""Everything that changes who is here and what they may do."""

from heedful.team.actions.brands import BrandWish, found_brand, update_brand
from heedful.team.actions.invitations import (
    Invited,
    accept,
    accept_as,
    invite,
    renew_invitation,
    usable,
    withdraw_invitation,
)
from heedful.team.actions.people import change_role, deactivate, reactivate, remove_from_brand, update_profile
from heedful.team.actions.setup import FirstBrand, found_house, make_setup_link, set_up_first
from heedful.team.actions.teams import add_team, change_team, set_team_people

__all__ = [
    "BrandWish",
    "FirstBrand",
    "Invited",
    "accept",
    "accept_as",
    "add_team",
    "change_role",
    "change_team",
    "deactivate",
    "found_brand",
    "found_house",
    "invite",
    "make_setup_link",
    "reactivate",
    "remove_from_brand",
    "renew_invitation",
    "set_team_people",
    "set_up_first",
    "update_brand",
    "update_profile",
    "usable",
    "withdraw_invitation",
]
