"""The addresses of the room `team`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from heedful.team.hours import pages as hours
from heedful.team.pages import audit, brand, doors, own, people, teams

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("heedful.team.account_urls")),
    path("welcome/<slug:token>/", doors.welcome, name="welcome"),
    path("invitations/<slug:token>/", doors.invitation, name="invitation"),
    path("settings/", own.index, name="settings"),
    path("settings/me/", own.me, name="settings_me"),
    path("settings/people/", people.people, name="settings_people"),
    path("settings/people/<int:person_id>/role/", people.role, name="settings_role"),
    path("settings/people/<int:person_id>/removal/", people.removal, name="settings_removal"),
    path("settings/people/<int:person_id>/closing/", people.closing, name="settings_closing"),
    path("settings/invitations/", people.invitations, name="settings_invitations"),
    path("settings/invitations/<int:invitation_id>/renewal/", people.renewal, name="settings_renewal"),
    path("settings/invitations/<int:invitation_id>/withdrawal/", people.withdrawal, name="settings_withdrawal"),
    path("settings/teams/", teams.teams, name="settings_teams"),
    path("settings/teams/<int:team_id>/", teams.team, name="settings_team"),
    path("settings/hours/", hours.hours, name="settings_hours"),
    path("settings/hours/holidays/", hours.holidays, name="settings_hours_holidays"),
    path("settings/hours/teams/<int:team_id>/removal/", hours.removal, name="settings_hours_removal"),
    path("settings/hours/<int:version_id>/withdrawal/", hours.withdrawal, name="settings_hours_withdrawal"),
    path("settings/brand/", brand.brand, name="settings_brand"),
    path("settings/brands/", brand.another_brand, name="settings_brands"),
    path("settings/audit/", audit.audit, name="settings_audit"),
]
