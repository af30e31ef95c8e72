"""The composer and what it sends: drafts at each pause, recipients, files, replies with undo, forwards, notes."""

from heedful.replies.pages.composer import composer
from heedful.replies.pages.drafts import draft
from heedful.replies.pages.files import draft_file, draft_files
from heedful.replies.pages.forwards import forwards
from heedful.replies.pages.handover import handover
from heedful.replies.pages.heading import heading
from heedful.replies.pages.later import schedule, scheduled, unscheduling
from heedful.replies.pages.proof import proof
from heedful.replies.pages.sending import notes, replies, undo
from heedful.replies.pages.signatures import signatures

__all__ = [
    "composer",
    "draft",
    "draft_file",
    "draft_files",
    "forwards",
    "handover",
    "heading",
    "notes",
    "proof",
    "replies",
    "schedule",
    "scheduled",
    "signatures",
    "undo",
    "unscheduling",
]
