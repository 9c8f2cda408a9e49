"""What the end of an authority means, in words, before somebody ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.directory.actions.ending import EVERYTHING_ELSE
from counterpart.directory.queries.record_choices import MOST_COUNTED, Touched
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.foundation.words import Words
from counterpart.web.showing.authority.wording import area_title
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit

MERGED, SPLIT, CLOSED, DEACTIVATED = "merged", "split", "closed", "deactivated"
HOW = (MERGED, SPLIT, CLOSED, DEACTIVATED)
"""The ways to end; all but the last are kinds of succession."""


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way to end: what it means, and why it is not possible now (empty: it is)."""

    name: str
    title: str
    help: str
    why_not: str


def ways_shown(visit: Visit, page: AuthorityPage, touched: Touched) -> list[WayShown]:
    """Return the ways in which an authority can end."""
    words = visit.words
    said = {
        MERGED: (
            words.gettext("It becomes part of another authority"),
            words.gettext("People, rights, policy areas, competences and open work go to that one."),
        ),
        SPLIT: (
            words.gettext("It is split into several"),
            words.gettext("Each policy area and its open work go to one of them; people are entered there anew."),
        ),
        CLOSED: (
            words.gettext("It closes, and nobody goes on"),
            words.gettext("Only when nothing is open. It is not found any more; histories keep its name."),
        ),
        DEACTIVATED: (
            words.gettext("It takes part no longer, for now"),
            words.gettext("Only when nothing is open. Its data stay as they are."),
        ),
    }
    return [WayShown(name, *said[name], obstacle(visit, page, name, touched)) for name in HOW]


def obstacle(visit: Visit, page: AuthorityPage, how: str, touched: Touched) -> str:
    """Return what stands in the way of an end, with what to do about it; nothing where all is well."""
    words = visit.words
    if how in {CLOSED, DEACTIVATED} and touched.work:
        return words.gettext(
            "The authority still has open exchanges (%(exchanges)s): let it finish or forward them, or merge it into "
            "another authority, which goes on with them.",
            exchanges=counted(words, touched.work),
        )
    if how == DEACTIVATED and touched.coordinated:
        return words.gettext("Others are coordinated by this authority: find them another coordinator first.")
    if how == SPLIT and len(places_of(page)) == 1:
        return words.gettext("It takes part in no policy area: there is nothing to be split.")
    return ""


def consequences(visit: Visit, page: AuthorityPage, how: str, touched: Touched) -> list[str]:
    """Return what will happen, sentence by sentence."""
    words = visit.words
    found = []
    if how == MERGED:
        found.append(
            words.ngettext(
                "%(num)s person goes on at the new authority with the rights that they have.",
                "%(num)s people go on at the new authority with the rights that they have.",
                page.users,
            )
        )
    if how == SPLIT:
        found.append(words.gettext("Its people act for it no longer: enter them where they go on."))
    if how in {MERGED, SPLIT} and touched.work:
        found.append(
            words.gettext(
                "Its open exchanges (%(exchanges)s) go on with the new authority; the other side sees it at once.",
                exchanges=counted(words, touched.work),
            )
        )
    if how in {MERGED, SPLIT} and touched.coordinated:
        found.append(
            words.gettext(
                "Whom it coordinates (%(number)s) is coordinated by the new authority.",
                number=counted(words, touched.coordinated),
            )
        )
    if how == MERGED:
        found.append(words.gettext("Policy areas and competences are added to those of the new authority."))
    if how in {MERGED, SPLIT}:
        found.append(words.gettext("Who searches for the old name finds the new authority."))
    if how in {CLOSED, DEACTIVATED}:
        found.append(words.gettext("Nobody finds it or can write to it any more."))
    found.append(words.gettext("Histories keep the old name."))
    return found + ([words.gettext("This cannot be taken back.")] if how != DEACTIVATED else [])


def places_of(page: AuthorityPage) -> tuple[str, ...]:
    """Return the parts that somebody may go on with: everything else, and each policy area, by code."""
    return (EVERYTHING_ELSE, *sorted({one.module for one in page.accesses}))


def place_titles(visit: Visit, places: Sequence[str]) -> dict[str, str]:
    """Return parts with their titles, the areas in the reader's alphabet and everything else at the end."""
    words, order = visit.words, alphabet(visit.words.language)
    areas = {module: area_title(words, module) for module in places if module}
    ordered = dict(sorted(areas.items(), key=lambda pair: order(pair[1])))
    return {**ordered, EVERYTHING_ELSE: words.gettext("Everything else") if areas else words.gettext("Everything")}


def counted(words: Words, number: int) -> str:
    """Return a number that was counted up to a bound."""
    return words.gettext("more than %(number)s", number=MOST_COUNTED - 1) if number >= MOST_COUNTED else str(number)
