"""What the front-desk note takes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = (("visit", _("Visit")), ("call", _("Call")), ("meeting", _("Meeting")), ("message", _("Other")))
OUTCOMES = (("done", _("Done")), ("needs_answer", _("Needs an answer")))
DIRECTIONS = (("in", _("They got in touch")), ("out", _("We got in touch")))
OUTCOME_ERRORS = dict.fromkeys(("required", "invalid_choice"), _("Choose whether an answer is owed."))
KIND_ERRORS = dict.fromkeys(("required", "invalid_choice"), _("Choose what it was."))
KEY_ERRORS = dict.fromkeys(("required", "invalid"), _("Save it once more, please; your words are here."))


class NoteForm(forms.Form):
    """`key` is made by the client, so that a note sent twice is written once."""

    key = forms.RegexField(r"^[A-Za-z0-9_-]{8,60}$", error_messages=KEY_ERRORS)
    kind = forms.ChoiceField(choices=KINDS, error_messages=KIND_ERRORS)
    who = forms.CharField(max_length=200, required=False)
    customer = forms.IntegerField(
        required=False, min_value=1, error_messages={"invalid": _("Choose the customer again, or write a name.")}
    )
    address = forms.CharField(max_length=320, required=False)
    brand = forms.IntegerField(required=False, min_value=1)
    text = forms.CharField(max_length=20_000, error_messages={"required": _("Write what it was about.")})
    outcome = forms.ChoiceField(choices=OUTCOMES, error_messages=OUTCOME_ERRORS)
    direction = forms.ChoiceField(choices=DIRECTIONS, required=False)

    @property
    def unplaced(self) -> list[str]:
        """Errors of fields that show none of their own."""
        shown = {"who", "text", "address"}
        return [error for name, errors in self.errors.items() if name not in shown for error in errors]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("customer") and not given.get("who", "").strip() and "who" not in self.errors:
            self.add_error("who", _("Write who it was: a name, a number or a mail address."))
        return given
