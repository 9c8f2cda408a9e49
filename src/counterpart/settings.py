"""Settings of Django: from the environment, safe without any, and refused when they are not.

COUNTERPART_DATA     the data folder (docs/how-to/run-the-database.md has this and the DATABASE_ variables)
COUNTERPART_HOSTS    names that this installation answers to, with commas; default: only this machine
COUNTERPART_ROLE     who signs in as `default`: app (pages, API) or worker; default: app
COUNTERPART_POOL     most connections to the database in this process; default: 8
COUNTERPART_CLOCK    a file that says what time it is, for tests and demonstrations (foundation/clock.py); refused where
                     others than this machine are served, or the database is on another one
COUNTERPART_CLAMD    where the virus scanner listens (foundation/scanning/setting.py); has to be set where others than
                     this machine are served
COUNTERPART_LINKS    0: links in published entries are not looked at (repositories/linking.py); default: 1
COUNTERPART_DEBUG    1: errors with their details, for work on Counterpart on one's own machine
COUNTERPART_PLAIN_HTTP  1: pages without encryption, for a look on one's own machine
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from counterpart.core.errors import Invalid
from counterpart.foundation.database.addresses import Addresses, Role, addresses_of, is_local
from counterpart.foundation.database.secret_files import secret_from
from counterpart.foundation.scanning.setting import scanner_at_hand

_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def _hosts() -> list[str]:
    hosts = [host.strip() for host in os.environ.get("COUNTERPART_HOSTS", "").split(",") if host.strip()]
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured(
            "COUNTERPART_HOSTS holds '*': name the hosts, or anybody may choose where links lead"
        )
    return hosts or list(_LOCAL_HOSTS)


def _only_here(variable: str, why: str, hosts: list[str]) -> bool:
    """Return whether something is switched on that is safe on one's own machine alone."""
    said = os.environ.get(variable, "0")
    if said not in {"0", "1"}:
        raise ImproperlyConfigured(f"{variable} is '{said}': it may be 0 or 1")
    if said == "1" and set(hosts) - set(_LOCAL_HOSTS):
        raise ImproperlyConfigured(f"{variable}=1 {why}: only without COUNTERPART_HOSTS")
    return said == "1"


def _refuse_moved_clock(hosts: list[str]) -> None:
    """Deadlines, anchors and the log go by the clock: nobody may move it where the work is real."""
    elsewhere = addresses_of().parameters(Role.APP)["host"]
    if os.environ.get("COUNTERPART_CLOCK") and (set(hosts) - set(_LOCAL_HOSTS) or not is_local(elsewhere)):
        raise ImproperlyConfigured("COUNTERPART_CLOCK moves the clock: only without COUNTERPART_HOSTS, on this machine")


def _refuse_unscanned(hosts: list[str]) -> None:
    """Files of strangers are opened by officials: where the work is real, a scanner has looked into them before."""
    try:
        scanner = scanner_at_hand()
    except Invalid as problem:
        said = problem.parameters.get("said")
        raise ImproperlyConfigured(
            f"{problem.field} is '{said}': name a socket (/run/clamav/clamd.ctl), HOST:PORT, or a number of seconds"
        ) from problem
    if scanner is None and set(hosts) - set(_LOCAL_HOSTS):
        raise ImproperlyConfigured(
            "COUNTERPART_CLAMD is not set: attached files would not be scanned for viruses. "
            "It may be left out only without COUNTERPART_HOSTS (docs/how-to/scan-attachments.md)"
        )


def _pool() -> dict[str, Any]:
    said = os.environ.get("COUNTERPART_POOL", "8")
    if not said.isdigit() or int(said) == 0:
        raise ImproperlyConfigured(f"COUNTERPART_POOL is '{said}': it is a number of connections, at least 1")
    return {"min_size": 1, "max_size": int(said), "timeout": 10, "max_idle": 300}


def _database(addresses: Addresses, role: Role, *, pooled: bool) -> dict[str, Any]:
    """Return the settings of one connection; statements are prepared by the server from their second use on."""
    keywords = addresses.parameters(role)
    named = {"HOST": "host", "PORT": "port", "NAME": "dbname", "USER": "user", "PASSWORD": "password"}
    place = {setting: keywords.pop(keyword, "") for setting, keyword in named.items()}
    options: dict[str, Any] = {**keywords, "server_side_binding": True, "prepare_threshold": 2}
    if pooled:
        options["pool"] = _pool()
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "OPTIONS": options,
        "ATOMIC_REQUESTS": False,  # one transaction is opened where it is known for whom: `as_actor`, `@action`
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def _databases() -> dict[str, dict[str, Any]]:
    said = os.environ.get("COUNTERPART_ROLE", Role.APP.removeprefix("counterpart_"))
    serving = {role.removeprefix("counterpart_"): role for role in (Role.APP, Role.WORKER)}
    if said not in serving:
        raise ImproperlyConfigured(f"COUNTERPART_ROLE is '{said}': it may be {' or '.join(serving)}")
    addresses = addresses_of()
    databases = {Role.APP.alias: _database(addresses, serving[said], pooled=True)}
    for role in (Role.WORKER, Role.VAULT, Role.REPORT, Role.OWNER):
        if addresses.knows(role):
            databases[role.alias] = _database(addresses, role, pooled=role is Role.VAULT)
    return databases


ALLOWED_HOSTS = _hosts()
DEBUG = _only_here("COUNTERPART_DEBUG", "shows secrets to visitors", ALLOWED_HOSTS)
_PLAIN_HTTP = _only_here("COUNTERPART_PLAIN_HTTP", "sends passwords in clear", ALLOWED_HOSTS)
_refuse_moved_clock(ALLOWED_HOSTS)
_refuse_unscanned(ALLOWED_HOSTS)
DATABASES = _databases()
SECRET_KEY = secret_from(addresses_of().place.secrets / "django.key")

INSTALLED_APPS: list[str] = [
    "django.contrib.sessions",
    "procrastinate.contrib.django",
    "counterpart.foundation",
    "counterpart.modules",
    "counterpart.accounts",
    "counterpart.notices",
    "counterpart.directory",
    "counterpart.exchanges",
    "counterpart.repositories",
    "counterpart.reports",
]
MIDDLEWARE: list[str] = [
    "django.middleware.security.SecurityMiddleware",
    "counterpart.web.session.security.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "counterpart.web.session.arriving.ArrivingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "counterpart.web.session.failing.FailingMiddleware",
]
ROOT_URLCONF = "counterpart.urls"
WSGI_APPLICATION = "counterpart.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [str(Path(__file__).parent / "web" / "templates")],
        "OPTIONS": {"environment": "counterpart.web.environment.environment"},
    }
]
CSRF_FAILURE_VIEW = "counterpart.web.session.failing.form_expired"
FILE_UPLOAD_HANDLERS = [  # no file lies anywhere in clear
    "counterpart.web.session.lists.ListUploadHandler",
    "counterpart.web.session.uploading.SealingUploadHandler",
]
REPORT_WRITER = "counterpart.web.views.reporting.written_for"  # pages know how an exchange is said, the worker asks
SESSION_ENGINE = "counterpart.web.session.store"
SESSION_COOKIE_AGE = 8 * 3600  # a working day
SESSION_SAVE_EVERY_REQUEST = False
PASSWORD_HASHERS = ["counterpart.accounts.passwords.Argon2"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # jobs are registered as consumers and duties are: foundation/loading.py

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = not _PLAIN_HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if _PLAIN_HTTP else 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not _PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not _PLAIN_HTTP
X_FRAME_OPTIONS = "DENY"
