"""What this room reads."""

from heedful.notices.queries.browsers import BrowserRow, browsers_of
from heedful.notices.queries.choices import choices_of
from heedful.notices.queries.listing import Line, Listing, notices, unread_count, unread_in

__all__ = ["BrowserRow", "Line", "Listing", "browsers_of", "choices_of", "notices", "unread_count", "unread_in"]
