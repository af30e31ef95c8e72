"""What a composer may send: words of any script, the version it saw, a key of its own making."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from heedful.replies.actions import LONGEST

# Nobody can see these and no mail should carry them; tab and line feed stay.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
KEY = r"^[A-Za-z0-9_-]{8,40}$"
MOST_TYPED = 1_000_000
LAST_VERSION = 2_000_000_000
LAST_ID = 2**63 - 1


class WrittenText(forms.CharField):
    """Text as it was written: nothing trimmed, line ends made equal, invisible control characters left out."""

    default_error_messages = {
        "required": _("There is nothing written yet."),
        "too_long": _("This is longer than %(most)s characters. It is kept here; attach it as a file instead."),
        "broken": _("The text holds half of a character (a lone surrogate). Remove it and try again."),
    }

    def __init__(self, *, required: bool) -> None:
        super().__init__(required=required, strip=False)

    def to_python(self, value: object) -> str:
        text = UNSEEN.sub("", (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) > LONGEST:
            raise forms.ValidationError(self.error_messages["too_long"], "too_long", {"most": f"{LONGEST:,}"})
        if SURROGATE.search(text):
            raise forms.ValidationError(self.error_messages["broken"], "broken")
        return text

    def validate(self, value: str) -> None:
        if self.required and not value.strip():
            raise forms.ValidationError(self.error_messages["required"], "required")


class DraftForm(forms.Form):
    """A draft at a pause. Version 0 says that the writer knows of no earlier one."""

    text = WrittenText(required=False)
    version = forms.IntegerField(
        min_value=0,
        max_value=LAST_VERSION,
        error_messages={"required": _("The version of the draft is missing. Reload the page; your text is kept here.")},
    )


class HeadingForm(forms.Form):
    """To whom and from where, as typed. Nothing of it is required: what is wrong is said by `typed_heading`."""

    to = forms.CharField(required=False, max_length=MOST_TYPED)
    cc = forms.CharField(required=False, max_length=MOST_TYPED)
    bcc = forms.CharField(required=False, max_length=MOST_TYPED)
    sender = forms.CharField(required=False, max_length=320)
    is_signed = forms.BooleanField(required=False)
    # The page has a heading at all: without it the usual people get the reply.
    has_heading = forms.BooleanField(required=False)


class NoteForm(forms.Form):
    """A note for the team."""

    text = WrittenText(required=True)
    key = forms.RegexField(
        KEY,
        error_messages={"invalid": _("The key of this message is damaged. Reload the page; your text is kept here.")},
    )


class ReplyForm(NoteForm):
    """A reply that shall leave; `seen` is the newest interaction on the writer's screen."""

    override_reason = forms.CharField(required=False, max_length=300)
    seen = forms.IntegerField(required=False, min_value=0, max_value=LAST_ID)
    # The writer has looked a second time at what everybody will read.
    looked = forms.BooleanField(required=False)


class ForwardForm(NoteForm):
    """Something to pass on; the words before it may be missing."""

    text = WrittenText(required=False)


class LaterForm(ReplyForm):
    """A reply for later: a local time as a browser writes it, `2026-11-26T09:00`."""

    send_at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={
            "required": _("Choose when it shall leave."),
            "invalid": _("That is no day and time. Choose one, such as tomorrow at nine."),
        },
    )


def first_error(form: forms.Form) -> tuple[str, str]:
    """Code and words of the first thing that is wrong, the text before everything else."""
    for name in ("text", *form.fields):
        for error in form.errors.as_data().get(name, []):
            code = error.code or "invalid"
            return (code if name == "text" else "invalid"), error.messages[0]
    return "invalid", ""
