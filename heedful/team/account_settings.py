"""How people sign in, as django-allauth wants to be told. `config/settings.py` takes all of these names over.

The limits are counted in the default cache. With several web processes it must be one that they share
(Django's DatabaseCache in the table `heedful_cache`, or Valkey); with one process memory will do.
"""

from __future__ import annotations

ACCOUNT_ADAPTER = "heedful.team.adapter.StaffOnly"
ACCOUNT_FORMS = {
    "login": "heedful.team.forms.SignIn",
    "reset_password": "heedful.team.forms.AskForPassphrase",
    "reset_password_from_key": "heedful.team.forms.NewPassphrase",
    "change_password": "heedful.team.forms.ChangePassphrase",
    "reauthenticate": "heedful.team.forms.Confirm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation or the set-up link has already shown who somebody is
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers cannot make us write to strangers
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None  # 'stay signed in' is a box to tick
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # here we stay signed in; every other device is signed out
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,30/h/ip,5/5m/key",
    "reset_password": "10/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "heedful.team.second_step.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Heedful"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "heedful.team.passphrases.NotOneself", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "heedful.team.passphrases.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "heedful.team.passphrases.NotWidelyUsed"},
]
