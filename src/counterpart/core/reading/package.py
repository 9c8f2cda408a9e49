"""From a folder (or one file) to one tree: a module, its scenarios, or the profile of the network.

A folder holds module.yaml, parts beside it (roles.yaml, retention.yaml …), and folders with one form, question set,
procedure or code list a file (modules.md 2). All of it becomes ONE tree, as if it had been written in one file; each
place still points into the file where it was written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpart.core.findings import Findings, Position, closest, nearest
from counterpart.core.reading.codelists import CodelistReader, normalise_codelists
from counterpart.core.reading.layout import MODULE_FILE, PARTS, Listing, list_companions, list_package
from counterpart.core.reading.limits import LIMITS, Limits
from counterpart.core.reading.names import NAME_HINT, is_name
from counterpart.core.reading.quoting import printable, quoted
from counterpart.core.reading.source import Source
from counterpart.core.reading.tree import Branch

FORMAT = 2
PROFILE_FILE = "network.yaml"

NAMED = {
    "forms": ("form", "forms"),
    "questions": ("questionset", "questionsets"),
    "procedures": ("procedure", "procedures"),
}
"""Folder -> the key that names the content of a file in it, and the key of the tree under which it comes."""


@dataclass(frozen=True, slots=True)
class Package:
    """What was read. `root` is the merged tree, `files` all files that belong to it, module.yaml or the one file first.

    `folder` is where the package lies (for one file: the folder around it). `complete` is False when a file could not
    be read: what is missing then need not be reported again by later checks. `source` reads further files (`locale/`)
    within the same limits.
    """

    root: Branch
    folder: Path
    name: str
    files: tuple[Path, ...]
    source: Source
    complete: bool = True

    def files_in(self, folder: str) -> tuple[Path, ...]:
        """Return the package's files in one of its folders (`locale`, `scenarios`), in the order of their names."""
        return tuple(path for path in self.files if path.parent == self.folder / folder)


def read_package(
    path: Path, findings: Findings, *, display: Path | None = None, limits: Limits = LIMITS
) -> Package | None:
    """Return the module at a path (its folder, its module.yaml, or its one file), or None after findings.

    `display` is the folder that positions are relative to (None: the working directory). Nothing is raised for what
    lies at the path: bad input is a finding.
    """
    if _is_no_path(path, findings):
        return None
    folder = path.parent if path.name == MODULE_FILE else path
    if _is_folder(folder):
        return _read_folder(Source(folder, display=display, limits=limits), findings)
    source = Source(path.parent, display=display, limits=limits)
    if not os.path.lexists(path):
        hint = printable(nearest(path.name, _names_beside(path)))
        findings.error("Y002", source.position(path), "there is no file or folder here", hint)
        return None
    if path.suffix != ".yaml":
        hint = f"name it {printable(path.stem)}.yaml"
        findings.warning("S020", source.position(path), "the file of a module ends in .yaml", hint)
    assembly = _Assembly(source, path, findings)
    others = _longer_names(path)
    for scenario in list_companions(source, "scenarios", path.stem, findings):
        if not scenario.name.startswith(others):
            assembly.files.append(scenario)
    return assembly.module()


def read_profile(
    path: Path, findings: Findings, *, display: Path | None = None, limits: Limits = LIMITS
) -> Package | None:
    """Return the network profile at a path (network.yaml or the folder that holds it), or None after findings.

    Its translations lie in `locale/` beside it (modules-grammar.md 10).
    """
    if _is_no_path(path, findings):
        return None
    file = path / PROFILE_FILE if _is_folder(path) else path
    source = Source(file.parent, display=display, limits=limits)
    assembly = _Assembly(source, file, findings)
    assembly.files.extend(list_companions(source, "locale", "", findings))
    return assembly.profile()


def read_scenarios(package: Package, findings: Findings) -> list[Branch]:
    """Return the scenarios of a package, in the order of their files; one that cannot be read is a finding.

    A folder has them in `scenarios/`. A one-file module `x.yaml` has the files `scenarios/x*.yaml` beside it, but not
    those of a module beside it whose longer name fits as well.
    """
    trees = (package.source.tree(path, findings) for path in package.files_in("scenarios"))
    return [tree for tree in trees if tree is not None]


def _is_no_path(path: Path, findings: Findings) -> bool:
    """Return whether nothing can lie at such a path (a null character would make the system calls raise)."""
    if "\0" not in str(path):
        return False
    findings.error("Y002", Position(printable(path.as_posix())), "this is not the name of a file or folder")
    return True


def _is_folder(path: Path) -> bool:
    """Return whether a folder lies there; what cannot be asked is none, and reading it will say why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _names_beside(path: Path) -> list[str]:
    """Return the names in the folder around a path; a folder that cannot be read has none."""
    try:
        return sorted(other.name for other in path.parent.iterdir())
    except OSError:
        return []


def _longer_names(path: Path) -> tuple[str, ...]:
    """Return the names of modules beside a one-file module that begin like it: their scenarios are not its own."""
    names = [name.removesuffix(".yaml") for name in _names_beside(path) if name.endswith(".yaml")]
    return tuple(name for name in names if name != path.stem and name.startswith(path.stem))


def _read_folder(source: Source, findings: Findings) -> Package | None:
    listing = list_package(source, findings)
    if listing is None:
        return None
    file = listing.top.get(MODULE_FILE)
    if file is None:
        hint = "a package is a folder with a module.yaml, or one file"
        findings.error("S001", source.position(source.folder), f"there is no {MODULE_FILE} in this folder", hint)
        return None
    assembly = _Assembly(source, file, findings)
    assembly.add(listing)
    return assembly.module()


class _Assembly:
    """Puts the files of a package together into one tree."""

    def __init__(self, source: Source, file: Path, findings: Findings) -> None:
        self.files = [file]
        self._source = source
        self._findings = findings
        self._read = source.tree(file, findings)
        self._root = Branch(position=source.position(file)) if self._read is None else self._read
        self._complete = True

    def add(self, listing: Listing) -> None:
        """Read all that lies beside module.yaml, also when that could not be read: all mistakes come at once."""
        self._complete = listing.whole
        self.files = [self.files[0], *(path for path in listing.files if path != self.files[0])]
        for part in PARTS:
            path = listing.top.get(f"{part}.yaml")
            if path is not None:
                self._part(part, path)
        for folder, (key, target) in NAMED.items():
            for path in listing.folders.get(folder, ()):
                self._named(path, folder, key, target)
        for path in listing.folders.get("codelists", ()):
            self._codelist(path)

    def module(self) -> Package | None:
        """Return the module, or None when it has no name."""
        if self._read is None:
            return None
        name = self._name_of_module()
        return None if name is None else self._package(name)

    def profile(self) -> Package | None:
        """Return the network profile; whether its name can be a name is for the schema to say."""
        name = self._root.get("network")
        return None if self._read is None else self._package(name if isinstance(name, str) else self.files[0].stem)

    def _package(self, name: str) -> Package:
        self._check_format()
        normalise_codelists(self._root, self._findings)
        return Package(self._root, self._source.folder, name, tuple(self.files), self._source, self._complete)

    def _name_of_module(self) -> str | None:
        root, findings = self._root, self._findings
        if "module" not in root:
            place, hint = _misspelt("module", root, "write 'module: <name>'")
            if "network" in root:
                hint = "this is the profile of a network"
            findings.error("S001", place, "the key 'module' is missing, so this is not a module", hint)
            return None
        name = root["module"]
        if not is_name(name):
            findings.error("S022", root.at("module"), f"{quoted(name)} cannot be the name of a module", NAME_HINT)
            return None
        return str(name)

    def _check_format(self) -> None:
        """Report another format once, and go on by the rules of the one that runs (modules-grammar.md, opening)."""
        said = self._root.get("format", FORMAT)
        if said == FORMAT and isinstance(said, int):
            return
        place = self._root.at("format")
        if said == 1 and not isinstance(said, bool):
            message = "the package says format 1; it is checked by the rules of format 2"
            self._findings.warning("S003", place, message, "write 'format: 2' when nothing else is found")
        else:
            self._findings.error("S003", place, f"{quoted(said)} is not a format that runs", "write 'format: 2'")
        self._root["format"] = FORMAT

    def _tree(self, path: Path) -> Branch | None:
        tree = self._source.tree(path, self._findings)
        self._complete = self._complete and tree is not None
        return tree

    def _refuse(self, code: str, position: Position, message: str, hint: str) -> None:
        """Record a mistake for which a file is left out."""
        self._findings.error(code, position, message, hint)
        self._complete = False

    def _part(self, part: str, path: Path) -> None:
        """Take a file such as roles.yaml: its keys become keys of the module."""
        tree = self._tree(path)
        if tree is None:
            return
        if part not in tree:
            place, hint = _misspelt(part, tree, f"put '{part}:' above all, and indent the rest")
            self._refuse("S002", place, f"{path.name} does not hold the key '{part}'", hint)
            return
        for key, value in tree.items():
            self._put(self._root, key, value, tree.at(key))

    def _put(self, target: Branch, key: str, value: Any, place: Position) -> None:
        """Take an entry, unless it is there already."""
        if key in target:
            message = f"{quoted(key)} is already said in {target.at(key)}"
            self._findings.error("S023", place, message, "keep one of them")
        else:
            target.put(key, value, place)

    def _target(self, key: str, folder: Path) -> Branch | None:
        """Return the map of the tree that takes the content of a folder, made when it is not there yet."""
        found = self._root.get(key)
        if isinstance(found, Branch):
            return found
        place = self._source.position(folder)
        if found is not None:
            message = f"'{key}' is not a map, so the files in {folder.name}/ have no place"
            self._refuse("S011", self._root.at(key), message, "take the line out")
            return None
        made = Branch(position=place)
        self._root.put(key, made, place)
        return made

    def _named(self, path: Path, folder: str, key: str, target_key: str) -> None:
        """Take a file that says its own name, such as forms/person.yaml with `form: person`."""
        tree = self._tree(path)
        target = self._target(target_key, path.parent)
        if tree is None or target is None:
            return
        if key not in tree:
            elsewhere = [other for other, (name, _) in NAMED.items() if name in tree]
            place, hint = _misspelt(key, tree, f"this belongs into {elsewhere[0]}/" if elsewhere else "")
            self._refuse("S002", place, f"the first key of a file in {folder}/ must be '{key}: <name>'", hint)
        elif not is_name(tree[key]):
            message = f"{quoted(tree[key])} cannot be the name of a {key}"
            self._refuse("S022", tree.at(key), message, NAME_HINT)
        else:
            self._put(target, tree[key], tree.without(key), tree.at(key))

    def _codelist(self, path: Path) -> None:
        """Take a code list; its name is the name of the file."""
        target = self._target("codelists", path.parent)
        position = self._source.position(path, 1, 1)
        if target is None:
            return
        if not is_name(path.stem):
            message = f"{quoted(path.stem)} cannot be the name of a code list"
            self._refuse("S022", position, message, NAME_HINT)
            return
        text = self._source.text(path, self._findings)
        codes = None
        if text is not None:
            left, limits = self._source.nodes_left(path), self._source.limits
            reader = CodelistReader(text, position.file, self._findings, limits=limits, nodes_left=left)
            codes = reader.read()
            self._source.count_nodes(path, reader.nodes)
        if codes is None:
            self._complete = False
        else:
            self._put(target, path.stem, codes, position)


def _misspelt(key: str, tree: Branch, otherwise: str) -> tuple[Position, str]:
    """Return where a missing key was perhaps written with a mistake, and what to do; else the beginning of the map."""
    close = closest(key, tree)
    return (
        (tree.position, otherwise) if close is None else (tree.at(close), f"write '{key}' instead of {quoted(close)}")
    )
