"""The tables of this room."""

from heedful.notices.models.browser import Browser, Push, PushKey
from heedful.notices.models.choices import Choices
from heedful.notices.models.digest import Digest
from heedful.notices.models.notice import Notice, Overdue

__all__ = ["Browser", "Choices", "Digest", "Notice", "Overdue", "Push", "PushKey"]
