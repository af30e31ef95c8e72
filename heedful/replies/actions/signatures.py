"""Change what stands under mails: the brand's by its admins, one's own by oneself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.replies import kinds
from heedful.replies.models import Signature
from heedful.replies.signatures import LONGEST, VARIABLES, unknown_variables
from heedful.team.refusal import Refused
from heedful.team.viewer import Viewer


def change_signature(*, viewer: Viewer, brand_id: int, text: str, is_own: bool) -> Signature:
    """Empty text takes it away: then one's own falls back to the brand's. Raises Refused in words."""
    viewer.require("agent" if is_own else "admin", brand_id)
    text = text.replace("\r\n", "\n").replace("\0", "").strip("\n")
    if len(text) > LONGEST:
        raise Refused(
            _("A signature has at most %(most)d characters; this one has %(count)d.")
            % {"most": LONGEST, "count": len(text)}
        )
    if unknown := unknown_variables(text):
        words = _("There is no variable {{%(name)s}}. Use one of these: %(known)s.")
        raise Refused(words % {"name": unknown[0], "known": ", ".join(f"{{{{{name}}}}}" for name in VARIABLES)})
    person_id = viewer.person_id if is_own else None
    with transaction.atomic():
        row = Signature.objects.select_for_update().filter(brand_id=brand_id, person_id=person_id).first()
        row = row or Signature(brand_id=brand_id, person_id=person_id)
        row.text, row.updated_at = text, now()
        row.save()
        record(
            kinds.SIGNATURE_CHANGED, Subject(brand_id), person_id=viewer.person_id, of="person" if is_own else "brand"
        )
    return row
