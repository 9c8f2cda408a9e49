"""What is planned: authorities with what links them, and the people who work for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.directory.kinds import AuthorityKind, RelationKind


@dataclass(frozen=True, slots=True)
class PlannedRelation:
    """What another authority is to this one, in a module or (empty) as a whole.

    `coordinator` is the key of an authority that the plan has named before. Of several request coordinators in a
    module one is `chosen`.
    """

    kind: RelationKind
    module: str
    coordinator: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PlannedAuthority:
    """An authority to be registered.

    `key` is unique in the network and stays the same for every seed: it serves as external id. `names` are official
    names by language, the first one leading; `title` is the short title in English. `region` is a code of ISO 3166-2,
    none for the whole member. `languages` are those its staff understands, its own first. `roles` are pairs of module
    and role, `competences` triples of module, list and code.
    """

    key: str
    member: str
    kind: AuthorityKind
    names: Mapping[str, str]
    title: str
    region: str | None
    city: str
    postcode: str
    email: str
    languages: tuple[str, ...]
    areas: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    competences: tuple[tuple[str, str, str], ...]
    relations: tuple[PlannedRelation, ...]

    @property
    def name(self) -> str:
        """The leading official name."""
        return next(iter(self.names.values()))

    @property
    def coordinates(self) -> bool:
        """Whether it coordinates others."""
        return self.kind not in {AuthorityKind.AUTHORITY, AuthorityKind.REGISTER}


@dataclass(frozen=True, slots=True)
class PlannedUser:
    """An official, invented: who they work for (the key of an authority), and whether they keep its data.

    `language` is the one in which they are spoken to; `email` is theirs alone in the network.
    """

    authority: str
    name: str
    email: str
    language: str
    administrator: bool
