"""The events of this room."""

BEGUN = "demo.begun"

KINDS = {BEGUN: "The database was emptied and the demo began: all that follows is invented."}
