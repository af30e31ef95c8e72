"""What can be done with contacts that staff note down: they are kept, there is nothing to send."""

from __future__ import annotations

from heedful.channels.traits import Traits

IN_PERSON = Traits(
    name="in_person",
    label="In person",
    can_reply=False,
    can_start=False,
    reply_style=("listen", "plain words", "say what happens next"),
)
PHONE = Traits(
    name="phone",
    label="Phone",
    can_reply=False,
    can_start=False,
    reply_style=("listen", "calm pace", "repeat what was agreed"),
)
VIDEO = Traits(
    name="video",
    label="Video",
    can_reply=False,
    can_start=False,
    reply_style=("listen", "look at the camera", "repeat what was agreed"),
)
