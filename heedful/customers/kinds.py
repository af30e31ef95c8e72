"""The events of this room."""

CREATED = "customer.created"
RENAMED = "customer.renamed"
ADDRESS_ADDED = "customer.address_added"
ADDRESS_REMOVED = "customer.address_removed"
ADDRESS_PROVEN = "customer.address_proven"
ADDRESS_BOUNCED = "customer.address_bounced"
REMEMBERED = "customer.remembered"
REMEMBERED_CHANGED = "customer.remembered_changed"
FORGOTTEN = "customer.forgotten"
KEPT_APART = "customer.kept_apart"
MERGED = "customer.merged"
UNMERGED = "customer.unmerged"

KINDS = {
    CREATED: "Somebody became known to a brand.",
    RENAMED: "A customer's name, company or language was corrected.",
    ADDRESS_ADDED: "A further address of a customer became known.",
    ADDRESS_REMOVED: "An address was taken off a customer; what was said by it stays.",
    ADDRESS_PROVEN: "Mail from an address was vouched for by our mail server for the first time.",
    ADDRESS_BOUNCED: "Mail to an address came back for good.",
    REMEMBERED: "A detail worth remembering was noted.",
    REMEMBERED_CHANGED: "A detail worth remembering was corrected.",
    FORGOTTEN: "A detail is no longer remembered.",
    KEPT_APART: "Somebody said that two who look alike are two.",
    MERGED: "Somebody said that two customers are one; this is the one who stays.",
    UNMERGED: "A merge was undone: two customers again.",
}
