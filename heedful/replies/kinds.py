"""The events of this room."""

SENT_ANYWAY = "reply.sent_anyway"

KINDS = {SENT_ANYWAY: "A reply that the standards hold back was sent all the same, with a reason."}
