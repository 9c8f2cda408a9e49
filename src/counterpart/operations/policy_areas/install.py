"""`counterpart module install`: modules are checked, played, held against what is installed, and installed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.errors import Conflict, CounterpartError
from counterpart.core.findings import Finding, Findings
from counterpart.core.reading.locate import find_profiles
from counterpart.modules.actions.installing import Installed, install
from counterpart.modules.examining import Examined, Examiner, examined_network
from counterpart.modules.packages import Consignment, NetworkPackage
from counterpart.modules.planning import Forecast, forecast
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.policy_areas.loading import Meant, existing, meant_by
from counterpart.operations.policy_areas.told import installed_as_json, say_forecast, say_installed, say_looked_at
from counterpart.operations.policy_areas.words import say_why
from counterpart.operations.progress import with_progress
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What lies at the paths of the call, after the checks."""

    modules: tuple[Examined, ...]
    network: NetworkPackage | None
    of_network: tuple[Finding, ...]
    profile: Path | None

    @property
    def well(self) -> bool:
        """Return whether all of it may be installed."""
        return all(one.well for one in self.modules) and (self.profile is None or self.network is not None)

    @property
    def consignment(self) -> Consignment:
        """Return what is to be installed."""
        return Consignment(tuple(one.package for one in self.modules if one.package is not None), self.network)


def run(options: Namespace, terminal: Terminal) -> int:
    """Look at everything first, and install all of it or nothing."""
    meant = meant_by(options.paths)
    profile = _profile(options.network, meant)
    try:
        open_tables()
        looked_at = _looked_at(meant, profile, terminal)
        if not options.json:
            say_looked_at(looked_at.modules, looked_at.of_network, terminal)
        if not looked_at.well:
            return _refused(options, looked_at, None, terminal)
        expected = forecast(looked_at.consignment)
        if not options.json:
            say_forecast(expected, looked_at.modules, terminal)
        if expected.refused:
            return _refused(options, looked_at, expected, terminal)
        installed = None if options.dry_run or expected.nothing else _installed(looked_at.consignment)
    except CounterpartError as error:
        return say_why(error, terminal)
    if options.json:
        terminal.say_json(installed_as_json(True, looked_at.modules, looked_at.of_network, expected, installed))
    else:
        say_installed(installed, terminal, dry_run=options.dry_run and not expected.nothing)
    return ALL_WELL


def _installed(consignment: Consignment) -> Installed | None:
    """Install; None when somebody else has installed the same in the meantime."""
    try:
        return install(operator(), asked_now(), consignment)
    except Conflict as conflict:
        if conflict.code != "already_installed":
            raise
        return None


def _refused(options: Namespace, looked_at: LookedAt, expected: Forecast | None, terminal: Terminal) -> int:
    if options.json:
        terminal.say_json(installed_as_json(False, looked_at.modules, looked_at.of_network, expected, None))
    else:
        terminal.say("Nothing was installed.")
    return FOUND


def _looked_at(meant: Meant, profile: Path | None, terminal: Terminal) -> LookedAt:
    examiner, of_network = Examiner(profile), Findings()
    network = examined_network(profile, of_network) if profile is not None else None
    modules = [
        examiner.examined(path) for path in with_progress(meant.modules, terminal, lambda path: f"trying {path}")
    ]
    return LookedAt(tuple(modules), network, tuple(of_network), profile)


def _profile(named: str | None, meant: Meant) -> Path | None:
    """Return the one network profile of the call; None when it names none. Raises UsageError for several."""
    profiles: Sequence[Path] = meant.profiles
    if named is not None:
        profiles = find_profiles([existing(named)])
        if not profiles:
            raise UsageError(f"{named}: this is no network profile", "it is a file called network.yaml, or its folder")
    if len(profiles) > 1:
        names = ", ".join(path.as_posix() for path in profiles)
        raise UsageError(f"one network profile is wanted, and {len(profiles)} are meant", names)
    return profiles[0] if profiles else None
