"""Every channel, one line each: its traits and how what arrives on it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from heedful.channels.email import inbound as email
from heedful.channels.email import traits as email_traits
from heedful.channels.in_person import inbound as in_person
from heedful.channels.in_person import traits as in_person_traits
from heedful.channels.message import Inbound
from heedful.channels.traits import Traits


@dataclass(frozen=True, slots=True)
class Channel:
    """`read` takes what the wire delivers: raw bytes and a `Reader` for e-mail, a `Note` for the counter."""

    traits: Traits
    read: Callable[..., Inbound]


CHANNELS = MappingProxyType(
    {
        "email": Channel(email_traits.TRAITS, email.read),
        "in_person": Channel(in_person_traits.IN_PERSON, in_person.read),
        "phone": Channel(in_person_traits.PHONE, in_person.read),
        "video": Channel(in_person_traits.VIDEO, in_person.read),
    }
)
