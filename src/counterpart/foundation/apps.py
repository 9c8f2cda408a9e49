"""Tells Django of this room's tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import autodiscover_modules

from counterpart.foundation.asks import unanswered


class FoundationConfig(AppConfig):
    """The tables that every other table stands on."""

    name = "counterpart.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have Django's checks see that the rooms above answer what is asked of them."""
        register(questions_are_answered)


def questions_are_answered(**_: object) -> Sequence[CheckMessage]:
    """Return an error for each question in an `asks.py` that no room answers."""
    autodiscover_modules("asks")
    hint = "a room answers in the ready() of its apps.py; see counterpart.foundation.asks"
    return [Error(f"nobody answers {name}", hint=hint, id=f"foundation.{name}") for name in unanswered()]
