"""The events of this room."""

SENT_ANYWAY = "reply.sent_anyway"
SCHEDULED = "reply.scheduled"
UNSCHEDULED = "reply.unscheduled"
SCHEDULE_HELD = "reply.schedule_held"
HANDED_OVER = "draft.handed_over"
SIGNATURE_CHANGED = "signature.changed"

KINDS = {
    SENT_ANYWAY: "A reply that the standards hold back was sent all the same, with a reason.",
    SCHEDULED: "A reply was put off to leave by itself at a chosen time.",
    UNSCHEDULED: "A reply that was put off is a draft again.",
    SCHEDULE_HELD: "A reply that was put off does not leave by itself any more: something came in between.",
    HANDED_OVER: "Somebody gave what they had begun to write to a colleague, who goes on with it.",
    SIGNATURE_CHANGED: "What stands under mails was changed, for the brand or for one person.",
}
