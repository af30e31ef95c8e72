"""The events of this room."""

DISMISSED = "finding.dismissed"
TRENDS_KEPT = "trends.kept"
TRENDS_STOPPED = "trends.stopped"

KINDS = {
    DISMISSED: "A writer said 'not here' to a finding of the coach.",
    TRENDS_KEPT: "A brand keeps again, for each writer alone, what the coach said about their replies.",
    TRENDS_STOPPED: "A brand stopped keeping trends of people; what was kept no longer names anybody.",
}
