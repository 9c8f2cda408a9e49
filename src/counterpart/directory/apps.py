"""Tells Django of this room's tables, and answers what rooms below ask."""

from __future__ import annotations

from django.apps import AppConfig

from counterpart.accounts.asks import see_that_may_help
from counterpart.directory.helping import see_who_may_help


class DirectoryConfig(AppConfig):
    """Authorities, and what their people may do."""

    name = "counterpart.directory"
    label = "directory"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        """Answer what the accounts ask."""
        see_that_may_help.answered(self.label, see_who_may_help)
