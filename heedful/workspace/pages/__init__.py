"""The screens of the desk, one file per screen."""

from heedful.workspace.pages.batches import batch, batch_question, batch_undo, batches
from heedful.workspace.pages.card import card, remembered
from heedful.workspace.pages.conversation import conversation, letter
from heedful.workspace.pages.customers import (
    address_removal,
    customer,
    customer_addresses,
    customer_apart,
    customer_editing,
    customer_joining,
    customer_pairs,
    customers,
    joining_undo,
    remembered_one,
)
from heedful.workspace.pages.handling import assignment, closing, reading, resolution
from heedful.workspace.pages.inbox import home, inbox, rail_counts
from heedful.workspace.pages.joining import merging, move_undo, splitting
from heedful.workspace.pages.marking import conversation_tags, following, mentionable, priority, snooze
from heedful.workspace.pages.note import customer_search, note
from heedful.workspace.pages.presence import presence
from heedful.workspace.pages.radar import radar
from heedful.workspace.pages.search import saved_search, saved_searches, search
from heedful.workspace.pages.set_aside import raw_dismissal, retrial, set_aside, source
from heedful.workspace.pages.settlement import settlement
from heedful.workspace.pages.tag_settings import settings_tag, settings_tags
from heedful.workspace.pages.views import completions, view, views

__all__ = [
    "address_removal",
    "assignment",
    "batch",
    "batch_question",
    "batch_undo",
    "batches",
    "card",
    "closing",
    "completions",
    "conversation",
    "conversation_tags",
    "customer",
    "customer_addresses",
    "customer_apart",
    "customer_editing",
    "customer_joining",
    "customer_pairs",
    "customer_search",
    "customers",
    "following",
    "home",
    "inbox",
    "joining_undo",
    "letter",
    "mentionable",
    "merging",
    "move_undo",
    "note",
    "presence",
    "priority",
    "radar",
    "rail_counts",
    "raw_dismissal",
    "reading",
    "remembered",
    "remembered_one",
    "resolution",
    "retrial",
    "saved_search",
    "saved_searches",
    "search",
    "set_aside",
    "settings_tag",
    "settings_tags",
    "settlement",
    "snooze",
    "source",
    "splitting",
    "view",
    "views",
]
