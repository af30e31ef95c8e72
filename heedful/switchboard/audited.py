"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.switchboard import kinds

SENTENCES = {
    kinds.CONNECTED: gettext_lazy("connected the mailbox %(address)s"),
    kinds.CHANGED: gettext_lazy("changed how the mailbox %(address)s is reached"),
    kinds.PAUSED: gettext_lazy("paused the mailbox %(address)s"),
    kinds.RESUMED: gettext_lazy("resumed the mailbox %(address)s"),
    kinds.SENDER_BLOCKED: gettext_lazy("blocked %(address)s"),
    kinds.SENDER_UNBLOCKED: gettext_lazy("heard %(address)s again"),
    kinds.PICTURES_ALLOWED: gettext_lazy("lets pictures of %(address)s be shown"),
    kinds.PICTURES_STOPPED: gettext_lazy("no longer lets pictures of %(address)s be shown"),
    kinds.SOURCE_READ: gettext_lazy("read the raw source of a mail"),
    kinds.DISMISSED: gettext_lazy("decided that something set aside is not for us"),
}
