"""The events of this room."""

WAY_TAKEN = "way.taken"
HELP_SET = "help.set"
HELP_ASKED = "help.asked"
HELP_TAKEN = "help.taken"
WRITTEN_WITH_HELP = "help.marked"

KINDS = {
    WAY_TAKEN: "Somebody chose a way out of a circle or of abuse: other words, another person, an end.",
    HELP_SET: "An admin set where a brand's writing help lives and what may be sent to it.",
    HELP_ASKED: "Somebody asked the writing help; words left the house.",
    HELP_TAKEN: "Somebody took a proposal of the writing help into their draft.",
    WRITTEN_WITH_HELP: "A message was sent that was written with help; it is marked so.",
}
