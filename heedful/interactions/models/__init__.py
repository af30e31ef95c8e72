"""The record: conversations, the interactions in them, their attachments, and who has read what."""

from heedful.interactions.models.conversation import Conversation, ReadMark
from heedful.interactions.models.interaction import Attachment, Interaction

__all__ = ["Attachment", "Conversation", "Interaction", "ReadMark"]
