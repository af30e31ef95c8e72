"""Name a search, to make it again with one key: for oneself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.customers.queries import NotFound
from heedful.events.actions import Subject, record
from heedful.interactions import kinds
from heedful.interactions.models import SavedSearch
from heedful.interactions.queries.search import ORDERS, asked
from heedful.team.viewer import Viewer

MOST = 50


def save_search(*, viewer: Viewer, name: str, text: str, order: str = "newest") -> SavedSearch:
    """A name that is taken already gets the new words. Raises ValueError in words for a search that cannot be read."""
    name, text = (" ".join(one.replace("\0", " ").split()) for one in (name, text))
    if not name or len(name) > 60:
        raise ValueError(_("Give the search a name of at most 60 letters."))
    if order not in ORDERS:
        raise ValueError(_("Newest first or best first: choose one."))
    if asked(viewer, text) is None:
        raise ValueError(_("Write what to look for first; then it can be kept."))
    mine = SavedSearch.objects.filter(owner_id=viewer.person_id)
    with transaction.atomic():
        row = mine.filter(name=name).first()
        if row is None and mine.count() >= MOST:
            raise ValueError(_("At most %(n)d searches are kept. Remove one first.") % {"n": MOST})
        row = row or SavedSearch(owner_id=viewer.person_id, name=name)
        row.text, row.order = text, order
        row.save()
        record(kinds.SEARCH_SAVED, Subject(), person_id=viewer.person_id, name=name)
    return row


def remove_search(*, viewer: Viewer, search_id: int) -> None:
    with transaction.atomic():
        row = SavedSearch.objects.filter(pk=search_id, owner_id=viewer.person_id).first()
        if row is None:
            raise NotFound("There is no such search.")
        record(kinds.SEARCH_REMOVED, Subject(), person_id=viewer.person_id, name=row.name)
        row.delete()
