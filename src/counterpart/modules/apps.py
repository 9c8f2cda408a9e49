"""Tells Django of this room's tables."""

from __future__ import annotations

from django.apps import AppConfig


class ModulesConfig(AppConfig):
    """Policy areas by version, their texts by revision, and the network profile."""

    name = "counterpart.modules"
    label = "modules"
    default_auto_field = "django.db.models.AutoField"
