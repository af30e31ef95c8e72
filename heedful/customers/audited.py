"""What changes in this room read as on the page of history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.customers import kinds

SENTENCES = {
    kinds.RENAMED: gettext_lazy("corrected a customer: %(became)s (before: %(was)s)"),
    kinds.ADDRESS_ADDED: gettext_lazy("gave a customer the address %(address)s"),
    kinds.ADDRESS_REMOVED: gettext_lazy("removed the address %(address)s from a customer"),
    kinds.REMEMBERED_CHANGED: gettext_lazy("corrected a detail about a customer: %(after)s (before: %(before)s)"),
    kinds.FORGOTTEN: gettext_lazy("removed a detail about a customer"),
    kinds.MERGED: gettext_lazy("merged the customer %(other_name)s into %(name)s"),
    kinds.UNMERGED: gettext_lazy("undid the merge of the customer %(other_name)s into %(name)s"),
}
