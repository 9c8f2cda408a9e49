"""Lookups: searching a repository without seeing its entries (grammar, section 6)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterpart.core.definitions.shape import Id, Names, Part, Text


class FollowUp(Part):
    """What a hit leads to: a procedure that the searcher may start, its parties mapped."""

    start: Id
    parties: dict[Id, str] = Field(default_factory=dict)


class Lookup(Part):
    """A question to a repository that answers hit or no hit and gives nothing else but `gives`.

    `by` is a role; `public` lets anyone ask. Every search is logged; the values never are.
    """

    title: Text
    help: Text | None = None
    by: Names = ()
    public: bool = False
    ask: dict[str, Literal["exact", "similar", "same_or_later", "same_or_earlier"]]
    purpose: Id | None = None
    within: Names = Field(alias="in")
    answer: Literal["hit_only", "entry"] = "hit_only"
    gives: Names = ()
    at_most: str | None = Field(default=None, pattern=r"^\d+ per (hour|day|month)$")
    then: FollowUp | None = None
