"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.team import kinds

SENTENCES = {
    kinds.BRAND_FOUNDED: gettext_lazy("founded the brand"),
    kinds.BRAND_UPDATED: gettext_lazy("changed the brand: %(changed)s"),
    kinds.PERSON_INVITED: gettext_lazy("invited %(address)s as %(role)s"),
    kinds.INVITATION_RENEWED: gettext_lazy("sent %(address)s a new invitation"),
    kinds.INVITATION_WITHDRAWN: gettext_lazy("took back the invitation of %(address)s"),
    kinds.PERSON_JOINED: gettext_lazy("joined as %(role)s"),
    kinds.ROLE_CHANGED: gettext_lazy("made %(whom)s %(role)s (before: %(before)s)"),
    kinds.PERSON_REMOVED: gettext_lazy("removed %(whom)s from the brand"),
    kinds.PERSON_DEACTIVATED: gettext_lazy("closed the account of %(whom)s"),
    kinds.PERSON_REACTIVATED: gettext_lazy("opened the account of %(whom)s again"),
    kinds.TEAM_ADDED: gettext_lazy("added the team %(team)s"),
    kinds.TEAM_CHANGED: gettext_lazy("changed the team %(team)s"),
    kinds.HOURS_CHANGED: gettext_lazy("set the opening hours of %(whose)s: %(hours)s, %(zone)s"),
    kinds.HOURS_DROPPED: gettext_lazy("lets %(whose)s go by the opening hours of the brand"),
    kinds.HOURS_WITHDRAWN: gettext_lazy("took back the opening hours planned for %(whose)s"),
    kinds.PROFILE_UPDATED: gettext_lazy("changed their profile: %(changed)s"),
    kinds.SIGNED_IN: gettext_lazy("signed in"),
    kinds.SIGNED_OUT: gettext_lazy("signed out"),
    kinds.SIGN_IN_FAILED: gettext_lazy("could not sign in: wrong passphrase or code"),
    kinds.SIGN_IN_LOCKED: gettext_lazy("could not sign in: too many wrong tries"),
    kinds.SECOND_STEP_ADDED: gettext_lazy("turned on two-step sign-in (%(type)s)"),
    kinds.SECOND_STEP_REMOVED: gettext_lazy("turned off two-step sign-in (%(type)s)"),
    kinds.RECOVERY_CODES_RENEWED: gettext_lazy("made new recovery codes"),
    kinds.PASSWORD_CHANGED: gettext_lazy("changed their passphrase"),
    kinds.ADDRESS_CHANGED: gettext_lazy("got another address to sign in with"),
}
