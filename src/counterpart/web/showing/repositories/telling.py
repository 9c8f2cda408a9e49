"""Who says the texts of a repository, and what things in it are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpart.core.definitions.forms import PlacedField, fields_by_name
from counterpart.core.workflow import MAIN
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.modules.pins import Pinned
from counterpart.modules.texts import speaker
from counterpart.repositories.search.indexing import TEXTS, searched_fields, values_at
from counterpart.web.showing.addresses import state_address
from counterpart.web.showing.saying import Saying
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what belongs to one repository in the reader's language."""

    pin: Pinned
    saying: Saying
    around: Surroundings

    @classmethod
    def of(cls, visit: Visit, pin: Pinned) -> Teller:
        """Return who speaks to a visitor."""
        zone = visit.who.zone
        today = visit.now.astimezone(zone).date()
        said = speaker(pin.module, pin.line, visit.words.language)
        rules = pin.rules
        saying = Saying(said, visit.words, zone, today)
        return cls(pin, saying, Surroundings(today, rules.module.codelists, rules.profile))

    @property
    def form(self) -> str:
        """The name of the form of an entry."""
        return str(self.pin.rules.procedure.subject)

    def title(self) -> str:
        """Return what the repository is called."""
        return self.saying.text(f"procedure.{self.pin.procedure}.title")

    def area(self) -> str:
        """Return what its policy area is called."""
        return self.saying.text("module.title")

    def state(self, state: str) -> str:
        """Return what a state of an entry is called."""
        return self.saying.text(state_address(self.pin, MAIN, state))

    def label(self, field: str) -> str:
        """Return what a field of an entry is called."""
        return self.saying.text(f"form.{self.form}.{field}.label")

    def name_of(self, values: Mapping[str, Any], number: str) -> str:
        """Return what an entry is called: its first text that is searched, else its number."""
        texts = (one.name for one in searched_fields(self.pin.rules) if one.field.type in TEXTS)
        found = (str(value) for name in texts for value in values_at(values, name))
        return next(found, number)

    def placed(self, name: str) -> PlacedField:
        """Return a field of an entry by its dotted name. Raises KeyError where there is none."""
        return fields_by_name(self.pin.rules.module.forms[self.form])[name]
