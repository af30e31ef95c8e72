"""What this room writes."""

from heedful.notices.actions.browsers import Subscription, add_browser, remove_browser
from heedful.notices.actions.choosing import Wish, choose, end_digest
from heedful.notices.actions.mailboxes import tell_of_mailbox
from heedful.notices.actions.reading import read_all, read_conversation, read_one, tidy
from heedful.notices.actions.telling import tell

__all__ = [
    "Subscription",
    "Wish",
    "add_browser",
    "choose",
    "end_digest",
    "read_all",
    "read_conversation",
    "read_one",
    "remove_browser",
    "tell",
    "tell_of_mailbox",
    "tidy",
]
