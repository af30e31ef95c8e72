"""The events of the house itself."""

KEEPING_CHANGED = "keeping.changed"
PURGED = "retention.purged"
ERASED = "customer.erased"

KINDS = {
    KEEPING_CHANGED: "How long a brand keeps mail, files and texts was changed.",
    PURGED: "What a brand had kept long enough was taken away, with the numbers.",
    ERASED: "A customer and all that was theirs was erased; what is left are numbers.",
}
