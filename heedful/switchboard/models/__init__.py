"""Connected accounts, the raw store of all that came in, and the outbox of all that goes out."""

from heedful.switchboard.models.account import Account
from heedful.switchboard.models.delivery import Delivery
from heedful.switchboard.models.raw_message import RawMessage

__all__ = ["Account", "Delivery", "RawMessage"]
