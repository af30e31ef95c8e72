"""Search over all that was said and noted: who, what about, every word, files; the same hits on both databases."""

from heedful.interactions.queries.search.find import NEWEST, ORDERS, Hit, search, search_best
from heedful.interactions.queries.search.meaning import HINTS, asked
from heedful.interactions.queries.search.saved import SavedSearchRow, saved_searches

__all__ = [
    "HINTS",
    "NEWEST",
    "ORDERS",
    "Hit",
    "SavedSearchRow",
    "asked",
    "saved_searches",
    "search",
    "search_best",
]
