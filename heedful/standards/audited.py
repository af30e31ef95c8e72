"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.standards import kinds

SENTENCES = {
    kinds.CHANGED: gettext_lazy("put version %(version)s of the standards in force"),
}
