"""The events of connected accounts. Those that an admin causes wake the keeper of the mailboxes."""

CONNECTED = "account.connected"
CHANGED = "account.changed"
PAUSED = "account.paused"
RESUMED = "account.resumed"
HEALTHY = "account.healthy"
FAILING = "account.failing"

KINDS = {
    CONNECTED: "A mailbox was connected.",
    CHANGED: "How a mailbox is reached was changed.",
    PAUSED: "A mailbox was paused: nothing is fetched until it is resumed.",
    RESUMED: "A paused mailbox is read again.",
    HEALTHY: "A mailbox can be read.",
    FAILING: "A mailbox cannot be read; the reason is in words.",
}
