"""One settings file, read from the environment (prefix `DENGTA_`, and `DATABASE_URL`).

Without any variable set it is a safe single-machine installation: SQLite under `var/`, debug off.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from dengta.config import logging as log_format
from dengta.config.databases import database_from_url
from dengta.config.keys import installation_key

django_stubs_ext.monkeypatch()

env = Env()
REPOSITORY = Path(__file__).resolve().parents[3]

# --- where things lie --------------------------------------------------------------------------
HOME: Path = Path(env.str("DENGTA_HOME", str(REPOSITORY / "var")))
HOME.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = HOME / "media"
STATIC_ROOT = HOME / "static"
STATIC_URL = "/static/"
SHARED = Path(env.str("DENGTA_SHARED", str(REPOSITORY.parent / "shared")))

# --- what kind of installation this is ---------------------------------------------------------
DEBUG = False
DEMO: bool = env.bool("DENGTA_DEMO", False)
HTTPS: bool = env.bool("DENGTA_HTTPS", False)
ALLOWED_HOSTS: list[str] = env.list("DENGTA_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("DENGTA_ORIGINS", [])
SECRET_KEY: str = env.str("DENGTA_SECRET_KEY", "") or installation_key(HOME / "secret_key")
SECRET_KEY_FALLBACKS: list[str] = env.list("DENGTA_SECRET_KEY_FALLBACKS", [])
# Field encryption: newest key first; see foundation.secrets.
# Hashes of the audit record are keyed with it; whoever only has the database cannot forge an entry.
AUDIT_KEY: str = env.str("DENGTA_AUDIT_KEY", "") or installation_key(HOME / "audit_key")
KEY_RING: list[str] = env.list("DENGTA_KEY_RING", []) or [installation_key(HOME / "field_key")]

# --- apps --------------------------------------------------------------------------------------
ROOMS = ["people", "communication", "service", "goals", "performance", "recognition", "disputes"]
FOUNDATION = [
    "access", "audit", "backup", "calendar", "doctor", "events", "exports", "files", "imports", "jobs", "notify",
    "releases", "rules", "schedule", "settings", "slots",
]  # fmt: skip
INSTALLED_APPS = [
    *(f"dengta.domains.{room}" for room in reversed(ROOMS)),
    *(f"dengta.foundation.{name}" for name in FOUNDATION),
    "dengta.web",
    "dengta.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dengta.config.middleware.RequestLog",
    "dengta.config.middleware.PrivateResponses",
    "dengta.config.middleware.SessionGuard",
]

LOGGING = log_format.LOGGING
ROOT_URLCONF = "dengta.config.urls"
WSGI_APPLICATION = "dengta.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dengta.web.context.shell",
                "dengta.config.context.sign_in",
            ],
            # The later wins: our `translate` remembers what Django's looks up anew.
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dengta.web.templatetags.ui",
                "dengta.web.templatetags.words",
            ],
        },
    }
]

# --- data --------------------------------------------------------------------------------------
DATABASES = {"default": database_from_url(env.str("DATABASE_URL", f"sqlite:///{HOME / 'dengta.sqlite3'}"))}
# Sign-in limits and used one-time codes must hold across processes, so the cache is a table, or Redis.
SHARED_CACHE = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.str("DENGTA_REDIS_URL")}
    if env.str("DENGTA_REDIS_URL", "")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
)
CACHES = {
    "default": SHARED_CACHE,
    "shared": SHARED_CACHE,
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "light", "heavy"]},
}
# Only for tests that kill workers: 0.1 makes leases, heartbeats and sweeps ten times faster.
JOBS_TIME_SCALE: float = env.float("DENGTA_JOBS_TIME_SCALE", 1.0)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- e-mail ------------------------------------------------------------------------------------
# smtp+tls://user:password@host:587; without it no e-mail is sent, and none waits to be sent.
globals().update(env.dj_email_url("DENGTA_EMAIL_URL", "dummy://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env.str("DENGTA_EMAIL_FROM", "Dengta <dengta@localhost>")
# Where people reach this installation: links in messages start with it.
PUBLIC_URL: str = env.str("DENGTA_URL", "http://127.0.0.1:8000").rstrip("/")

# --- chat -------------------------------------------------------------------------------------------
# The only servers that messages to chats may go to. A server of your own takes the place of the vendor's:
# DENGTA_CHAT_SERVERS=feishu=https://open.larksuite.com,wecom=https://wecom.intra.example
CHAT_SERVERS: dict[str, str] = {
    "wecom": "https://qyapi.weixin.qq.com",
    "dingtalk": "https://oapi.dingtalk.com",
    "dingtalk_api": "https://api.dingtalk.com",
    "feishu": "https://open.feishu.cn",
    **env.dict("DENGTA_CHAT_SERVERS", {}),
}
CHAT_PROXY: str = env.str("DENGTA_CHAT_PROXY", "")

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("DENGTA_TIME_ZONE", "Asia/Shanghai")
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["dengta.web.formats"]

# --- accounts --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dengta.config.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "dengta.config.passwords.NothingCommon"},
    {"NAME": "dengta.config.passwords.NothingOfOurs"},
    {"NAME": "dengta.config.passwords.NothingEasy"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Roles that see other people's data come in with a second factor only (never asked of demo personas).
SECOND_FACTOR_ROLES: list[str] = env.list(
    "DENGTA_SECOND_FACTOR_ROLES", ["hr", "counsellor", "supervisor", "executive", "auditor", "admin"]
)
# Minutes without a click after which a session ends: for the roles above, and for everybody else (a shift).
IDLE_MINUTES_RED: int = env.int("DENGTA_IDLE_MINUTES_RED", 15)
IDLE_MINUTES: int = env.int("DENGTA_IDLE_MINUTES", 8 * 60)
INVITATION_DAYS: int = env.int("DENGTA_INVITATION_DAYS", 7)
ACCOUNT_ADAPTER = "dengta.config.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "dengta.domains.people.forms.accounts.SignIn",
    "change_password": "dengta.domains.people.forms.accounts.ChangePassword",
    "reset_password": "dengta.domains.people.forms.accounts.ResetPassword",
    "reset_password_from_key": "dengta.domains.people.forms.accounts.SetNewPassword",
    "add_email": "dengta.domains.people.forms.accounts.ChangeAddress",
    "reauthenticate": "dengta.domains.people.forms.accounts.ConfirmItIsMe",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # HR enters the address; a changed one is verified before it counts
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Dengta] "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # desks are shared: the cookie goes with the browser window
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    # A centre has one address for everybody, so the account counts first and the address is generous.
    "login": "300/15m/ip",
    "login_failed": "10/15m/key,100/15m/ip",
    "reset_password": "20/h/ip,3/h/key",
    "reset_password_from_key": "20/h/ip",
    "reauthenticate": "10/15m/user",
    "change_password": "5/15m/user",
    "manage_email": "10/15m/user",
}
MFA_ADAPTER = "dengta.config.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "dengta.domains.people.forms.accounts.SecondStep",
    "reauthenticate": "dengta.domains.people.forms.accounts.ConfirmCode",
    "activate_totp": "dengta.domains.people.forms.accounts.SetUpApp",
    "add_webauthn": "dengta.domains.people.forms.accounts.AddKey",
    "edit_webauthn": "dengta.domains.people.forms.accounts.EditKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # many agents have no mailbox
MFA_TOTP_ISSUER = "Dengta"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it on localhost only
# How many proxies of ours stand in front; none: X-Forwarded-For is a claim of the visitor and ignored.
TRUSTED_PROXIES: int = env.int("DENGTA_TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES and HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SOCIALACCOUNT_ADAPTER = "dengta.config.sign_in.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SINGLE_SIGN_ON: bool = bool(env.str("DENGTA_OIDC_SERVER", ""))
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": env.str("DENGTA_OIDC_NAME", "SSO"),
                "client_id": env.str("DENGTA_OIDC_CLIENT_ID", ""),
                "secret": env.str("DENGTA_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": env.str("DENGTA_OIDC_SERVER", ""), "fetch_userinfo": True},
            }
        ]
        if SINGLE_SIGN_ON
        else [],
    }
}

# --- security --------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz)$"]  # whoever watches asks from beside us, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sid" if HTTPS else "dengta_sid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "dengta_csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
