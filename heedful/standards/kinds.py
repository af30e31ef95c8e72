"""The events of this room."""

CHANGED = "standards.changed"

KINDS = {CHANGED: "A brand's standards got a new version."}
