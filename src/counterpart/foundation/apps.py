"""Tells Django of this room's tables."""

from __future__ import annotations

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The tables that every other table stands on."""

    name = "counterpart.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
