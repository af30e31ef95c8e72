"""The events of this room."""

SET_ASIDE = "raw.set_aside"
RETRIED = "raw.retried"
DISMISSED = "raw.dismissed"
BOUNCED = "delivery.bounced"
QUEUED = "delivery.queued"
SENT = "delivery.sent"
FAILED = "delivery.failed"
UNCERTAIN = "delivery.uncertain"
UNDONE = "delivery.undone"
SETTLED = "delivery.settled"

# Connected accounts. Those that an admin causes wake the keeper of the mailboxes.
CONNECTED = "account.connected"
CHANGED = "account.changed"
PAUSED = "account.paused"
RESUMED = "account.resumed"
HEALTHY = "account.healthy"
FAILING = "account.failing"

KINDS = {
    SET_ASIDE: "Something that came in could not be read or stored; it is kept, with the reason.",
    RETRIED: "Somebody asked to read something that was set aside again.",
    DISMISSED: "Somebody decided that something set aside is not for us; it stays in the raw store.",
    BOUNCED: "A mail of ours came back.",
    QUEUED: "A message waits to leave.",
    SENT: "A message left.",
    FAILED: "A message was refused for good.",
    UNCERTAIN: "A message may have been sent; the wire broke before the answer.",
    UNDONE: "A message was taken back before it left.",
    SETTLED: "Somebody decided what became of a message that may have been sent.",
    CONNECTED: "A mailbox was connected.",
    CHANGED: "How a mailbox is reached was changed.",
    PAUSED: "A mailbox was paused: nothing is fetched until it is resumed.",
    RESUMED: "A paused mailbox is read again.",
    HEALTHY: "A mailbox can be read.",
    FAILING: "A mailbox cannot be read; the reason is in words.",
}
