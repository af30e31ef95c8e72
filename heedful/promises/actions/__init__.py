"""What this room does."""

from heedful.promises.actions.deciding import confirm, dismiss, make_promise
from heedful.promises.actions.forgetting import forget_words
from heedful.promises.actions.hanging import rehang
from heedful.promises.actions.keeping import keep, move, release, take_back
from heedful.promises.actions.propose import propose, withdraw_from

__all__ = [
    "confirm", "dismiss", "forget_words", "keep", "make_promise", "move", "propose", "rehang", "release", "take_back",
    "withdraw_from",
]  # fmt: skip
