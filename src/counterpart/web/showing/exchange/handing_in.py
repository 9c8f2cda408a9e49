"""The forms that an action asks for: read from the page, checked, and drawn again with all that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.workflow import Verdict
from counterpart.core.workflow.forms import Problem, check_form
from counterpart.web.reading import FormRead, command_of, read_form
from counterpart.web.reading.names import DO, UPLOAD
from counterpart.web.reading.posted import Posted, first
from counterpart.web.showing.exchange.saying import Around, saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.fields import FormShown
from counterpart.web.showing.forms import FormState, form_view

FILE_NAMES = "file-name-"
"""Before the names of fields in which files are named that have arrived and belong to nothing yet."""

SHOW = "show"
"""What a page with script sends when a field was changed that others hang on."""


@dataclass(frozen=True, slots=True)
class FormsRead:
    """The forms of an action as they were sent, by name, with what is wrong in each.

    `only_look` says that a button of the form was pressed (one more row, a search) that does nothing yet.
    """

    read: Mapping[str, FormRead] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    only_look: bool = False

    @property
    def values(self) -> dict[str, Mapping[str, Any]]:
        """What is handed in, by form."""
        return {name: one.values for name, one in self.read.items()}


def prefix_of(number: int) -> str:
    """Return what tells the fields of one form from those of another."""
    return f"f{number}"


def forms_read(scene: Scene, verdict: Verdict, fields: Posted) -> FormsRead:
    """Return the forms of an action as a page sent them."""
    rules, around = scene.page.pin.rules, surroundings_of(scene)
    read, problems = {}, {}
    for number, name in enumerate(verdict.forms):
        found = read_form(rules.forms[name], fields, saying_of(scene).writer, prefix=prefix_of(number))
        read[name] = found
        problems[name] = found.all_problems(check_form(rules.forms[name], found.values, around, Around(scene)))
    said = first(fields, DO)
    return FormsRead(read, problems, only_look=said == SHOW or command_of(said) is not None)


def forms_drawn(
    scene: Scene, verdict: Verdict, forms: FormsRead, arrived: Mapping[str, str], *, judged: bool
) -> tuple[FormShown, ...]:
    """Return the forms as they are drawn; what is wrong is said only when the page was sent (`judged`)."""
    return tuple(_drawn(scene, number, name, forms, arrived, judged) for number, name in enumerate(verdict.forms))


def _drawn(
    scene: Scene, number: int, name: str, forms: FormsRead, arrived: Mapping[str, str], judged: bool
) -> FormShown:
    read = forms.read.get(name, FormRead())
    problems = forms.problems.get(name, ()) if judged else ()
    state = FormState(read.values, read, problems, Around(scene))
    rules = scene.page.pin.rules.forms[name]
    return form_view(saying_of(scene, arrived), rules, state, surroundings_of(scene), prefix=prefix_of(number))


def refused_problems(verdict: Verdict, form: object, said: object) -> dict[str, tuple[Problem, ...]]:
    """Return what the engine found wrong in a form: `field: code`, as its refusal tells it."""
    name, told = str(form), said if isinstance(said, tuple | list) else ()
    pairs = (str(one).partition(": ") for one in told)
    return {name: tuple(Problem(field, code) for field, _, code in pairs)} if name in verdict.forms else {}


def with_files(fields: Posted, arrived: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the fields with files that have arrived: `arrived` are names of upload fields and refs."""
    found = dict(fields)
    for name, ref in arrived:
        field_of = name.removesuffix(UPLOAD)
        found[field_of] = (*found.get(field_of, ()), ref)
    return found


def names_in(fields: Posted) -> dict[str, str]:
    """Return the names of files that arrived with an earlier try of the same form, by ref."""
    return {name.removeprefix(FILE_NAMES): first(fields, name)[:200] for name in fields if name.startswith(FILE_NAMES)}


def file_refs(values: object) -> Iterator[str]:
    """Yield the texts inside values, of which some are refs of files."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for inner in values.values():
            yield from file_refs(inner)
    elif isinstance(values, list | tuple):
        for inner in values:
            yield from file_refs(inner)
