"""Who writes: a party in an exchange, at a place, and which authority of it."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.workflow import Matter, Place, Player


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes or acts, in which exchange and where; `player` is said where several play the party.

    `person` is the ref of the person, for four eyes.
    """

    key: str
    place: Place
    party: str
    player: Player | None
    person: str

    @property
    def row(self) -> tuple[str, str] | None:
        """Return the row as the engine names it, None in the main machine."""
        return (self.place.track, self.place.key) if self.place.track else None


def players_of(matter: Matter, author: Author) -> tuple[Player, ...]:
    """Return who is meant by an author: the one that is named, whose row it is, or all of the party."""
    linked = matter.exchanges[author.key]
    seated = linked.situation.players(author.party)
    if author.player is not None:
        return tuple(one for one in seated if one.same_as(author.player)) or (author.player,)
    row = linked.situation.row(*author.row) if author.row else None
    if row is not None and author.party in linked.rules.machine(row.track).owners:
        return tuple(one for one in seated if one.member == row.player.member) or (row.player,)
    return seated
