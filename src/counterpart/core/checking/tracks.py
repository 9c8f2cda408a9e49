"""Are tracks opened, owned and ended? (grammar, section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, PlacedMachine, suggestion
from counterpart.core.checking.effects.placed import effects_in
from counterpart.core.checking.mending import meant
from counterpart.core.definitions.procedures import Track
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

WITH_PARTY = frozenset({"country", "authority", "system"})


def tracks_end_with_the_main(context: Context, findings: Findings) -> None:
    """M020: when the main machine ends, open rows go to a final state of the track."""
    for machine in context.machines:
        if machine.track is None:
            continue
        finals = [name for name, state in machine.states.items() if state.final]
        if machine.track.ends_with_main not in finals:
            machine.error(
                findings,
                "M020",
                ("ends_with_main",) if machine.track.ends_with_main else (),
                f"{machine.name}: 'ends_with_main' must name one of its final states",
                suggestion(machine.track.ends_with_main or "", finals, "final states"),
                lacks=("ends_with_main",),
            )


def tracks_are_opened(context: Context, findings: Findings) -> None:
    """M021: some effect opens each track, other than one of the track itself."""
    for main in context.main_machines:
        machines = {machine.track_id: machine for machine in context.of_procedure(main.procedure_id)}
        opened, waiting = set[str](), [main]
        while waiting:
            for track in _opened_in(waiting.pop()) - opened:
                opened.add(track)
                waiting.append(machines[track])
        for track in main.procedure.tracks:
            if track not in opened:
                message = f"{main.procedure_id}: nothing ever opens track '{track}'"
                main.error(findings, "M021", ("tracks", track), message, "add an effect 'open' to an action or a state")


def _opened_in(machine: PlacedMachine) -> set[str]:
    """Return the tracks that a machine opens; a misspelt one (R001) counts as the one that was meant."""
    named = {placed.effect.open.track for placed in effects_in(machine) if placed.effect.open}
    return {track for name in named if (track := meant(name, machine.procedure.tracks)) is not None}


def rows_belong_to_somebody(context: Context, findings: Findings) -> None:
    """M005, M032: a track says which party's members own its rows, and the party exists."""
    for machine in context.machines:
        track, parties = machine.track, machine.procedure.parties
        if track is None:
            continue
        if track.party is not None and track.parties:
            message = f"{machine.name}: says both 'party' and 'parties'"
            machine.error(findings, "M032", ("party",), message, "write 'parties' alone")
        elif not track.owners and track.per in WITH_PARTY:
            message = f"{machine.name}: does not say whose rows they are"
            machine.error(findings, "M032", (), message, "write 'party: <party>'", lacks=("party", "parties"))
        for address, party in _parties_of(track):
            if party not in parties:
                message = f"{machine.name}: '{party}' is not a party"
                machine.error(findings, "M005", address, message, suggestion(party, parties, "parties"))


def _parties_of(track: Track) -> Iterator[tuple[Address, str]]:
    if track.party is not None:
        yield ("party",), track.party
    for index, party in enumerate(track.parties):
        yield ("parties", index), party


def states_of_a_track_belong_to_its_rows(context: Context, findings: Findings) -> None:
    """M036: who owns a state of a track is one of those whose rows they are (`party`, or one of `parties`)."""
    for machine in context.machines:
        owners = {meant(party, machine.procedure.parties) for party in machine.track.owners} if machine.track else set()
        for name, state in machine.states.items() if owners else ():
            if state.owner and owners.isdisjoint(state.owner):
                whose = " or ".join(sorted(owner for owner in owners if owner))
                message = f"{machine.name}: state '{name}' is not owned by whose row it is ({whose})"
                hint = "name one of them, or add the owner to 'parties' of the track"
                machine.error(findings, "M036", ("states", name, "owner"), message, hint)
