"""The words in `Inbound.flags`, each with its meaning. Nothing else may appear there."""

from __future__ import annotations

from types import MappingProxyType

FLAGS = MappingProxyType(
    {
        "attachment_type_mismatch": "a file claims to be a picture or document but holds something that runs",
        "auth_failed": "our mail server could not prove the sender, or somebody claims to be one of us without proof",
        "bad_reply_address": "written to a signed reply address whose signature does not hold",
        "contact_form": "sent by a web form on behalf of the person in Reply-To",
        "damaged": "some part could not be decoded completely; the raw mail has everything",
        "display_name_mismatch": "the sender's name shows another address than the one it came from",
        "encrypted": "the text is encrypted and can only be read outside",
        "list": "came through a mailing list or is a newsletter",
        "malformed": "breaks a rule that honest mail keeps: no From, two From, or no usable header",
        "sender_not_participant": "names a conversation that the sender takes no part in (added by the room above)",
        "truncated": "too deep, too long or too many parts: not everything is shown; the raw mail has everything",
    }
)
