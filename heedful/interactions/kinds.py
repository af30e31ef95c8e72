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
GIVEN_TO_TEAM = "conversation.given_to_team"
PRIORITISED = "conversation.prioritised"
TAGGED = "conversation.tagged"
UNTAGGED = "conversation.untagged"
SNOOZED = "conversation.snoozed"
WOKEN = "conversation.woken"
FOLLOWED = "conversation.followed"
UNFOLLOWED = "conversation.unfollowed"
MENTIONED = "person.mentioned"
MERGED = "conversation.merged"
MERGED_AWAY = "conversation.merged_away"
UNMERGED = "conversation.unmerged"
SPLIT = "conversation.split"
BATCH_STARTED = "batch.started"
BATCH_ENDED = "batch.ended"
VIEW_SAVED = "saved_view.added"
VIEW_CHANGED = "saved_view.changed"
VIEW_REMOVED = "saved_view.removed"
SEARCH_SAVED = "saved_search.saved"
SEARCH_REMOVED = "saved_search.removed"
TAG_ADDED = "tag.added"
TAG_CHANGED = "tag.changed"
TAG_MERGED = "tag.merged"
TAG_REMOVED = "tag.removed"

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
    GIVEN_TO_TEAM: "A conversation was given to a team, or to none.",
    PRIORITISED: "Somebody said how urgent a conversation is.",
    TAGGED: "A tag was put on a conversation.",
    UNTAGGED: "A tag was taken off a conversation.",
    SNOOZED: "A conversation was put off until later.",
    WOKEN: "A conversation that was put off is back: by the clock, by hand, or because something needs us.",
    FOLLOWED: "Somebody wants to hear of a conversation.",
    UNFOLLOWED: "Somebody no longer wants to hear of a conversation.",
    MENTIONED: "A colleague was named in a note and follows the conversation from now on.",
    MERGED: "Another conversation was brought into this one.",
    MERGED_AWAY: "A conversation went into another one; what arrives for it lands there.",
    UNMERGED: "A merge was undone: this is one of the two again.",
    SPLIT: "A part of a conversation became one of its own.",
    BATCH_STARTED: "Somebody began to do one thing to many conversations, or to undo that.",
    BATCH_ENDED: "One thing was done to many conversations, or undone.",
    VIEW_SAVED: "A filter got a name, for its maker, a team or a brand.",
    VIEW_CHANGED: "A saved view was changed: its name, its filter or for whom it is.",
    VIEW_REMOVED: "A saved view was removed.",
    SEARCH_SAVED: "Somebody kept a search for themselves.",
    SEARCH_REMOVED: "Somebody removed a search that they had kept.",
    TAG_ADDED: "A brand has a new tag.",
    TAG_CHANGED: "A tag got another name or colour.",
    TAG_MERGED: "A tag was merged into another one and is gone.",
    TAG_REMOVED: "A tag was removed, from every conversation too.",
}
