"""What happens in this room: the names of its events and what each means."""

from __future__ import annotations

BRAND_FOUNDED = "brand.founded"
BRAND_UPDATED = "brand.updated"
PERSON_INVITED = "person.invited"
INVITATION_RENEWED = "invitation.renewed"
INVITATION_WITHDRAWN = "invitation.withdrawn"
PERSON_JOINED = "person.joined"
ROLE_CHANGED = "role.changed"
PERSON_REMOVED = "person.removed"
PERSON_DEACTIVATED = "person.deactivated"
PERSON_REACTIVATED = "person.reactivated"
TEAM_ADDED = "team.added"
TEAM_CHANGED = "team.changed"
HOURS_CHANGED = "hours.changed"
HOURS_DROPPED = "hours.dropped"
HOURS_WITHDRAWN = "hours.withdrawn"
PROFILE_UPDATED = "profile.updated"
SIGNED_IN = "person.signed_in"
SIGNED_OUT = "person.signed_out"
SIGN_IN_FAILED = "sign_in.failed"
SIGN_IN_LOCKED = "sign_in.locked"
SECOND_STEP_ADDED = "second_step.added"
SECOND_STEP_REMOVED = "second_step.removed"
RECOVERY_CODES_RENEWED = "recovery_codes.renewed"
PASSWORD_CHANGED = "password.changed"  # noqa: S105 (the name of an event)
ADDRESS_CHANGED = "address.changed"

KINDS = {
    BRAND_FOUNDED: "A brand was set up, with its first team and its first admin.",
    BRAND_UPDATED: "The name, time zone, sign-off or reply goal of a brand was changed.",
    PERSON_INVITED: "Somebody was invited into a brand.",
    INVITATION_RENEWED: "An open invitation got a new link; the old one no longer works.",
    INVITATION_WITHDRAWN: "An open invitation was taken back.",
    PERSON_JOINED: "Somebody became a member of a brand.",
    ROLE_CHANGED: "Somebody's role in a brand was changed.",
    PERSON_REMOVED: "Somebody is no longer a member of a brand.",
    PERSON_DEACTIVATED: "Somebody's account was closed and all their sessions ended.",
    PERSON_REACTIVATED: "A closed account was opened again.",
    TEAM_ADDED: "A team was added to a brand.",
    TEAM_CHANGED: "The name or the people of a team were changed.",
    HOURS_CHANGED: "A brand or a team got new opening hours, from now or from a day to come.",
    HOURS_DROPPED: "A team gave up hours of its own and goes by those of its brand.",
    HOURS_WITHDRAWN: "Opening hours that were still to come were taken back.",
    PROFILE_UPDATED: "Somebody changed their own name or theme.",
    SIGNED_IN: "Somebody signed in.",
    SIGNED_OUT: "Somebody signed out.",
    SIGN_IN_FAILED: "Somebody tried to sign in as this person with a wrong passphrase or code.",
    SIGN_IN_LOCKED: "Too many wrong tries: signing in as this person has to wait.",
    SECOND_STEP_ADDED: "Somebody turned on two-step sign-in.",
    SECOND_STEP_REMOVED: "Two-step sign-in was turned off.",
    RECOVERY_CODES_RENEWED: "Somebody made new recovery codes; the old ones no longer work.",
    PASSWORD_CHANGED: "Somebody's passphrase was changed.",
    ADDRESS_CHANGED: "The address that somebody signs in with was changed.",
}
