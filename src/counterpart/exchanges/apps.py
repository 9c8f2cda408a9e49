"""Tells Django of this room's tables, and rooms below who answers what they ask."""

from __future__ import annotations

from django.apps import AppConfig

from counterpart.directory.asks import allocations_of_leaver, open_work_of
from counterpart.exchanges.actions.leaving import pass_on
from counterpart.exchanges.answers import open_under, open_work, refs_of_exchanges, sealed_of_exchanges
from counterpart.foundation.asks import refs_in_use, sealed_within
from counterpart.modules.asks import open_exchanges


class ExchangesConfig(AppConfig):
    """The tables of all exchanges."""

    name = "counterpart.exchanges"
    label = "exchanges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer what the rooms below ask."""
        refs_in_use.answered("exchanges", refs_of_exchanges)
        sealed_within.answered("exchanges", sealed_of_exchanges)
        open_exchanges.answered("exchanges", open_under)
        open_work_of.answered("exchanges", open_work)
        allocations_of_leaver.answered("exchanges", pass_on)
