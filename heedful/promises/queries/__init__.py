"""What this room reads."""

from heedful.promises.queries.listing import Choice, Owed, due_count, owed
from heedful.promises.queries.on import due_soon_in, of_conversation, of_customer, open_for, promise_of
from heedful.promises.queries.record import Week, record_of

__all__ = [
    "Choice", "Owed", "Week", "due_count", "due_soon_in", "of_conversation", "of_customer", "open_for", "owed",
    "promise_of", "record_of",
]  # fmt: skip
