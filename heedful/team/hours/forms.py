"""The form of opening hours: what was typed becomes a plan, or is said to be wrong where it stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from heedful.events.instant import now, to_datetime
from heedful.team.hours.plan import Day, Hours
from heedful.team.hours.public_holidays import is_place
from heedful.team.hours.reading import LONGEST, BadHours, read_day
from heedful.team.hours.spans import reached
from heedful.team.hours.special_days import DayRow, read_rows, rows_of, typed_rows
from heedful.team.hours.words import day_text
from heedful.team.timezones import found_timezone

WEEK = tuple(f"day{number}" for number in range(7))
COLUMNS = ("day_first", "day_last", "day_hours", "day_name")


class DayField(forms.CharField):
    """One weekday in words; cleans to its intervals."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LONGEST)

    def clean(self, value: Any) -> Day:
        try:
            return read_day(super().clean(value))
        except BadHours as bad:
            raise forms.ValidationError(str(bad)) from bad


class HoursForm(forms.Form):
    """Bound by `data`, else filled from `hours`."""

    timezone = forms.CharField(label=_("Time zone"), max_length=60, help_text=_("Type a city, such as Lisbon."))
    country = forms.CharField(label=_("Public holidays of"), required=False, max_length=2)
    subdivision = forms.CharField(label=_("Part of the country"), required=False, max_length=40)
    goal_in_open_time = forms.BooleanField(label=_("The reply goal counts opening time only"), required=False)
    valid_from = forms.DateField(
        label=_("In force from"), required=False, help_text=_("Empty means at once. What is past keeps its hours.")
    )

    def __init__(self, data: Any = None, *, hours: Hours) -> None:
        initial = {name: day_text(day) for name, day in zip(WEEK, hours.week, strict=True)}
        plain = ("timezone", "country", "subdivision", "goal_in_open_time")
        super().__init__(data, initial={**initial, **{name: getattr(hours, name) for name in plain}})
        for name in WEEK:
            self.fields[name] = DayField()
        self.today = to_datetime(now()).date()
        sent = data is not None
        self.rows: list[DayRow] = (
            typed_rows(data.getlist(name) for name in COLUMNS) if sent else rows_of(hours.days, since=self.today)
        )

    def clean_timezone(self) -> str:
        zone, meant = found_timezone(self.cleaned_data["timezone"])
        if zone:
            return zone
        if meant:
            raise forms.ValidationError(now_("Which one is meant? %(zones)s") % {"zones": ", ".join(meant)})
        raise forms.ValidationError(now_("This time zone is not known here. Choose one from the list."))

    def clean_valid_from(self) -> date | None:
        day: date | None = self.cleaned_data["valid_from"]
        if day is not None and not self.today <= day <= date(self.today.year + 5, 12, 31):
            raise forms.ValidationError(now_("This day is past, or more than five years ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        days, self.rows = read_rows(self.rows, today=self.today)
        if any(row.error for row in self.rows):
            self.add_error(None, now_("One of the days of their own needs another look."))
        if typed.get("country") and not is_place(typed["country"]):
            self.add_error("country", now_("The holidays of this country are not known here."))
        elif not is_place(typed.get("country", ""), typed.get("subdivision", "")):
            typed["subdivision"] = ""  # a part of the country that was chosen before
        typed["days"] = days
        return typed

    def hours(self) -> Hours:
        typed = self.cleaned_data
        return Hours(
            timezone=typed["timezone"],
            week=tuple(typed[name] for name in WEEK),
            country=typed["country"],
            subdivision=typed["subdivision"],
            days=tuple(typed["days"]),
            goal_in_open_time=typed["goal_in_open_time"],
        )

    def begins_at(self) -> int | None:
        """The first instant of the chosen day; None for at once, which today is, too."""
        day: date | None = self.cleaned_data["valid_from"]
        zone = ZoneInfo(self.cleaned_data["timezone"])
        if day is None or day <= datetime.fromtimestamp(now() / 1_000_000, tz=zone).date():
            return None
        return reached(day, 0, zone)
