"""Customers: the list of everybody, and the page of one with all that was ever between us."""

from heedful.workspace.pages.customers.editing import (
    address_removal,
    customer_addresses,
    customer_editing,
    remembered_one,
)
from heedful.workspace.pages.customers.everybody import customers
from heedful.workspace.pages.customers.one import customer
from heedful.workspace.pages.customers.pairs import customer_pairs
from heedful.workspace.pages.customers.sameness import customer_apart, customer_joining, joining_undo

__all__ = [
    "address_removal",
    "customer",
    "customer_addresses",
    "customer_apart",
    "customer_editing",
    "customer_joining",
    "customer_pairs",
    "customers",
    "joining_undo",
    "remembered_one",
]
