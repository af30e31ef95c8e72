"""Who our customers are, always through the eyes of a viewer."""

from heedful.customers.queries.by_word import Found, customers, find
from heedful.customers.queries.card import Card, KnownAddress, card
from heedful.customers.queries.likeness import Likeness, Sighting, alike, are_apart, colleagues_of
from heedful.customers.queries.lookup import NotFound, address_of, customer_of, family_ids, remembered_of
from heedful.customers.queries.pairs import Pair, Pairs, likely_pairs

__all__ = [
    "Card",
    "Found",
    "KnownAddress",
    "Likeness",
    "NotFound",
    "Pair",
    "Pairs",
    "Sighting",
    "address_of",
    "alike",
    "are_apart",
    "card",
    "colleagues_of",
    "customer_of",
    "customers",
    "family_ids",
    "find",
    "likely_pairs",
    "remembered_of",
]
