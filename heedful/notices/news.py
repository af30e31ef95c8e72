"""What somebody can be told, by which ways, and what is usual until they choose. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGE, PUSH, DIGEST = "page", "push", "digest"
WAYS: dict[str, str | Promise] = {PAGE: _("On the page"), PUSH: _("In the browser"), DIGEST: _("Digest by mail")}


@dataclass(frozen=True, slots=True)
class News:
    """One row of the table that somebody chooses from. `usual` are the ways until then."""

    code: str
    words: str | Promise
    icon: str
    usual: frozenset[str]


def _news(code: str, words: str | Promise, icon: str, *usual: str) -> News:
    return News(code, words, icon, frozenset(usual))


ALL = (
    _news("mentioned", _("Somebody names you in a note"), "at-sign", PAGE, PUSH, DIGEST),
    _news("assigned", _("A conversation is given to you"), "user-check", PAGE, PUSH, DIGEST),
    _news("draft", _("A draft is handed to you"), "pencil", PAGE, PUSH, DIGEST),
    _news("team", _("A conversation is given to one of your teams"), "users", PAGE, DIGEST),
    _news("reply", _("A customer writes where you are in charge, or follow"), "message-square-text", PAGE, DIGEST),
    _news("note", _("A colleague writes a note where you are in charge, or follow"), "notebook-pen", PAGE),
    _news("overdue", _("A customer of yours or of your team waits too long"), "hourglass", PAGE, PUSH, DIGEST),
    _news("promise_soon", _("A promise of yours falls due soon"), "handshake", PAGE, PUSH),
    _news("promise_late", _("A promise of yours is late"), "clock-alert", PAGE, PUSH, DIGEST),
    _news("stuck", _("A reply of yours did not leave, or did not arrive"), "mail-x", PAGE, PUSH, DIGEST),
    _news("mailbox", _("A mailbox of the brand cannot be read, or can again (admins)"), "unplug", PAGE, PUSH, DIGEST),
    _news("back", _("A conversation that was put off is back"), "alarm-clock", PAGE),
)  # fmt: skip
BY_CODE = {news.code: news for news in ALL}


def usual_ways() -> dict[str, frozenset[str]]:
    """By code, for somebody who has not chosen."""
    return {news.code: news.usual for news in ALL}
