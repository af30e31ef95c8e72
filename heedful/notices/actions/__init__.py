"""What this room writes."""

from heedful.notices.actions.choosing import Wish, choose
from heedful.notices.actions.reading import read_all, read_conversation, read_one, tidy
from heedful.notices.actions.telling import tell

__all__ = ["Wish", "choose", "read_all", "read_conversation", "read_one", "tell", "tidy"]
