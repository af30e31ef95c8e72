"""Channels, kinds, moods, flags and views in words, with the icon that stands beside each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Label:
    """A word and its icon; `tone` is one of the tag colours or empty."""

    word: str | Promise
    icon: str
    tone: str = ""


CHANNELS = {
    "email": Label(_("E-mail"), "mail"),
    "phone": Label(_("Phone"), "phone"),
    "in_person": Label(_("Visit"), "store"),
    "video": Label(_("Video"), "video"),
    "chat": Label(_("Chat"), "message-circle"),
    "sms": Label(_("Text message"), "message-square-text"),
    "social": Label(_("Social"), "megaphone"),
}
KINDS = {
    "call": Label(_("call"), "phone"),
    "visit": Label(_("visit"), "store"),
    "meeting": Label(_("meeting"), "users"),
    "post": Label(_("public post"), "megaphone"),
    "note": Label(_("note, only the team sees it"), "pencil"),
}
MOODS = {
    "calm": Label(_("calm"), "minus"),
    "pleased": Label(_("pleased"), "smile"),
    "curious": Label(_("curious"), "circle-question-mark"),
    "worried": Label(_("worried"), "annoyed", "care"),
    "upset": Label(_("upset"), "frown", "care"),
    "angry": Label(_("angry"), "angry", "care"),
}
FLAGS = {
    "attachment_type_mismatch": Label(_("a file pretends to be another kind"), "shield-alert", "stop"),
    "auth_failed": Label(_("sender not proven"), "shield-alert", "stop"),
    "bad_reply_address": Label(_("reply address not ours"), "shield-alert", "care"),
    "bounce": Label(_("delivery report"), "mail-x", "stop"),
    "contact_form": Label(_("from a web form"), "clipboard-list"),
    "damaged": Label(_("parts could not be read"), "file-exclamation-point", "care"),
    "display_name_mismatch": Label(_("name shows another address"), "shield-alert", "care"),
    "encrypted": Label(_("encrypted"), "lock", "care"),
    "list": Label(_("newsletter or list"), "list"),
    "malformed": Label(_("oddly built mail"), "file-exclamation-point", "care"),
    "receipt": Label(_("read receipt"), "mail-check"),
    "sender_not_participant": Label(_("named a conversation that is not theirs"), "shield-alert", "stop"),
    "truncated": Label(_("shortened, the raw mail has all"), "file-exclamation-point", "care"),
    "undelivered": Label(_("did not reach the customer"), "mail-x", "stop"),
}
TABLES = {"channel": CHANNELS, "kind": KINDS, "mood": MOODS, "flag": FLAGS}
PRIORITIES = {
    0: Label(_("low"), "chevron-down"),
    1: Label(_("normal"), "minus"),
    2: Label(_("high"), "chevron-up"),
    3: Label(_("urgent"), "chevrons-up", "care"),
}
TABLES["priority"] = {str(number): label for number, label in PRIORITIES.items()}
TONES = {
    "plain": _("plain"),
    "accent": _("aubergine"),
    "good": _("green"),
    "care": _("amber"),
    "stop": _("brick"),
}
VIEWS = {
    "mine": _("Mine"),
    "unassigned": _("Nobody’s"),
    "waiting": _("Waiting"),
    "all": _("All"),
    "team": _("My teams’"),
    "mentions": _("Mentioned"),
    "following": _("Following"),
    "snoozed": _("Snoozed"),
    "resolved": _("Resolved"),
}
ALWAYS_SHOWN = 4  # views that stand side by side; the others are in the menu beside them
NOTHING = {
    "mine": _("Nothing is yours at the moment. What you take, or what a colleague gives you, stands here."),
    "unassigned": _("Everything has somebody who cares for it. New messages stand here until one of you takes them."),
    "waiting": _("Nobody is waiting for us. Whoever writes next stands here, the longest wait first."),
    "all": _("No conversations yet. They begin with a mail, a call or a visit that somebody writes down."),
    "team": _("Nothing is with your teams. What somebody gives to a team of yours stands here."),
    "mentions": _("No note names you. When a colleague writes @ and your name, that conversation stands here."),
    "following": _("You follow nothing. Press w in a conversation that you want to hear of; it then stands here."),
    "snoozed": _("Nothing is put off. What you snooze stands here until its time comes, or until the customer writes."),
    "resolved": _("Nothing is resolved yet. What you end with a reason can be found here again."),
}


def channel(code: str, language: str | None = None) -> Label:
    """A channel that is not known here keeps its own name. A list names the language once for all its rows."""
    return _told(language or get_language(), "channel", code) or Label(code.replace("_", " "), "message-circle")


def kind(code: str) -> Label | None:
    return _told(get_language(), "kind", code)


def mood(code: str, language: str | None = None) -> Label | None:
    return _told(language or get_language(), "mood", code)


def priority(number: int, language: str | None = None) -> Label | None:
    """None for what is as usual: only the unusual is worth a word."""
    return None if number == 1 else _told(language or get_language(), "priority", str(number))


def promise(*, is_late: bool) -> Label:
    """In the list, where a promise falls due soon or is late."""
    return Label(_("promise late"), "handshake", "care") if is_late else Label(_("promise due"), "handshake", "care")


def flag(code: str) -> Label:
    return _told(get_language(), "flag", code) or Label(code.replace("_", " "), "flag")


@lru_cache(maxsize=2048)
def _told(_language: str | None, table: str, code: str) -> Label | None:
    """The label with its word translated: lists ask for the same few hundreds of times."""
    label = TABLES[table].get(code)
    return label and Label(str(label.word), label.icon, label.tone)
