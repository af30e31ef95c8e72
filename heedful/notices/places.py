"""Where a notice leads: to its conversation, or to the settings of its mailbox."""

from __future__ import annotations

from typing import Protocol

from django.urls import reverse


class About(Protocol):
    """A notice, or a line of one."""

    @property
    def conversation_id(self) -> int | None: ...
    @property
    def account_id(self) -> int | None: ...
    @property
    def interaction_id(self) -> int | None: ...


def place_of(notice: About) -> str:
    """The address, without the host."""
    if notice.account_id:
        return reverse("mailbox", args=[notice.account_id])
    spot = f"#moment-{notice.interaction_id}" if notice.interaction_id else ""
    return reverse("conversation", args=[notice.conversation_id]) + spot
