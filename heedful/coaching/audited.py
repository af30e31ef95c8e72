"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.coaching import kinds

SENTENCES = {
    kinds.TRENDS_KEPT: gettext_lazy("let everybody see trends of their own writing"),
    kinds.TRENDS_STOPPED: gettext_lazy("stopped keeping trends of anybody’s writing"),
}
