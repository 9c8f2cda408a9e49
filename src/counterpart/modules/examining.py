"""From folders to a consignment: composed, and (unless somebody vouches for them) checked and played.

What is installed has no error, and every scenario in it tells the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.checking import check_area
from counterpart.core.checking.network import check_profile, load_profile
from counterpart.core.composing import Area, Shelf, load_area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.errors import Invalid
from counterpart.core.findings import Finding, Findings
from counterpart.core.reading.locate import find_packages, find_profiles, profile_in, searched_for
from counterpart.core.simulation import Played, check_walks, play, stories_of
from counterpart.core.texts import check_profile_translations, check_translations
from counterpart.modules.packages import Consignment, ModulePackage, NetworkPackage, module_package, network_package


class ProfileShelf(Shelf):
    """A shelf on which one network profile stands, whatever lies beside the modules."""

    def __init__(self, searched: Sequence[Path], profile: Path) -> None:
        """Take the folders in which libraries are searched, and the file of the profile."""
        super().__init__(searched)
        self._profile = profile

    def network(self, searched: Sequence[Path], findings: Findings) -> NetworkDefinition | None:  # noqa: ARG002
        """Return the profile that was named."""
        return super().network((self._profile.parent,), findings)


@dataclass(frozen=True, slots=True)
class Examined:
    """A module that was looked at: its package (None when it cannot be composed), findings and scenarios."""

    path: Path
    area: Area | None
    package: ModulePackage | None
    findings: tuple[Finding, ...]
    played: tuple[Played, ...] = ()

    @property
    def well(self) -> bool:
        """Return whether it may be installed: no error, and every scenario as it says."""
        collected = Findings()
        collected.extend(self.findings)
        return self.package is not None and not collected.errors and all(one.well for one in self.played)


class Examiner:
    """Looks at modules one after another; what they share is read only once."""

    def __init__(self, profile: Path | None = None) -> None:
        """Take the network profile to compose with; None for the one that lies beside each module."""
        self._profile = profile
        self._shelves: dict[tuple[Path, ...], Shelf] = {}

    def examined(self, path: Path, *, trusted: bool = False) -> Examined:
        """Return a module, composed and, unless it is trusted, checked and played.

        Findings are those of composing alone for a trusted module.
        """
        findings = Findings()
        area = load_area(path, findings, shelf=self._shelf(path))
        if area is None:
            return Examined(path, None, None, tuple(findings))
        played = () if trusted else _checked_and_played(area, findings)
        package = module_package(area, profile=self.profile_of(path))
        return Examined(path, area, package, tuple(findings), played)

    def profile_of(self, path: Path) -> Path | None:
        """Return the file of the profile that a module is composed with."""
        return self._profile or profile_in(searched_for(path))

    def _shelf(self, path: Path) -> Shelf:
        folders = searched_for(path)
        if folders not in self._shelves:
            profile = self._profile
            self._shelves[folders] = Shelf(folders) if profile is None else ProfileShelf(folders, profile)
        return self._shelves[folders]


def examined_network(path: Path, findings: Findings) -> NetworkPackage | None:
    """Return the network profile of a file, checked; None after findings."""
    profile = load_profile(path, findings)
    if profile is None:
        return None
    findings.extend(check_profile(profile))
    check_profile_translations(profile.network, path, findings)
    return None if findings.errors else network_package(profile.network, path)


def trusted_consignment(*paths: Path) -> Consignment:
    """Return what lies at paths (modules, their profile) without checks: for tests and demonstrations of shipped areas.

    Raises Invalid `module_broken` for what cannot be composed.
    """
    findings = Findings()
    profiles = find_profiles(paths)
    examiner = Examiner(profiles[0] if profiles else None)
    networks = [examined_network(path, findings) for path in profiles[:1]]
    modules = [examiner.examined(path, trusted=True) for path in find_packages(paths)]
    packages = [one.package for one in modules if one.package is not None]
    if len(packages) < len(modules) or None in networks:
        raise Invalid("module_broken", field="paths", paths=", ".join(map(str, paths)))
    return Consignment(tuple(packages), networks[0] if networks else None)


def _checked_and_played(area: Area, findings: Findings) -> tuple[Played, ...]:
    """Add to the findings what is wrong; a module with errors is neither walked nor played."""
    check_translations(area, findings)
    findings.extend(check_area(area))
    stories = stories_of(area, findings)
    if findings.errors:
        return ()
    check_walks(area, findings)
    return tuple(play(area, story) for story in stories)
