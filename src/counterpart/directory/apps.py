"""Tells Django of this room's tables."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Authorities, and what their people may do."""

    name = "counterpart.directory"
    label = "directory"
    default_auto_field = "django.db.models.AutoField"
