"""The screens of this room: what we owe, and what is asked and said about one promise."""

from heedful.promises.pages.deciding import confirmation, conversation_promises, dismissal, promise_new
from heedful.promises.pages.hearing import hearing, hearing_new
from heedful.promises.pages.keeping import fulfilment, moving, promise_undo, releasing
from heedful.promises.pages.listing import customer_promises, promises

__all__ = [
    "confirmation", "conversation_promises", "customer_promises", "dismissal", "fulfilment", "hearing", "hearing_new",
    "moving", "promise_new", "promise_undo", "promises", "releasing",
]  # fmt: skip
