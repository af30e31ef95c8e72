"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.notices import kinds

SENTENCES = {
    kinds.CHOSEN: gettext_lazy("chose which notices to get, and when"),
    kinds.BROWSER_ADDED: gettext_lazy("lets a browser show notices (%(browser)s)"),
    kinds.BROWSER_REMOVED: gettext_lazy("no longer lets a browser show notices (%(browser)s)"),
}
