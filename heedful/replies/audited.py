"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.replies import kinds

SENTENCES = {
    kinds.SENT_ANYWAY: gettext_lazy("sent a reply that the standards hold back. Reason: %(reason)s"),
    kinds.SIGNATURE_CHANGED: gettext_lazy("changed %(signature)s"),
}
