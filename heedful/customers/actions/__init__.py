"""All that is done to customers; each action is one transaction with its event."""

from heedful.customers.actions.addresses import OfSomebodyElse, add_address, mark_bounced, remove_address
from heedful.customers.actions.apart import keep_apart
from heedful.customers.actions.card import correct_remembered, forget, remember, rename
from heedful.customers.actions.known_by import add_hallmarks, know_by, unknow
from heedful.customers.actions.recognise import Caller, create_customer, prove_address, recognise, standing
from heedful.customers.spelling import name_key, normal_address

__all__ = [
    "Caller",
    "OfSomebodyElse",
    "add_address",
    "add_hallmarks",
    "correct_remembered",
    "create_customer",
    "forget",
    "keep_apart",
    "know_by",
    "mark_bounced",
    "name_key",
    "normal_address",
    "prove_address",
    "recognise",
    "remember",
    "remove_address",
    "rename",
    "standing",
    "unknow",
]
