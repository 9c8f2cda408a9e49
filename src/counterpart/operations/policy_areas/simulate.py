"""`counterpart module simulate`: the scenarios of a module, played."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterpart.core.checking import check_area
from counterpart.core.composing import Area
from counterpart.core.findings import Finding, Findings, nearest
from counterpart.core.simulation import Event, Failure, Played, Story, play, stories_of
from counterpart.operations.policy_areas.findings import as_json, say_findings
from counterpart.operations.policy_areas.loading import Shelves, existing, meant_by
from counterpart.operations.terminal import BOLD, DIM, GREEN, RED, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError
from counterpart.operations.wording import counted

SCENARIOS = "scenarios"
PLAYED_ALL_THE_SAME = frozenset("BGIKLNOTUV")
"""Families of findings that the engine does not meet: translations, retention, figures, visibility …"""


@dataclass(slots=True)
class _Result:
    """What became of the scenarios of one module; `wrong` are findings because of which some were not played."""

    path: Path
    wrong: list[Finding] = field(default_factory=list)
    played: list[Played] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not self.wrong and all(played.well for played in self.played)


def run(options: Namespace, terminal: Terminal) -> int:
    """Play, and say how it went."""
    shelves, results, wanted = Shelves(), [], set[str]()
    titles: list[str] = []
    for path, files in _modules(options.paths):
        result = _Result(path)
        area, stories = _stories(path, shelves, result.wrong)
        titles += [name for story in stories for name in (story.name, story.title)]
        chosen = [story for story in stories if _is_chosen(story, options.scenario, files)]
        wanted.update(story.file for story in chosen)
        if not options.json:
            say_findings(result.wrong, terminal)
        for story in chosen:
            if area is not None:
                result.played.append(play(area, story))
                if not options.json:
                    _say(result.played[-1], terminal, verbose=options.verbose)
        results.append(result)
    if options.scenario and not wanted and all(not result.wrong for result in results):
        raise UsageError(f"there is no scenario '{options.scenario}'", nearest(options.scenario, titles))
    _say_end(results, terminal, json=options.json)
    return ALL_WELL if all(result.well for result in results) else FOUND


def _modules(paths: Sequence[str]) -> Iterator[tuple[Path, frozenset[str] | None]]:
    """Give each module once, with the names of the scenario files that are meant; None stands for all."""
    files = {written: _module_of(Path(written)) for written in paths if _is_scenario(existing(written))}
    found: dict[Path, frozenset[str] | None] = {}
    for written, module in files.items():
        found[module] = (found.get(module) or frozenset()) | {Path(written).name}
    others = [written for written in paths if written not in files]
    if others:
        found |= dict.fromkeys(meant_by(others).modules)
    yield from found.items()


def _is_scenario(path: Path) -> bool:
    return path.parent.name == SCENARIOS and path.is_file()


def _module_of(scenario: Path) -> Path:
    """Return the module that a scenario file belongs to: the folder above, or the one-file module named alike."""
    folder = scenario.parent.parent
    if (folder / "module.yaml").is_file():
        return folder
    fitting = [path for path in folder.glob("*.yaml") if scenario.name.startswith(path.stem)]
    if not fitting:
        raise UsageError(f"{scenario}: no module lies above this scenario", "a scenario lies in <module>/scenarios/")
    return max(fitting, key=lambda path: len(path.stem))


def _stories(path: Path, shelves: Shelves, wrong: list[Finding]) -> tuple[Area | None, tuple[Story, ...]]:
    """Return the module and its scenarios; none while the engine could not run it."""
    findings = Findings()
    area = shelves.load(path, findings)
    if area is not None:
        findings.extend(check_area(area))
    wrong += [one for one in findings.errors if one.code[0] not in PLAYED_ALL_THE_SAME]
    if area is None or wrong:
        return None, ()
    of_stories = Findings()
    stories = stories_of(area, of_stories)
    wrong += of_stories.errors
    return area, stories


def _is_chosen(story: Story, name: str | None, files: frozenset[str] | None) -> bool:
    if files is not None and f"{story.name}.yaml" not in files:
        return False
    return name is None or name.removesuffix(".yaml") in (story.name, story.title)


def _say(played: Played, terminal: Terminal, *, verbose: bool) -> None:
    verdict = Styled("ok  ", GREEN) if played.well else Styled("FAIL", RED)
    terminal.say("  ", verdict, f"  {played.story.name}: {played.story.title}")
    if verbose:
        for event in played.events:
            terminal.say("          ", *_line(event))
    if played.failure is not None:
        _say_failure(played.failure, terminal)


def _say_failure(failure: Failure, terminal: Terminal) -> None:
    terminal.say("        ", Styled(str(failure.position), BOLD), f": expected {failure.expected}")
    terminal.say(f"        but {failure.found}")
    if failure.state:
        terminal.say(f"        state '{failure.state}', due {failure.due or 'never'}; the last steps:")
    for event in failure.last:
        terminal.say("          ", *_line(event))


def _line(event: Event) -> tuple[str | Styled, ...]:
    where = f"{event.exchange}: " if event.exchange else ""
    due = f"   due {event.due}" if event.due else ""
    text = f"{event.kind:9}{where}{event.words}{due}"
    return (Styled(f"{event.local}  ", DIM), text if event.kind == "move" else Styled(text, DIM))


def _say_end(results: list[_Result], terminal: Terminal, *, json: bool) -> None:
    played = [one for result in results for one in result.played]
    failed = sum(not one.well for one in played)
    if json:
        well = all(result.well for result in results)
        terminal.say_json({"ok": well, "modules": [_as_json(result) for result in results]})
        return
    not_played = sum(bool(result.wrong) for result in results)
    unplayed = f"; {counted(not_played, 'module')} with mistakes in the way" if not_played else ""
    terminal.say(f"{counted(len(played) - failed, 'scenario')} ok, {failed} failed{unplayed}")


def _as_json(result: _Result) -> dict[str, Any]:
    return {
        "path": result.path.as_posix(),
        "ok": result.well,
        "findings": [as_json(finding) for finding in result.wrong],
        "scenarios": [_played_as_json(played) for played in result.played],
    }


def _played_as_json(played: Played) -> dict[str, Any]:
    failure = played.failure
    return {
        "file": played.story.file,
        "title": played.story.title,
        "ok": played.well,
        "trace": [
            {
                "at": event.at.isoformat(),
                "local": event.local,
                "exchange": event.exchange,
                "kind": event.kind,
                "words": event.words,
                "due": event.due,
            }
            for event in played.events
        ],
        "failure": None
        if failure is None
        else {
            "file": failure.position.file,
            "line": failure.position.line,
            "column": failure.position.column,
            "expected": failure.expected,
            "found": failure.found,
            "state": failure.state,
            "due": failure.due,
        },
    }
