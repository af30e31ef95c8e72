"""The events of this room."""

OPENED = "conversation.opened"
RECEIVED = "interaction.received"
LOGGED = "interaction.logged"
REREAD = "interaction.reread"
REPLIED = "interaction.replied"
FORWARDED = "interaction.forwarded"
WITHDRAWN = "interaction.withdrawn"
UNDELIVERED = "interaction.undelivered"
NOTED = "interaction.noted"
CLOSED = "interaction.closed"
ASSIGNED = "conversation.assigned"
RESOLVED = "conversation.resolved"
REOPENED = "conversation.reopened"
MOOD_READ = "conversation.mood_read"

KINDS = {
    OPENED: "A conversation began.",
    RECEIVED: "Something reached us from a customer.",
    LOGGED: "Somebody wrote down a call, a visit or a meeting.",
    REREAD: "What had come in was read again from the raw message, and is now understood better.",
    REPLIED: "A reply was handed to the switchboard.",
    FORWARDED: "Mail of a conversation was passed on to somebody else; the customer is not answered by it.",
    WITHDRAWN: "A reply was taken back before it left.",
    UNDELIVERED: "A reply could not be delivered; what it answered is unanswered again.",
    NOTED: "Somebody wrote a note for the team.",
    CLOSED: "One inbound interaction was closed on purpose, without an answer.",
    ASSIGNED: "A conversation was given to somebody, or to nobody.",
    RESOLVED: "A conversation was resolved, with a reason.",
    REOPENED: "A resolved conversation was opened again.",
    MOOD_READ: "The customer's mood was read from their words.",
}
