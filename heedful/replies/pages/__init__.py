"""The composer and what it sends: drafts at each pause, replies with undo, notes."""

from heedful.replies.pages.composer import composer
from heedful.replies.pages.drafts import draft
from heedful.replies.pages.sending import notes, replies, undo

__all__ = ["composer", "draft", "notes", "replies", "undo"]
