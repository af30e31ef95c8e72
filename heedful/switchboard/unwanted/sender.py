"""Who really sent a mail, for decisions about that sender."""

from __future__ import annotations

from heedful.interactions.models import Interaction


def sender_address(mail: Interaction) -> str:
    """The address in From. Reply-To may name somebody who knows nothing of it; only a web form speaks for it."""
    if "contact_form" in mail.flags:
        return mail.author_address.lower()
    return str(mail.extra.get("from") or mail.author_address).lower()
