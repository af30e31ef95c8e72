"""Connected accounts, the raw store of all that came in, the outbox, and what the team decided about senders."""

from heedful.switchboard.models.account import Account
from heedful.switchboard.models.delivery import Delivery
from heedful.switchboard.models.known_sender import KnownSender
from heedful.switchboard.models.raw_message import RawMessage
from heedful.switchboard.models.unwanted import Mark, Word

__all__ = ["Account", "Delivery", "KnownSender", "Mark", "RawMessage", "Word"]
