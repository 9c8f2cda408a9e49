"""What the shared parts of a page need of an exchange: who says its values, what they are checked against, names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from counterpart.core.conditions import ABSENT, RowFact
from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms import Surroundings, typed
from counterpart.directory.queries.players import Participant
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.saying import Named, Saying

FILES, AUTHORITY = frozenset({"file", "files"}), "authority"


class Names:
    """Names files and authorities of an exchange; `arrived` are files that were sent along just now, by ref."""

    def __init__(self, scene: Scene, arrived: Mapping[str, str] | None = None) -> None:
        """Take the exchange."""
        self.scene = scene
        content = scene.page.content
        files = content.files if content is not None else ()
        self.files: Mapping[str, str] = {**{str(one.ref): one.name for one in files}, **(arrived or {})}

    def named(self, field: FormField, value: str, /) -> Named | None:
        """Return what a file or an authority is called."""
        if field.type in FILES:
            return Named(self.files[value]) if value in self.files else None
        if field.type == AUTHORITY:
            found = self._authority(value.rpartition("/")[2])
            if found is not None:
                named = self.scene.authority_named(found, found.member)
                return Named(named.name, named.language)
        return None

    def choices(self, field: FormField, /) -> Sequence[tuple[str, Named]] | None:
        """Return the authorities that take part: of them one is chosen without a search."""
        del field
        return None

    def _authority(self, ref: str) -> Participant | None:
        seats = (seat.authority for seat in self.scene.page.seats)
        return next((one for one in seats if one is not None and str(one.ref) == ref), None)


class Around:
    """What conditions of a form read beside it: the cover, the subject, who takes part, parts and questions."""

    def __init__(self, scene: Scene) -> None:
        """Take the exchange."""
        self.scene = scene

    @property
    def today(self) -> dt.date:
        """Return the day by the reader's clock."""
        return self.scene.today

    def value(self, name: str) -> object:
        """Return a value that the page knows; what it does not know, the engine judges when the form is sent."""
        page = self.scene.page
        root, _, rest = name.partition(".")
        if root == "exchange":
            return {"wanted_on": page.wanted_on, "agreed_on": page.agreed_on, "urgent": page.urgent}.get(rest) or ABSENT
        if root == "subject":
            found = self.scene.subject.get(rest)
            return ABSENT if found in (None, "", [], {}) else typed(page.pin.rules.kinds.get(name, ""), found, name)
        if name == "now":
            return self.scene.now
        seat = next((one for one in page.seats if one.party == root), None)
        return seat.member or ABSENT if seat is not None and rest == "member" else ABSENT

    def asked(self, question: str) -> bool:
        """Say whether a question was asked."""
        content = self.scene.page.content
        return content is not None and any(one.code == question for one in content.questions)

    def any_asked(self) -> bool:
        """Say whether any question was asked."""
        content = self.scene.page.content
        return content is not None and bool(content.questions)

    def all_answered(self, question_set: str | None) -> bool:
        """Say whether nothing is open that the reader has to answer."""
        del question_set
        return not any(one.open for one in self.scene.page.to_answer)

    def rows(self, machine: str) -> Sequence[RowFact]:
        """Return the rows of a track."""
        tracks = self.scene.page.pin.rules.tracks
        here = (one for one in self.scene.page.rows if one.place.track == machine)
        return [RowFact(one.state, final=tracks[machine].states[one.state].final) for one in here]

    def consulted(self, procedure: str) -> bool:
        """Say no: a page does not know what was searched."""
        del procedure
        return False


def saying_of(scene: Scene, arrived: Mapping[str, str] | None = None) -> Saying:
    """Return who says values of the exchange to its reader."""
    return Saying(scene.said, scene.words, scene.zone, scene.today, Names(scene, arrived))


def surroundings_of(scene: Scene) -> Surroundings:
    """Return what values are checked against."""
    rules = scene.page.pin.rules
    return Surroundings(scene.today, rules.module.codelists, rules.profile)


def files_there(scene: Scene) -> frozenset[str]:
    """Return the refs of the files that are attached to the exchange and that the reader sees."""
    files = scene.page.content.files if scene.page.content is not None else ()
    return frozenset(str(one.ref) for one in files)


def ref_or_none(text: str) -> UUID | None:
    """Return a ref, None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
