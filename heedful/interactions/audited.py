"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.interactions import kinds

SENTENCES = {
    kinds.TAG_ADDED: gettext_lazy("added the tag %(tag)s"),
    kinds.TAG_CHANGED: gettext_lazy("changed the tag %(tag)s (before: %(before)s)"),
    kinds.TAG_MERGED: gettext_lazy("merged the tag %(before)s into %(tag)s"),
    kinds.TAG_REMOVED: gettext_lazy("removed the tag %(tag)s"),
}
