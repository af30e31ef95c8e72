"""What stands under a mail: one's own signature in this brand, else the brand's, with its variables filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heedful.interactions.queries import Talk
from heedful.replies.heading import Heading
from heedful.replies.models import Signature
from heedful.switchboard.actions import NoMailbox, account_for
from heedful.team.models import Brand
from heedful.team.viewer import Viewer

VARIABLES = {
    "name": _("the name of whoever writes"),
    "brand": _("the name of the brand"),
    "address": _("the address that it is sent from"),
}
LONGEST = 2000
_VARIABLE = re.compile(r"\{\{[ \t]{0,5}([^{}\n]{0,40}?)[ \t]{0,5}\}\}")


@dataclass(frozen=True, slots=True)
class Signatures:
    """As they are written: the brand's and one's own."""

    brand: str
    own: str


def signatures_of(viewer: Viewer, brand_id: int) -> Signatures:
    """Both texts; one query."""
    rows = Signature.objects.filter(Q(person_id=viewer.person_id) | Q(person=None), brand_id=brand_id)
    found: dict[int | None, str] = dict(rows.values_list("person_id", "text"))
    return Signatures(found.get(None, ""), found.get(viewer.person_id, ""))


def signature_for(viewer: Viewer, talk: Talk, heading: Heading) -> str:
    """What stands under this viewer's mails in this conversation, still with its marks."""
    found = signatures_of(viewer, talk.brand_id)
    text = found.own or found.brand
    if not text.strip():
        return ""
    address = heading.sender or (_address(talk) if "address" in text else "")
    return filled(text, name=viewer.name, brand=talk.brand_name, address=address)


def filled(text: str, **values: str) -> str:
    """Variables in one pass, so that a name with braces in it stays a name."""
    return _VARIABLE.sub(lambda found: values.get(found[1].lower(), found[0]), text).strip()


def unknown_variables(text: str) -> list[str]:
    """What stands in double braces and means nothing to us."""
    return [name for name in dict.fromkeys(_VARIABLE.findall(text)) if name.lower() not in VARIABLES]


def brand_names(viewer: Viewer) -> list[tuple[int, str]]:
    return list(Brand.objects.filter(pk__in=viewer.brand_ids).order_by("name").values_list("id", "name"))


def _address(talk: Talk) -> str:
    try:
        return account_for(brand_id=talk.brand_id, preferred_id=talk.account_id).address
    except NoMailbox:
        return ""
