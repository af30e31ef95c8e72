"""The record: conversations, the interactions in them, their files and tags, who follows and has read what."""

from heedful.interactions.models.batch import Batch, BatchItem
from heedful.interactions.models.conversation import Conversation, ReadMark
from heedful.interactions.models.following import Follower, Mention
from heedful.interactions.models.interaction import Attachment, Interaction
from heedful.interactions.models.joining import JoinedRow, Joining
from heedful.interactions.models.moving import Move
from heedful.interactions.models.presence import Presence
from heedful.interactions.models.saved_view import SavedView
from heedful.interactions.models.tagging import Tag, Tagging
from heedful.interactions.models.terms import Indexing, SavedSearch, Terms

__all__ = [
    "Attachment",
    "Batch",
    "BatchItem",
    "Conversation",
    "Follower",
    "Indexing",
    "Interaction",
    "JoinedRow",
    "Joining",
    "Mention",
    "Move",
    "Presence",
    "ReadMark",
    "SavedSearch",
    "SavedView",
    "Tag",
    "Tagging",
    "Terms",
]
