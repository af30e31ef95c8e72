"""All that changes the record. Each action is one transaction and writes its event in it."""

from heedful.interactions.actions.batch import run_batches, start_batch, undo_batch
from heedful.interactions.actions.follow import follow, unfollow
from heedful.interactions.actions.handle import (
    assign,
    close_interaction,
    give_to_team,
    mark_read,
    prioritise,
    reopen,
    resolve,
)
from heedful.interactions.actions.inbound import Arrival, record_inbound
from heedful.interactions.actions.join_customers import AlreadyOne, join_customers
from heedful.interactions.actions.merge import OfAnotherCustomer, merge, unmerge
from heedful.interactions.actions.mood import set_mood
from heedful.interactions.actions.outbound import (
    Writing,
    mark_undelivered,
    note_help,
    record_note,
    record_outbound,
    withdraw,
)
from heedful.interactions.actions.part_customers import part_customers
from heedful.interactions.actions.presence import be_gone, be_present
from heedful.interactions.actions.reread import reread
from heedful.interactions.actions.saved_views import Wish, change_view, remove_view, save_view
from heedful.interactions.actions.searches import remove_search, save_search
from heedful.interactions.actions.snooze import seconds_to_next_waking, snooze, wake, wake_due
from heedful.interactions.actions.split import split, unsplit
from heedful.interactions.actions.tags import change_tag, merge_tags, remove_tag, tag, tag_again, untag
from heedful.interactions.actions.terms import (
    index_conversations,
    index_customer,
    index_from_the_start,
    index_many,
    index_more,
    left_to_index,
)
from heedful.interactions.resolutions import RESOLUTIONS

__all__ = [
    "RESOLUTIONS",
    "AlreadyOne",
    "Arrival",
    "OfAnotherCustomer",
    "Wish",
    "Writing",
    "assign",
    "be_gone",
    "be_present",
    "change_tag",
    "change_view",
    "close_interaction",
    "follow",
    "give_to_team",
    "index_conversations",
    "index_customer",
    "index_from_the_start",
    "index_many",
    "index_more",
    "join_customers",
    "left_to_index",
    "mark_read",
    "mark_undelivered",
    "merge",
    "merge_tags",
    "note_help",
    "part_customers",
    "prioritise",
    "record_inbound",
    "record_note",
    "record_outbound",
    "remove_search",
    "remove_tag",
    "remove_view",
    "reopen",
    "reread",
    "resolve",
    "run_batches",
    "save_search",
    "save_view",
    "seconds_to_next_waking",
    "set_mood",
    "snooze",
    "split",
    "start_batch",
    "tag",
    "tag_again",
    "undo_batch",
    "unfollow",
    "unmerge",
    "unsplit",
    "untag",
    "wake",
    "wake_due",
    "withdraw",
]
