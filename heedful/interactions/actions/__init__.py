"""All that changes the record. Each action is one transaction and writes its event in it."""

from heedful.interactions.actions.handle import assign, close_interaction, mark_read, reopen, resolve
from heedful.interactions.actions.inbound import Arrival, record_inbound
from heedful.interactions.actions.mood import set_mood
from heedful.interactions.actions.outbound import Writing, mark_undelivered, record_note, record_outbound, withdraw
from heedful.interactions.actions.reread import reread
from heedful.interactions.resolutions import RESOLUTIONS

__all__ = [
    "RESOLUTIONS",
    "Arrival",
    "Writing",
    "assign",
    "close_interaction",
    "mark_read",
    "mark_undelivered",
    "record_inbound",
    "record_note",
    "record_outbound",
    "reopen",
    "reread",
    "resolve",
    "set_mood",
    "withdraw",
]
