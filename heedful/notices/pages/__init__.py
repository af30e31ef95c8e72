"""The screens of this room."""

from heedful.notices.pages.browsers import browser_removal, browsers, push_key, worker
from heedful.notices.pages.ending import digest_ending
from heedful.notices.pages.listing import notices, reading_all, reading_one
from heedful.notices.pages.settings import settings_notices

__all__ = [
    "browser_removal",
    "browsers",
    "digest_ending",
    "notices",
    "push_key",
    "reading_all",
    "reading_one",
    "settings_notices",
    "worker",
]
