"""The moment at which everything on the database is measured."""

from __future__ import annotations

import datetime as dt

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
