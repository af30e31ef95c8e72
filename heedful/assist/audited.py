"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.assist import kinds

SENTENCES = {
    kinds.WAY_TAKEN: gettext_lazy("chose a way out of a hard conversation: %(way)s"),
    kinds.HELP_SET: gettext_lazy("set the writing help: %(address)s, model %(model)s"),
}
