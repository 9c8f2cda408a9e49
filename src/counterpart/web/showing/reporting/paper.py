"""The whole report of an exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from zoneinfo import ZoneInfo

from counterpart.exchanges.queries.views import EntryView
from counterpart.foundation.words import day_words
from counterpart.foundation.words.dates import moment_words
from counterpart.reports.papers import Paper, Said
from counterpart.reports.witness import Witness
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.labels import about
from counterpart.web.showing.reporting.content import content_parts
from counterpart.web.showing.reporting.course import course_parts
from counterpart.web.showing.reporting.cover import cover_blocks, parties_part
from counterpart.web.showing.reporting.witness import witness_part

NOBODY = 0
AUTHOR = "Counterpart"


class PaperScene(Scene):
    """An exchange on paper: every day is written with its year, and nobody is "you", because others read it."""

    __slots__ = ()

    def day(self, moment: dt.datetime | dt.date, zone: ZoneInfo | None = None) -> str:
        """Return a day with weekday and year, by the reader's clock unless another is said."""
        day = moment.astimezone(zone or self.zone).date() if isinstance(moment, dt.datetime) else moment
        return day_words(self.language, day, dt.date.min)


@dataclass(frozen=True, slots=True)
class Course:
    """The entries of the history that are told, the newest first; `more`: there are earlier ones."""

    entries: Sequence[EntryView]
    more: bool = False


def paper_of(scene: Scene, course: Course, witness: Witness | None) -> Paper:
    """Return the report of an exchange with what its scene shows, for the authority of its reader."""
    words, page = scene.words, scene.page
    calm = on_paper(scene)
    title = about(page.pin, calm.said, page.label) or calm.said.text(f"procedure.{page.pin.procedure}.title")
    made = moment_words(calm.language, calm.now, calm.zone)
    return Paper(
        language=calm.language,
        title=words.gettext("Report of the exchange %(number)s", number=page.number),
        author=AUTHOR,
        number=page.number,
        running=words.gettext("Report of an exchange"),
        made=words.gettext("Made on %(moment)s", moment=made),
        columns=(words.gettext("Field"), words.gettext("Content")),
        colon=words.gettext("%(label)s:", label=""),
        heading=Said(title),
        cover=tuple(cover_blocks(calm)),
        parts=(
            parties_part(calm),
            *content_parts(calm),
            *course_parts(calm, course.entries, more=course.more),
            *witness_part(calm, witness),
        ),
    )


def on_paper(scene: Scene) -> PaperScene:
    """Return an exchange as it is written on paper: nobody answers there, and nobody is spoken to."""
    said = {field.name: getattr(scene, field.name) for field in fields(scene)}
    return PaperScene(**said | {"page": replace(scene.page, to_answer=()), "authority": NOBODY, "user": None})
