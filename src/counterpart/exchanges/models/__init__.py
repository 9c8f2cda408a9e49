"""The tables of exchanges, one file a subject. Decisions are taken elsewhere; row-level security: migration 0003."""

from __future__ import annotations

from counterpart.exchanges.models.content import Blind, Content, Facet, Question
from counterpart.exchanges.models.exchange import Exchange, Link, Matter
from counterpart.exchanges.models.search import Search
from counterpart.exchanges.models.speed import Counted, Speed
from counterpart.exchanges.models.taking_part import Access, Allocation, Party
from counterpart.exchanges.models.work import Deadline, Track, Turn

__all__ = [
    "Access",
    "Allocation",
    "Blind",
    "Content",
    "Counted",
    "Deadline",
    "Exchange",
    "Facet",
    "Link",
    "Matter",
    "Party",
    "Question",
    "Search",
    "Speed",
    "Track",
    "Turn",
]
