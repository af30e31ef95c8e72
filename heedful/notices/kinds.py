"""The events of this room."""

OVERDUE = "conversation.overdue"
CHOSEN = "notices.chosen"
BROWSER_ADDED = "browser.added"
BROWSER_REMOVED = "browser.removed"

KINDS = {
    OVERDUE: "Somebody has been waiting longer than the reply goal of the brand; told once for each wait.",
    CHOSEN: "Somebody chose of what they want to hear, by which way and when.",
    BROWSER_ADDED: "Somebody lets a browser show them notices while the desk is closed.",
    BROWSER_REMOVED: "A browser no longer shows notices, because its owner said so.",
}
