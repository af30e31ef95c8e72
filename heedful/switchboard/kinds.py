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

MARKED_UNWANTED = "conversation.marked_unwanted"
MARKED_WANTED = "conversation.marked_wanted"
SENDER_BLOCKED = "sender.blocked"
SENDER_UNBLOCKED = "sender.unblocked"
PICTURES_ALLOWED = "sender.pictures_allowed"
PICTURES_STOPPED = "sender.pictures_stopped"
SOURCE_READ = "raw.source_read"

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
    MARKED_UNWANTED: "A conversation was put away as unwanted: by somebody, by a blocked sender or by what was learnt.",
    MARKED_WANTED: "Somebody said that a conversation is wanted after all.",
    SENDER_BLOCKED: "What a sender writes is put away at once from now on.",
    SENDER_UNBLOCKED: "A blocked sender is heard again.",
    PICTURES_ALLOWED: "Pictures of a sender are fetched without asking from now on.",
    PICTURES_STOPPED: "Pictures of a sender wait for a click again.",
    SOURCE_READ: "Somebody took the raw source of a mail.",
    CONNECTED: "A mailbox was connected.",
    CHANGED: "How a mailbox is reached was changed.",
    PAUSED: "A mailbox was paused: nothing is fetched until it is resumed.",
    RESUMED: "A paused mailbox is read again.",
    HEALTHY: "A mailbox can be read.",
    FAILING: "A mailbox cannot be read; the reason is in words.",
}
