"""Tells Django of this room's table."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents made of exchanges."""

    name = "counterpart.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
