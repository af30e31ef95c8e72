"""Everything that keeps words from being kept or sent, each with a sentence for the writer."""

from __future__ import annotations

from heedful.coach import Finding
from heedful.replies.models import Draft

LONGEST = 200_000


class StaleDraft(Exception):
    """The draft changed elsewhere since it was loaded; both texts are kept."""

    def __init__(self, draft: Draft, mine: str) -> None:
        super().__init__("This draft was changed in another window. Both versions are kept; choose one.")
        self.draft = draft
        self.mine = mine


class Held(Exception):
    """The brand's standards hold this reply back; `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("The standards hold this reply back: " + ", ".join(f.message for f in findings))
        self.findings = findings


class CannotSend(ValueError):
    """The reply cannot leave; the words say what to do."""


def check_text(text: str, *, may_be_empty: bool = False) -> None:
    """Refuse what cannot be stored or sent, in words."""
    if not may_be_empty and not text.strip():
        raise CannotSend("There is nothing written yet.")
    if len(text) > LONGEST:
        raise CannotSend(f"This is longer than {LONGEST:,} characters. Attach it as a file instead.")
    if "\0" in text:
        raise CannotSend("The text holds a character that cannot be stored (NUL). Remove it and try again.")
