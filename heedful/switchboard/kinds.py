"""The events of this room."""

SET_ASIDE = "raw.set_aside"
RETRIED = "raw.retried"
BOUNCED = "delivery.bounced"
QUEUED = "delivery.queued"
SENT = "delivery.sent"
FAILED = "delivery.failed"
UNCERTAIN = "delivery.uncertain"
UNDONE = "delivery.undone"
SETTLED = "delivery.settled"

KINDS = {
    SET_ASIDE: "Something that came in could not be read or stored; it is kept, with the reason.",
    RETRIED: "Somebody asked to read something that was set aside again.",
    BOUNCED: "A mail of ours came back.",
    QUEUED: "A message waits to leave.",
    SENT: "A message left.",
    FAILED: "A message was refused for good.",
    UNCERTAIN: "A message may have been sent; the wire broke before the answer.",
    UNDONE: "A message was taken back before it left.",
    SETTLED: "Somebody decided what became of a message that may have been sent.",
}
