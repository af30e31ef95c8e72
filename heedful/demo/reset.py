"""Empty the database and the blob folder for the demo; the keys of the house stay."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.core.management import call_command

from heedful.customers.models import Customer
from heedful.demo.kinds import BEGUN
from heedful.events.models import Event
from heedful.interactions.models import Conversation, Interaction
from heedful.team.models import Brand, Person


def is_demo() -> bool:
    """Whether this database was begun by the demo."""
    return Event.objects.filter(kind=BEGUN).exists()


def what_is_here() -> dict[str, int]:
    """What the database holds, in words a shopkeeper knows; empty when there is nothing."""
    counted = {
        "brands": Brand.objects.count(),
        "colleagues": Person.objects.count(),
        "customers": Customer.objects.count(),
        "conversations": Conversation.objects.count(),
        "messages, calls and notes": Interaction.objects.count(),
    }
    return {words: number for words, number in counted.items() if number}


def empty() -> None:
    """The rows first: a row without its blob would be a fault, a blob without its row is only litter."""
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.DATA / "blobs", ignore_errors=True)
