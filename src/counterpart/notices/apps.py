"""Tells Django of this room's tables."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices in the application and by mail."""

    name = "counterpart.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
