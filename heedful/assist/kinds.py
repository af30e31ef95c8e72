"""The events of this room."""

WAY_TAKEN = "way.taken"

KINDS = {WAY_TAKEN: "Somebody chose a way out of a circle or of abuse: other words, another person, an end."}
