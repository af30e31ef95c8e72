"""The events of connected accounts. `account.connected`, `.changed`, `.paused` and `.resumed` wake the mailbox keeper."""

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
