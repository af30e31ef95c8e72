"""A notice in words: one sentence, without what a customer said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from heedful.interactions import kinds as interactions
from heedful.notices.queries.listing import Line
from heedful.switchboard import kinds as switchboard


def sentence(line: Line) -> str:
    """For the list and for the digest."""
    names = {
        "who": line.by_name or _("Somebody"),
        "customer": line.customer_name or _("Somebody without a name"),
        "team": line.team_name or _("your team"),
        "mailbox": line.account_address,
    }
    return _pattern(line.news, line.cause, is_by_somebody=bool(line.by_name)) % names


def bare_sentence(news: str, cause: str) -> str:
    """For other people's servers and locked screens: nobody's name."""
    words = {
        "mentioned": _("You were named in a note"),
        "assigned": _("A conversation was given to you"),
        "draft": _("A draft was handed to you"),
        "team": _("A conversation was given to your team"),
        "reply": _("A customer wrote"),
        "note": _("A colleague wrote a note"),
        "overdue": _("A customer has been waiting for long"),
        "promise_soon": _("A promise of yours falls due soon"),
        "promise_late": _("A promise of yours is late"),
        "stuck": _stuck(cause),
        "mailbox": _("A mailbox can be read again") if cause == switchboard.HEALTHY else _("A mailbox cannot be read"),
        "back": _("A conversation is back"),
    }
    return words.get(news, _("There is something new"))


def _pattern(news: str, cause: str, *, is_by_somebody: bool) -> str:
    words = {
        "mentioned": _("%(who)s named you in a note"),
        "assigned": _("%(who)s gave this to you") if is_by_somebody else _("This was given to you"),
        "draft": _("%(who)s handed a draft to you"),
        "team": _("%(who)s gave this to %(team)s") if is_by_somebody else _("This was given to %(team)s"),
        "reply": _("%(customer)s wrote"),
        "note": _("%(who)s wrote a note"),
        "overdue": _("%(customer)s has been waiting longer than the goal"),
        "promise_soon": _("Your promise to %(customer)s falls due soon"),
        "promise_late": _("Your promise to %(customer)s is late"),
        "stuck": _stuck(cause),
        "mailbox": _mailbox(cause),
        "back": _("Put off until now"),
    }
    return words.get(news, _("There is something new"))


def _mailbox(cause: str) -> str:
    if cause == switchboard.HEALTHY:
        return _("The mailbox %(mailbox)s can be read again")
    return _("The mailbox %(mailbox)s cannot be read: see what to do")


def _stuck(cause: str) -> str:
    if cause == interactions.UNDELIVERED:
        return _("Your reply did not arrive")
    if cause == switchboard.UNCERTAIN:
        return _("Your reply may not have arrived")
    return _("Your scheduled reply waits for you")
