"""What people type into this room's pages, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from heedful.team.models.person import Person, Role
from heedful.team.timezones import is_timezone
from heedful.ui.languages import DEFAULT, OFFERED

LONGEST_ID = 19  # digits; what is longer is no number of a row
PASSPHRASE_HELP = _("At least twelve characters. Four words that belong to nobody but you will do.")


def _tell(form: forms.BaseForm, words: dict[str, tuple[Any, Any]]) -> None:
    """Our own labels and hints on allauth's fields; no placeholders, they vanish when one types."""
    for name, (label, help_text) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, help_text
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self, {"login": (_("E-mail"), ""), "password": (_("Passphrase"), "")})
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        if "remember" in self.fields:
            self.fields["remember"].label = _("Stay signed in on this device")


class AskForPassphrase(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self, {"email": (_("E-mail"), "")})


class NewPassphrase(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self, {"password1": (_("New passphrase"), PASSPHRASE_HELP), "password2": (_("Once more"), "")})


class ChangePassphrase(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(
            self,
            {
                "oldpassword": (_("Present passphrase"), ""),
                "password1": (_("New passphrase"), PASSPHRASE_HELP),
                "password2": (_("New passphrase once more"), ""),
            },
        )


class Confirm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self, {"password": (_("Passphrase"), "")})


class _Named(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As colleagues and customers see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class _WithPassphrase(_Named):
    passphrase = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        max_length=1000,
        help_text=PASSPHRASE_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "minlength": "12"}),
    )


class BrandForm(forms.Form):
    brand_name = forms.CharField(
        label=_("What do customers call you?"), max_length=120, help_text=_("It signs every message.")
    )
    timezone = forms.CharField(label=_("Time zone"), max_length=60, initial="UTC")

    def clean_timezone(self) -> str:
        zone: str = self.cleaned_data["timezone"]
        if not is_timezone(zone):
            raise forms.ValidationError(_("This time zone is not known here. Choose one from the list."))
        return zone


class WelcomeForm(BrandForm, _WithPassphrase):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("as the browser asks for")), *OFFERED]
    )

    field_order = ["brand_name", "timezone", "language", "name", "email", "passphrase"]


class AcceptForm(_WithPassphrase):
    pass


class ProfileForm(_Named):
    theme = forms.ChoiceField(
        label=_("Theme"),
        required=False,
        choices=[("", _("as the device")), ("light", _("light")), ("dark", _("dark"))],
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("as the browser asks for")), *OFFERED]
    )


class BrandSettingsForm(BrandForm):
    language = forms.ChoiceField(
        label=_("Language of the brand"),
        required=False,
        choices=OFFERED,
        initial=DEFAULT,
        help_text=_("In which we write to customers what nobody writes by hand."),
    )
    sign_off = forms.CharField(
        label=_("Sign-off"),
        max_length=200,
        required=False,
        help_text=_("What stands under every reply, above the name of the writer."),
    )
    reply_goal_minutes = forms.IntegerField(
        label=_("Reply goal in minutes"),
        min_value=5,
        max_value=14 * 24 * 60,
        help_text=_("How long a customer should wait at most. The inbox shows how much of it is used up."),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.AGENT)
    team = forms.IntegerField(label=_("Team"), required=False)


class People(forms.ModelMultipleChoiceField):
    """Numbers that no row can have are nobody; a database would stumble over them."""

    def clean(self, value: Any) -> Any:
        return super().clean([one for one in value or () if len(str(one)) < LONGEST_ID])


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name of the team"), max_length=80)
    people = People(queryset=Person.objects.none(), required=False)

    def __init__(self, *args: Any, brand_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(memberships__brand_id=brand_id, is_active=True)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
