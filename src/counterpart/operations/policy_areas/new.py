"""`counterpart module new`: a small module that checks clean, to be changed into one's own."""

from __future__ import annotations

import os
import shutil
import tempfile
from argparse import Namespace
from pathlib import Path

from counterpart.core.composing import Area, load_network
from counterpart.core.findings import Findings, nearest
from counterpart.core.reading.locate import find_packages, package_named, profile_in, searched_for
from counterpart.core.reading.names import NAME_HINT, is_name
from counterpart.operations.policy_areas.loading import Shelves
from counterpart.operations.policy_areas.naming import named
from counterpart.operations.policy_areas.starter import Starter, files_of
from counterpart.operations.policy_areas.starter_story import story_of
from counterpart.operations.terminal import BOLD, GREEN, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, UsageError

STORY = "scenarios/first.yaml"


def run(options: Namespace, terminal: Terminal) -> int:
    """Write the module, all of it or nothing, and say what to do next."""
    folder = Path(options.name)
    _refuse_what_is_there(folder)
    shelves = Shelves()
    starter = _starter(folder, options.template, shelves)
    files = _written(folder, starter, shelves)
    if options.json:
        terminal.say_json({"folder": folder.as_posix(), "files": files})
        return ALL_WELL
    for file in files:
        terminal.say(Styled("made  ", GREEN), (folder / file).as_posix())
    terminal.say("")
    terminal.say(Styled("Next:", BOLD))
    for command, what in _next_steps(folder, starter):
        terminal.say(f"  counterpart module {command:{40}} {what}")
    return ALL_WELL


def _next_steps(folder: Path, starter: Starter) -> tuple[tuple[str, str], ...]:
    return (
        (f"check {folder}", "find mistakes"),
        (f"simulate {folder} -v", "play the first scenario"),
        (f"explain {folder} {starter.procedure}", f"what it has from {starter.library.name}/{starter.procedure}"),
        (f"diagram {folder} {starter.procedure}", "draw it"),
        (f"units {folder} --lang {starter.language} --write", "begin a translation"),
    )


def _refuse_what_is_there(folder: Path) -> None:
    """Raise UsageError for a name that cannot be one, a folder that exists, and one that has no place."""
    if not is_name(folder.name):
        raise UsageError(f"'{folder.name}' cannot be the name of a module", NAME_HINT)
    if os.path.lexists(folder):
        raise UsageError(f"{folder} exists already; nothing was written", "take another name, or move it away")
    if not folder.parent.is_dir():
        raise UsageError(f"there is no folder {folder.parent}", "make it first")


def _starter(folder: Path, template: str, shelves: Shelves) -> Starter:
    """Find the template. Raises UsageError with the nearest library or template."""
    library, slash, procedure = template.partition("/")
    if not slash or not procedure:
        raise UsageError(f"'{template}' is not written as a template", "write e.g. --from std/request")
    searched = searched_for(folder)
    path = package_named(library, searched)
    if path is None:
        known = sorted({found.stem for found in find_packages(searched)})
        raise UsageError(f"there is no library '{library}'", nearest(library, known, otherwise=f"there are: {known}"))
    area = shelves.load(path, Findings())
    if area is None or not area.definition.library:
        raise UsageError(f"'{library}' is no library that can be used", f"see: counterpart module check {path}")
    profile = profile_in(searched)
    network = load_network(profile, Findings()) if profile is not None else None
    if network is None:
        raise UsageError("there is no network profile", "a folder with network.yaml has to lie beside the module")
    named(procedure, area.definition.procedures, "template", library)
    return Starter(folder.name, area, procedure, network)


def _written(folder: Path, starter: Starter, shelves: Shelves) -> list[str]:
    """Write the module in a folder beside and give it its name at the end, so that nobody finds half of it."""
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        files = files_of(starter)
        for name, text in files.items():
            _write(draft / name, text)
        area = _composed(draft, shelves)
        if area.network is not None:
            files[STORY] = story_of(area, starter.procedure, area.network)
            _write(draft / STORY, files[STORY])
        draft.chmod(0o755)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return sorted(files)


def _composed(draft: Path, shelves: Shelves) -> Area:
    findings = Findings()
    area = shelves.load(draft, findings)
    if area is None:
        raise UsageError("this template cannot be extended as it is", "; ".join(one.message for one in findings.errors))
    return area


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
