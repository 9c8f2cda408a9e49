"""Tells Django of this room's tables."""

from __future__ import annotations

from django.apps import AppConfig


class RepositoriesConfig(AppConfig):
    """Published entries."""

    name = "counterpart.repositories"
    label = "repositories"
    default_auto_field = "django.db.models.BigAutoField"
