"""All settings, typed from the environment. What a town decides is data, not a setting (ADR 0006)."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.conf import locale as django_locale

from . import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.data_directory()
KEYS = Path(environment.text("SENGETSU_KEYS", str(DATA / "keys")))

DEMO = environment.flag("SENGETSU_DEMO")
DEBUG = environment.flag("SENGETSU_DEBUG")
SECRET_KEY = environment.secret("SENGETSU_SECRET_KEY", KEYS / "secret.key")
ALLOWED_HOSTS = environment.words("SENGETSU_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = environment.words("SENGETSU_ORIGINS")
PUBLIC_URL = environment.text("SENGETSU_URL", f"http://127.0.0.1:{environment.text('PORT', '8000')}").rstrip(
    "/"
)
HTTPS = PUBLIC_URL.startswith("https://")
BEHIND_PROXY = environment.flag("SENGETSU_BEHIND_PROXY")

# Without a mail server notices land in an outbox that staff see (ADR 0011).
MAIL_SERVER = environment.mail_server("SENGETSU_SMTP")
MAIL_FROM = environment.text("SENGETSU_MAIL_FROM")

# The open wing may stand alone on the internet: then nothing of the confidential wing is installed.
OPEN_WING_ONLY = environment.flag("SENGETSU_OPEN_WING_ONLY")

INSTALLED_APPS = [
    *([] if OPEN_WING_ONLY else ["sengetsu.home", "sengetsu.link_work"]),
    "sengetsu.postbox",
    "sengetsu.living_room",
    "sengetsu.directory",
    "sengetsu.accounts",
    "sengetsu.audit",
    "sengetsu.base",
    "sengetsu.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sengetsu.base.middleware.RequestReferenceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sengetsu.base.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sengetsu.base.middleware.NoStoreMiddleware",
    "sengetsu.base.middleware.CleanFailureMiddleware",
    "sengetsu.accounts.middleware.SessionEndMiddleware",
    "sengetsu.base.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sengetsu.accounts.middleware.SecondFactorMiddleware",
    *([] if OPEN_WING_ONLY else ["sengetsu.link_work.cases.middleware.VeilMiddleware"]),
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sengetsu.config.urls"
WSGI_APPLICATION = "sengetsu.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sengetsu.config.navigation.navigation",
            ],
            "builtins": ["sengetsu.base.templatetags.base"],
        },
    }
]

# --- Database -----------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{DATA / 'sengetsu.sqlite3'}", conn_max_age=60)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "base_cache"},
}

# --- Who ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
# There is no "today" in a lone open wing: organizers find their groups, who runs the place finds all of them.
LOGIN_REDIRECT_URL = "/groups/" if OPEN_WING_ONLY else "/home/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sengetsu.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "sengetsu.accounts.sign_in.forms.SignInForm",
    "change_password": "sengetsu.accounts.sign_in.forms.ChangePasswordForm",
    "reauthenticate": "sengetsu.accounts.sign_in.forms.ReauthenticateForm",
}
# One town hall sits behind one address: wrong passwords are counted per name and address by axes, below.
# What is left to allauth is counted per account: codes of the second factor ("login_failed").
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/15m/key"}
MFA_RATE_LIMITS = {"webauthn_login": None}  # a passkey cannot be guessed
MFA_ADAPTER = "sengetsu.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "sengetsu.accounts.sign_in.forms.CodeForm",
    "reauthenticate": "sengetsu.accounts.sign_in.forms.CodeAgainForm",
    "activate_totp": "sengetsu.accounts.sign_in.forms.ActivateTOTPForm",
    "add_webauthn": "sengetsu.accounts.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "sengetsu.accounts.sign_in.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sengetsu"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "credential"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time shown on the page stays true
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the trail
AXES_USERNAME_CALLABLE = "sengetsu.accounts.sign_in.address.typed_name"
AXES_CLIENT_IP_CALLABLE = "sengetsu.accounts.sign_in.address.client_address"
AXES_LOCKOUT_CALLABLE = "sengetsu.accounts.sign_in.locked.locked_page"
SESSION_IDLE_MINUTES = 30
SESSION_HOURS = 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sengetsu.base.faults.csrf_failure"

# --- What leaves the server ---------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
FILE_UPLOAD_HANDLERS = [
    "sengetsu.base.uploads.MeasuredUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Words and files ----------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("ja-easy", "やさしい日本語"), ("en", "English")]
django_locale.LANG_INFO["ja-easy"] = {
    "bidi": False,
    "code": "ja-easy",
    "name": "Easy Japanese",
    "name_local": "やさしい日本語",
}
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
STATIC_URL = "static/"
# The sentence encoder, one signal of the matching among others; it takes about 90 MB of memory.
ENCODER = environment.flag("SENGETSU_ENCODER", default=True)
# How a genogram draws the dead: × over the figure, or the figure filled.
DECEASED_SIGN = environment.one_of("SENGETSU_DECEASED_SIGN", "cross", "fill")
# Answers of the open API that one address may have in an hour.
API_PER_HOUR = environment.number("SENGETSU_API_PER_HOUR", 3_600)

STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Logs carry a reference and the kind of a fault, never its data (ADR 0003).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "sengetsu.base.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": environment.text("SENGETSU_LOG", "WARNING")},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
