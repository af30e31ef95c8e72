"""Where a brand's writing help lives, what may be sent to it, and whether it is on at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from heedful.assist import kinds
from heedful.assist.models import HelpSetting
from heedful.assist.wire import is_fit
from heedful.events.actions import Subject, record
from heedful.switchboard.sealing import seal
from heedful.team.viewer import Viewer

_KNOWN = 60  # seconds


@dataclass(frozen=True, slots=True)
class Wish:
    """What an admin sets; an empty `key` leaves the one that is there."""

    is_on: bool
    address: str
    model: str
    key: str = ""
    sends_conversation: bool = False
    may_be_near: bool = False


def is_on(brand_id: int) -> bool:
    """Cached, for every conversation asks it."""
    found: bool | None = cache.get(f"writing-help-{brand_id}")
    if found is None:
        found = HelpSetting.objects.filter(brand_id=brand_id, is_on=True).exists()
        cache.set(f"writing-help-{brand_id}", found, _KNOWN)
    return found


def setting_of(viewer: Viewer, brand_id: int) -> HelpSetting:
    """For its page. Nothing there shows the key."""
    viewer.require("admin", brand_id)
    return HelpSetting.objects.filter(brand_id=brand_id).first() or HelpSetting(brand_id=brand_id)


def set_help(*, viewer: Viewer, brand_id: int, wish: Wish) -> HelpSetting:
    """Where the help lives. Another address forgets the key, so that a key never goes where it was not meant to."""
    viewer.require("admin", brand_id)
    if not is_fit(wish.address, may_be_near=wish.may_be_near) and (wish.is_on or wish.address):
        raise ValueError(_("Write an address with https, such as https://help.example.org/v1."))
    if wish.is_on and not wish.model.strip():
        raise ValueError(_("Write the name of the model."))
    with transaction.atomic():
        row = setting_of(viewer, brand_id)
        if row.address != wish.address:
            row.sealed_key = ""
        row.is_on, row.address, row.model = wish.is_on, wish.address, wish.model.strip()[:100]
        row.sends_conversation, row.may_be_near = wish.sends_conversation, wish.may_be_near
        if wish.key:
            row.sealed_key = seal(wish.key)
        row.save()
        shown = row.address if row.is_on else "–"
        record(kinds.HELP_SET, Subject(brand_id), person_id=viewer.person_id, address=shown, model=row.model)
    cache.delete(f"writing-help-{brand_id}")
    return row
