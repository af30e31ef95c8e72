"""All that is read from the record, always through the eyes of a viewer."""

from heedful.customers.queries import NotFound
from heedful.interactions.queries.batches import BatchRow, batch_of, ids_in
from heedful.interactions.queries.contacts import Choice, Contact, CustomerFile, channels_of, contacts, files_of
from heedful.interactions.queries.inbox import Row, counts, inbox
from heedful.interactions.queries.joinings import JoiningLine, WouldMove, joining_line, joinings_of, would_move
from heedful.interactions.queries.lookup import attachment_of, conversation_of, interaction_of
from heedful.interactions.queries.moves import (
    Candidate,
    MoveLine,
    candidate,
    move_of_viewer,
    moves_of,
    same_customer,
)
from heedful.interactions.queries.presence import Present, present
from heedful.interactions.queries.radar import Unanswered, radar, radar_count
from heedful.interactions.queries.saved_views import (
    SavedRow,
    filter_count,
    filter_ids,
    filtered,
    saved_view_of,
    saved_views,
)
from heedful.interactions.queries.search import (
    HINTS,
    ORDERS,
    Hit,
    SavedSearchRow,
    saved_searches,
    search,
    search_best,
)
from heedful.interactions.queries.tags import TagRow, TagUse, tag_uses, tags, tags_on
from heedful.interactions.queries.talk import Talk, conversation
from heedful.interactions.queries.threads import by_message_ids, participants, thread_of
from heedful.interactions.queries.timeline import File, Moment, others_of, timeline
from heedful.interactions.queries.views import VIEWS

__all__ = [
    "HINTS",
    "ORDERS",
    "VIEWS",
    "BatchRow",
    "Candidate",
    "Choice",
    "Contact",
    "CustomerFile",
    "File",
    "Hit",
    "JoiningLine",
    "Moment",
    "MoveLine",
    "NotFound",
    "Present",
    "Row",
    "SavedRow",
    "SavedSearchRow",
    "TagRow",
    "TagUse",
    "Talk",
    "Unanswered",
    "WouldMove",
    "attachment_of",
    "batch_of",
    "by_message_ids",
    "candidate",
    "channels_of",
    "contacts",
    "conversation",
    "conversation_of",
    "counts",
    "files_of",
    "filter_count",
    "filter_ids",
    "filtered",
    "ids_in",
    "inbox",
    "interaction_of",
    "joining_line",
    "joinings_of",
    "move_of_viewer",
    "moves_of",
    "others_of",
    "participants",
    "present",
    "radar",
    "radar_count",
    "same_customer",
    "saved_searches",
    "saved_view_of",
    "saved_views",
    "search",
    "search_best",
    "tag_uses",
    "tags",
    "tags_on",
    "thread_of",
    "timeline",
    "would_move",
]
