"""The events of this room."""

CREATED = "customer.created"
RENAMED = "customer.renamed"
ADDRESS_ADDED = "customer.address_added"
ADDRESS_BOUNCED = "customer.address_bounced"
REMEMBERED = "customer.remembered"

KINDS = {
    CREATED: "Somebody became known to a brand.",
    RENAMED: "A customer's name or company was corrected.",
    ADDRESS_ADDED: "A further address of a customer became known.",
    ADDRESS_BOUNCED: "Mail to an address came back for good.",
    REMEMBERED: "A detail worth remembering was noted.",
}
