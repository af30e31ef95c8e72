"""The addresses of the room `switchboard`."""

from __future__ import annotations

from django.urls import URLPattern, path

from heedful.switchboard.pages.mailbox import mailbox, mailbox_examination, mailbox_pause
from heedful.switchboard.pages.mailboxes import mailbox_new, mailboxes

urlpatterns: list[URLPattern] = [
    path("settings/mailboxes/", mailboxes, name="mailboxes"),
    path("settings/mailboxes/new/", mailbox_new, name="mailbox_new"),
    path("settings/mailboxes/<int:account_id>/", mailbox, name="mailbox"),
    path("settings/mailboxes/<int:account_id>/pause/", mailbox_pause, name="mailbox_pause"),
    path("settings/mailboxes/<int:account_id>/examination/", mailbox_examination, name="mailbox_examination"),
]
