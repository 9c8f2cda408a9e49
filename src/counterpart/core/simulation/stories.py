"""Scenarios as they were written: validated, with the place of every step."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.composing.area import Area
from counterpart.core.definitions.scenarios import Scenario
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings, Position
from counterpart.core.reading.package import read_scenarios
from counterpart.core.reading.tree import Branch, position_of
from counterpart.core.simulation.story_given import check_given
from counterpart.core.simulation.story_places import Places
from counterpart.core.simulation.story_steps import check_steps


@dataclass(frozen=True, slots=True)
class Story:
    """One scenario of a module. `tree` is what it was made of, for the places of its parts."""

    scenario: Scenario
    tree: Branch

    @property
    def file(self) -> str:
        """Return the file that it was written in."""
        return self.tree.position.file

    @property
    def name(self) -> str:
        """Return the name of its file, without folder and ending."""
        return self.file.rpartition("/")[2].removesuffix(".yaml")

    @property
    def title(self) -> str:
        """Return what it tells."""
        return self.scenario.scenario

    def at(self, *address: str | int) -> Position:
        """Return the place of an address."""
        return position_of(self.tree, address)


def stories_of(area: Area, findings: Findings) -> tuple[Story, ...]:
    """Return the scenarios of a module that can be played; what is wrong with the others goes into the findings."""
    stories: list[Story] = []
    for tree in read_scenarios(area.package, findings):
        found = Findings()
        scenario, remaining = validate(tree, Scenario, found)
        if scenario is not None:
            story = Story(scenario, remaining)
            check_story(area, story, found)
            if not found.errors:
                stories.append(story)
        findings.extend(found)
    return tuple(stories)


def check_story(area: Area, story: Story, findings: Findings) -> None:
    """Report what a scenario names and is not there (S030), what cannot be (S031), and a missing network (S032).

    The findings already hold what its structure is reported for.
    """
    scenario = story.scenario
    if area.network is None:
        findings.error("S032", story.tree.position, "a scenario needs members, and there is no network profile")
        return
    places = Places(story.tree, findings)
    if places.known(("procedure",), "procedure", [scenario.procedure], area.definition.procedures):
        procedure = area.definition.procedures[scenario.procedure]
        check_given(area, procedure, scenario.given, places)
        check_steps(area, procedure, scenario.steps, places, whole=not findings.errors)
