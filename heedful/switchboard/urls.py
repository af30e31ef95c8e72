"""The addresses of the room `switchboard`."""

from __future__ import annotations

from django.urls import URLPattern, path

from heedful.switchboard.pages.mail import mail, mail_blocking, mail_pictures, mail_source, paper
from heedful.switchboard.pages.mailbox import mailbox, mailbox_examination, mailbox_pause
from heedful.switchboard.pages.mailboxes import mailbox_new, mailboxes
from heedful.switchboard.pages.unwanted import unblocking, unwanted, unwanting

urlpatterns: list[URLPattern] = [
    path("interactions/<int:interaction_id>/mail/", mail, name="mail"),
    path("interactions/<int:interaction_id>/source/", mail_source, name="mail_source"),
    path("interactions/<int:interaction_id>/pictures/", mail_pictures, name="mail_pictures"),
    path("interactions/<int:interaction_id>/blocking/", mail_blocking, name="mail_blocking"),
    path("conversations/<int:conversation_id>/paper/", paper, name="paper"),
    path("conversations/<int:conversation_id>/unwanted/", unwanting, name="unwanting"),
    path("unwanted/", unwanted, name="unwanted"),
    path("senders/<int:sender_id>/unblocking/", unblocking, name="unblocking"),
    path("settings/mailboxes/", mailboxes, name="mailboxes"),
    path("settings/mailboxes/new/", mailbox_new, name="mailbox_new"),
    path("settings/mailboxes/<int:account_id>/", mailbox, name="mailbox"),
    path("settings/mailboxes/<int:account_id>/pause/", mailbox_pause, name="mailbox_pause"),
    path("settings/mailboxes/<int:account_id>/examination/", mailbox_examination, name="mailbox_examination"),
]
