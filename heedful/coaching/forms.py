"""Answers to a finding: 'not here' with its reason, or its wording taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TakingForm(forms.Form):
    """A wording was taken: of which rule."""

    code = forms.RegexField(r"^[A-Z]{3}[0-9]{3}$")


class DismissalForm(forms.Form):
    """A reason is pressed or written; without one nobody could ever mend the rule."""

    code = forms.RegexField(r"^[A-Z]{3}[0-9]{3}$", error_messages={"invalid": _("There is no such rule.")})
    words = forms.CharField(required=False, max_length=300, strip=False)
    reason = forms.CharField(required=False, max_length=300)
    own_reason = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["reason"] = cleaned.get("own_reason") or cleaned.get("reason") or ""
        if not cleaned["reason"]:
            raise forms.ValidationError(_("Say in a word why it does not fit here; that is how the rule gets better."))
        return cleaned
