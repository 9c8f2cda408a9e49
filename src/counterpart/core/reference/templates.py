"""One page a template of a library: parties, states, actions, clocks, tracks, features, and the picture."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.composing.area import Area
from counterpart.core.definitions.procedures import Action, Machine, Procedure, State
from counterpart.core.drawing import graph_of
from counterpart.core.reference.tables import page, table
from counterpart.core.texts import Speaker, speaker_for


def templates_index(area: Area) -> str:
    """Return the list of a library's templates."""
    rows = [
        (f"[`{area.name}/{name}`]({name}.md)", procedure.title, str(len(procedure.states)), str(len(procedure.actions)))
        for name, procedure in area.definition.procedures.items()
    ]
    return page(
        f"Templates of {area.name}",
        "A module writes `extends:` and the name, and then only what is different.",
        table(("template", "title", "states", "actions"), rows),
    )


def template_page(area: Area, name: str) -> str:
    """Return the page of one template. Raises KeyError for one that does not exist."""
    procedure = area.definition.procedures[name]
    speaker = speaker_for(area, area.definition.source_language)
    parts = [procedure.help or "", f"![{procedure.title}]({name}.svg)", *_parties(name, procedure, speaker)]
    parts += _machine(name, procedure, procedure, speaker, "")
    for track, rows in procedure.tracks.items():
        owners = ", ".join(f"`{owner}`" for owner in rows.owners)
        parts.append(f"## Track `{track}`: {rows.title}\n\nOne row per {rows.per}; played by {owners or 'nobody'}.")
        parts += _machine(name, procedure, rows, speaker, track)
    parts += [*_clocks(procedure), *_features(procedure)]
    return page(f"{area.name}/{name}: {procedure.title}", *parts)


def _parties(name: str, procedure: Procedure, speaker: Speaker) -> Iterator[str]:
    rows = []
    for key, party in procedure.parties.items():
        marks = [mark for mark in ("many", "optional", "external", "system") if getattr(party, mark)]
        where = f"coordinator of `{party.of}`" if party.of else party.country or ""
        title = speaker.text(f"procedure.{name}.party.{key}")
        rows.append((f"`{key}`", title, ", ".join(party.role), where, ", ".join(marks)))
    yield "## Parties\n\n" + table(("party", "title", "role", "member", ""), rows)


def _machine(name: str, procedure: Procedure, machine: Machine, speaker: Speaker, track: str) -> Iterator[str]:
    level = "###" if track else "##"
    due = {node.name: node.due for node in graph_of(name, procedure, speaker.pattern, track).nodes}
    states = [(f"`{key}`", state.title, _owner(state), due[key], _late(state)) for key, state in machine.states.items()]
    yield f"{level} States\n\n" + table(("state", "title", "owner", "by when", "when late"), states)
    actions = [_action(key, action) for key, action in machine.actions.items()]
    yield f"{level} Actions\n\n" + table(("action", "title", "by", "from", "to", "asks for"), actions)


def _owner(state: State) -> str:
    return f"end ({state.outcome})" if state.final else ", ".join(f"`{owner}`" for owner in state.owner)


def _late(state: State) -> str:
    said = [*(f"reminds {reminder}" for reminder in state.remind)]
    if state.escalate:
        said.append(f"after {state.escalate.after} tells {', '.join(state.escalate.to)}")
    if state.overdue:
        said.append(f"`{state.overdue}` by itself")
    return "; ".join(said)


def _action(key: str, action: Action) -> tuple[str, str, str, str, str, str]:
    by = "by itself" if action.auto else ", ".join(f"`{party}`" for party in action.by)
    to = ", ".join(f"`{way.state}`" for way in action.to)
    asks = [*action.form, *([f"reason ({action.reason})"] if action.reason != "no" else [])]
    return f"`{key}`", action.title, by, ", ".join(f"`{state}`" for state in action.from_), to, ", ".join(asks)


def _clocks(procedure: Procedure) -> Iterator[str]:
    rows = []
    for name, clock in procedure.clocks.items():
        runs = f"{clock.period} from `{clock.starts}`"
        rows.append((f"`{name}`", clock.title, runs, ", ".join(clock.pauses), clock.runs_out or ""))
    if rows:
        yield "## Clocks\n\n" + table(("clock", "title", "runs", "stands still in", "then"), rows)


def _features(procedure: Procedure) -> Iterator[str]:
    rows = [
        (f"`{name}`", ", ".join(f"`{address}`" for address in addresses))
        for name, addresses in procedure.features.items()
    ]
    if rows:
        said = "A module that has no use for one writes `without: [name]`; what the rest says of it goes with it."
        yield f"## Features\n\n{said}\n\n" + table(("feature", "what goes"), rows)
