"""The screens of this room."""

from heedful.notices.pages.listing import notices, reading_all, reading_one

__all__ = ["notices", "reading_all", "reading_one"]
