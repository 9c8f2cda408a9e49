"""Loads what rooms have registered: consumers, duties, channels, jobs and checks, in `handlers.py` of each room."""

from __future__ import annotations

from django.utils.module_loading import autodiscover_modules


def load_handlers() -> None:
    """Import `handlers.py` of every room that has one; done by the worker and by whoever looks after it."""
    autodiscover_modules("handlers")
