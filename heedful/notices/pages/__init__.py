"""The screens of this room."""

from heedful.notices.pages.listing import notices, reading_all, reading_one
from heedful.notices.pages.settings import settings_notices

__all__ = ["notices", "reading_all", "reading_one", "settings_notices"]
