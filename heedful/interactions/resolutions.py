"""Why a conversation or an inquiry is over: code → words."""

RESOLUTIONS = {
    "answered": "Answered",
    "solved": "Solved",
    "no_answer_needed": "No answer needed",
    "no_reply": "The customer did not come back",
    "duplicate": "Told twice",
    "not_for_us": "Not for us",
    "spam": "Unwanted",
    "ended": "Ended politely",
}
