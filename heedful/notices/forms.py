"""The form of one's choices: a table of boxes, quiet hours, the hour of the digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from heedful.notices.actions import Wish
from heedful.notices.news import ALL, WAYS
from heedful.notices.quiet import Quiet
from heedful.team.timezones import found_timezone

HOURS = [("", _("none")), *((str(hour), f"{hour:02}:00") for hour in range(24))]


class ChoicesForm(forms.Form):
    """`ways` are boxes named `mentioned.push`; what is not ticked is not wanted."""

    timezone = forms.CharField(
        label=_("Your time zone"), max_length=60, help_text=_("Type a place, for example Lisbon or Europe/Berlin.")
    )
    begins = forms.TimeField(label=_("Quiet from"), required=False, widget=forms.TimeInput(format="%H:%M"))
    ends = forms.TimeField(label=_("until"), required=False, widget=forms.TimeInput(format="%H:%M"))
    days = forms.MultipleChoiceField(required=False, choices=[(str(day), str(day)) for day in range(7)])
    digest_hour = forms.ChoiceField(
        label=_("A digest of what you have not read, daily at"),
        required=False,
        choices=HOURS,
        help_text=_("On a quiet day, or in quiet hours, it waits until they are over. Nothing new: no mail."),
    )

    def clean_timezone(self) -> str:
        zone, meant = found_timezone(self.cleaned_data["timezone"])
        if zone:
            return zone
        if meant:
            raise forms.ValidationError(
                now_("Several places are called so: %(places)s.") % {"places": ", ".join(meant)}
            )
        raise forms.ValidationError(now_("This time zone is not known here. Choose one from the list."))

    def wish(self) -> Wish:
        """What was chosen, once the form is valid."""
        typed = self.cleaned_data
        days = frozenset(int(day) for day in typed["days"])
        quiet = Quiet(typed["timezone"], _minute(typed["begins"]), _minute(typed["ends"]), days)
        hour = typed["digest_hour"]
        return Wish(ways_of(self.data), quiet, int(hour) if hour else None)


def ways_of(sent: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The boxes that are ticked."""
    return {news.code: frozenset(way for way in WAYS if f"{news.code}.{way}" in sent) for news in ALL}


def typed_from(wish: Wish) -> dict[str, Any]:
    """What stands in the fields for choices that are kept."""
    quiet = wish.quiet
    return {
        "timezone": quiet.zone,
        "begins": _time(quiet.begins),
        "ends": _time(quiet.ends),
        "days": [str(day) for day in sorted(quiet.days)],
        "digest_hour": "" if wish.digest_hour is None else str(wish.digest_hour),
    }


def _minute(told: time | None) -> int | None:
    return None if told is None else told.hour * 60 + told.minute


def _time(minute: int | None) -> str:
    return "" if minute is None else f"{time(*divmod(minute, 60)):%H:%M}"
