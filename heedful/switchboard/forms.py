"""What an admin types to connect a mailbox, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heedful.channels.email.recipients import read_recipients
from heedful.switchboard.mailbox_actions import MailboxWish
from heedful.switchboard.mailbox_settings import Secrets
from heedful.switchboard.models import Account
from heedful.switchboard.oauth import PROVIDERS

SECURITY = [
    ("tls", _("TLS from the start (usual)")),
    ("starttls", _("STARTTLS")),
    ("plain", _("none: this machine only")),
]
AUTH = [
    ("password", _("by password")),
    ("google", _("with Google's consent")),
    ("microsoft", _("with Microsoft's consent")),
]
READING = [("imap", _("We fetch it from an IMAP server")), ("lmtp", _("Our own mail server hands it over (LMTP)"))]
START = [("new", _("Only what arrives from now on")), ("all", _("All that lies in the folder"))]
HOSTS = {
    "google": {"imap_host": "imap.gmail.com", "smtp_host": "smtp.gmail.com"},
    "microsoft": {"imap_host": "outlook.office365.com", "smtp_host": "smtp.office365.com"},
}


def _secret(label: Any, help_text: Any = "") -> forms.CharField:
    """Never filled in again: what is stored is not shown to anybody."""
    field = forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, required=False, strip=False, max_length=4000, help_text=help_text, widget=field)


def _line(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    plain = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"})
    return forms.CharField(label=label, required=required, max_length=253, help_text=help_text, widget=plain)


def _port(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=65_535, help_text=_("Empty: the usual one.")
    )


class MailboxForm(forms.Form):
    """The same form connects and changes; when it changes, empty secrets stay as they are."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("For colleagues, such as: Front desk."))
    address = forms.EmailField(label=_("Address"), help_text=_("What customers write to. Replies leave by it."))
    aliases = forms.CharField(
        label=_("Other addresses"),
        required=False,
        max_length=2000,
        help_text=_("Whose mail lands in the same mailbox. Replies may leave by them, if your mail server lets them."),
    )
    team = forms.TypedChoiceField(label=_("Goes to the team"), required=False, coerce=int, empty_value=None)
    auth = forms.ChoiceField(label=_("We sign in"), choices=AUTH)
    password = _secret(_("Password"), _("Many providers want an app password, made in their own settings."))
    client_id = _line(_("Client id"))
    client_secret = _secret(_("Client secret"))
    refresh_token = _secret(_("Refresh token"), _("The provider hands it out when you consent."))
    tenant = _line(_("Tenant"), _("Microsoft only; empty for any."))
    reading = forms.ChoiceField(label=_("How mail comes in"), choices=READING)
    imap_host = _line(_("Server"))
    imap_security = forms.ChoiceField(label=_("Encryption"), choices=SECURITY)
    imap_port = _port(_("Port"))
    imap_user = _line(_("User"), _("Empty: the address."))
    imap_folder = _line(_("Folder"), _("Empty: INBOX."))
    start = forms.ChoiceField(label=_("To begin with"), choices=START)
    mark_read = forms.BooleanField(label=_("Mark mail on the server as read once it is kept here"), required=False)
    smtp_host = _line(_("Server"))
    smtp_security = forms.ChoiceField(label=_("Encryption"), choices=SECURITY)
    smtp_port = _port(_("Port"))
    smtp_user = _line(_("User"), _("Empty: the address."))
    smtp_password = _secret(_("Password for sending"), _("Only when it is another one."))
    authserv_id = _line(
        _("Your mail server's name in Authentication-Results"),
        _("With it, forged senders are recognised. Your provider can tell you; empty trusts nobody's verdict."),
    )
    save_anyway = forms.BooleanField(label=_("Save it although the test failed"), required=False)

    def __init__(self, *args: Any, teams: list[tuple[int, str]], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_new = is_new
        self.fields["team"].choices = [("", _("nobody in particular")), *teams]  # type: ignore[attr-defined]

    def clean_aliases(self) -> list[str]:
        parties, unfit = read_recipients(self.cleaned_data["aliases"])
        if unfit:
            raise forms.ValidationError(_("“%(text)s” is no e-mail address."), params={"text": unfit[0].text})
        return [party.address for party in parties if party.address != self.cleaned_data.get("address", "").lower()]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for name, host in HOSTS.get(typed.get("auth", ""), {}).items():
            typed[name] = typed.get(name) or host
        if typed.get("reading") == "imap" and not typed.get("imap_host"):
            self.add_error("imap_host", _("Name the server that mail is read from."))
        self._need_secrets(typed)
        return typed

    def _need_secrets(self, typed: dict[str, Any]) -> None:
        if typed.get("auth") in PROVIDERS and not typed.get("client_id"):
            self.add_error("client_id", _("The provider gave you one when you registered the app."))
        needed = "refresh_token" if typed.get("auth") in PROVIDERS else "password"
        is_asked = typed.get("reading") == "imap" or needed == "refresh_token"
        if self._is_new and is_asked and not typed.get(needed) and needed not in self.errors:
            self.add_error(needed, _("It is needed to sign in."))

    def wish(self) -> MailboxWish:
        """Call it on a valid form only."""
        typed = self.cleaned_data
        secrets = Secrets(
            password=typed["password"],
            smtp_password=typed["smtp_password"],
            client_secret=typed["client_secret"],
            refresh_token=typed["refresh_token"],
        )
        return MailboxWish(typed["name"], typed["address"], typed["team"], _settings(typed), secrets)


def initial_of(account: Account | None) -> dict[str, Any]:
    """What the form shows at first; no secret is among it."""
    if account is None:
        return {"auth": "password", "reading": "imap", "start": "new", "imap_security": "tls", "smtp_security": "tls"}
    settings = account.settings
    oauth, trusted = settings.get("oauth", {}), settings.get("authserv_ids", [])
    shown = {
        "name": account.name,
        "address": account.address,
        "aliases": ", ".join(settings.get("aliases", ())),
        "team": account.team_id or "",
        "auth": settings.get("auth", "password"),
        "client_id": oauth.get("client_id", ""),
        "tenant": oauth.get("tenant", ""),
        "reading": "imap" if settings.get("imap", {}).get("host") else "lmtp",
        "start": settings.get("imap", {}).get("start", "all"),
        "mark_read": settings.get("imap", {}).get("mark_read", False),
        "imap_folder": settings.get("imap", {}).get("folder", ""),
        "authserv_id": trusted[0] if trusted else "",
    }
    for kind in ("imap", "smtp"):
        wire = settings.get(kind, {})
        shown |= {f"{kind}_{part}": wire.get(part) or "" for part in ("host", "port", "user")}
        shown[f"{kind}_security"] = wire.get("security", "tls")
    return shown


def _settings(typed: dict[str, Any]) -> dict[str, Any]:
    imap = _server(typed, "imap") if typed["reading"] == "imap" else {}
    if imap:
        imap |= {"folder": typed["imap_folder"], "start": typed["start"], "mark_read": typed["mark_read"]}
    return {
        "auth": typed["auth"],
        "aliases": typed["aliases"],
        "imap": imap,
        "smtp": _server(typed, "smtp") if typed["smtp_host"] else {},
        "oauth": {"client_id": typed["client_id"], "tenant": typed["tenant"]} if typed["auth"] in PROVIDERS else {},
        "authserv_ids": [typed["authserv_id"]] if typed["authserv_id"] else [],
    }


def _server(typed: dict[str, Any], kind: str) -> dict[str, Any]:
    return {part: typed[f"{kind}_{part}"] for part in ("host", "port", "security", "user")}
