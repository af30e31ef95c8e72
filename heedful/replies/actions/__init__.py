"""Write, send, take back, put off. A reply is held for ten seconds by the server, whatever the browser does."""

from heedful.replies.actions.drafts import save_draft, write_heading
from heedful.replies.actions.files import add_file, remove_file
from heedful.replies.actions.forward import forward_mail, start_forward
from heedful.replies.actions.handover import hand_over, move_drafts
from heedful.replies.actions.notes import add_note
from heedful.replies.actions.refusals import LONGEST, CannotSend, Held, StaleDraft, check_text
from heedful.replies.actions.schedule import (
    hold_scheduled,
    schedule_reply,
    seconds_to_next_scheduled,
    send_due,
    unschedule,
)
from heedful.replies.actions.sending import HOLD, send_reply, undo_send
from heedful.replies.actions.signatures import change_signature

__all__ = [
    "HOLD",
    "LONGEST",
    "CannotSend",
    "Held",
    "StaleDraft",
    "add_file",
    "add_note",
    "change_signature",
    "check_text",
    "forward_mail",
    "hand_over",
    "hold_scheduled",
    "move_drafts",
    "remove_file",
    "save_draft",
    "schedule_reply",
    "seconds_to_next_scheduled",
    "send_due",
    "send_reply",
    "start_forward",
    "undo_send",
    "unschedule",
    "write_heading",
]
