"""The events of this room."""

PROPOSED = "promise.proposed"
MADE = "promise.made"
KEPT = "promise.kept"
MOVED = "promise.moved"
RELEASED = "promise.released"
DISMISSED = "promise.dismissed"
TAKEN_BACK = "promise.taken_back"
DUE_SOON = "promise.due_soon"
LATE = "promise.late"

KINDS = {
    PROPOSED: "The coach read a commitment of ours in a reply or a note; somebody decides whether it is a promise.",
    MADE: "Somebody said that this is a promise: who keeps it, and by when.",
    KEPT: "A promise was kept.",
    MOVED: "A promise was put off or given to somebody else, with a reason; the old time is kept.",
    RELEASED: "A promise need not be kept any more, with a reason.",
    DISMISSED: "What the coach had read is no promise.",
    TAKEN_BACK: "Kept, released or dismissed was a mistake: the promise is as it was before.",
    DUE_SOON: "A promise falls due soon; told once for each time that it was given.",
    LATE: "A promise was not kept by its time; told once for each time that it was given.",
}
