"""Django settings. What differs between installations comes from `environment.py`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlparse

from heedful.config.environment import key_file, read_environment
from heedful.team.account_settings import *  # noqa: F403 (how people sign in is the room's own matter)
from heedful.ui import languages

ENVIRONMENT = read_environment()
DATA = ENVIRONMENT.data
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = key_file(DATA, "secret")
SEALING_KEY = key_file(DATA, "sealing")
SIGNING_KEY = key_file(DATA, "signing")

_public = urlparse(ENVIRONMENT.public_url)
PUBLIC_URL = ENVIRONMENT.public_url
ALLOWED_HOSTS = [_public.hostname or "localhost", "localhost", "127.0.0.1", "[::1]", *ENVIRONMENT.allowed_hosts]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
_secure = _public.scheme == "https"

ROOMS = [
    "ui", "blobs", "events", "team", "customers", "standards", "interactions", "promises", "coaching",
    "switchboard", "replies", "notices", "assist", "workspace", "demo",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    *[f"heedful.{room}" for room in ROOMS],
]
MIDDLEWARE = [
    "heedful.config.watch.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "heedful.ui.policy.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "heedful.team.interpreter.Interpreter",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "heedful.team.doorkeeper.Doorkeeper",
]
ROOT_URLCONF = "heedful.config.urls"
AUDITED = "heedful.config.audited.SENTENCES"
ASGI_APPLICATION = "heedful.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in (*ROOMS, "config")],
        "OPTIONS": {"environment": "heedful.ui.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "team" / "account_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]


def postgres(url: str) -> dict[str, object]:
    parts = urlparse(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path, *, fsync: bool) -> dict[str, object]:
    sync = "FULL" if fsync else "NORMAL"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={sync}; PRAGMA mmap_size=268435456; "
                "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
            ),
        },
    }


DATABASES = {
    "default": postgres(ENVIRONMENT.database_url)
    if ENVIRONMENT.database_url
    else _sqlite(DATA / "heedful.sqlite3", fsync=ENVIRONMENT.sqlite_fsync)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "team.Person"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "heedful.team.sessions"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "heedful.team.stale.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
X_FRAME_OPTIONS = "DENY"
if _secure:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Limits are counted here: by one process in memory, by several in a table that they share.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "heedful_cache"}
    if ENVIRONMENT.database_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024

EMAIL_BACKEND = "heedful.switchboard.house_mail.HouseMail"
DEFAULT_FROM_EMAIL = "heedful@localhost"

LANGUAGE_CODE = languages.DEFAULT
LANGUAGES = languages.OFFERED
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "heedful.ui.storage.HashedFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG

LOG_FORMATS: dict[str, dict[str, object]] = {
    "lines": {
        "()": "heedful.config.watch.log_lines.Line",
        "format": "{asctime} {levelname} {name} {message} [{request_id}]",
        "style": "{",
    },
    "json": {
        "()": "heedful.config.watch.log_json.Json",
        "fmt": ["levelname", "name", "message", "threadName", "request_id"],
        "rename_fields": {"levelname": "level", "name": "logger", "threadName": "thread", "exc_info": "trace"},
        "timestamp": "time",
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"chosen": LOG_FORMATS[ENVIRONMENT.log]},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "chosen"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"heedful": {"level": "INFO"}},
}
