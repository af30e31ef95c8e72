"""The events of this room."""

DISMISSED = "finding.dismissed"

KINDS = {DISMISSED: "A writer said 'not here' to a finding of the coach."}
