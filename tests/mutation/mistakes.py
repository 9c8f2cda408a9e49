"""Single mistakes, made by seed: what is changed on which line."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterpart.core.findings import Findings
from counterpart.core.reading.package import read_package
from counterpart.core.reading.tree import Branch
from tests.mutation.sites import Site, sites_of


@dataclass(frozen=True, slots=True)
class Mistake:
    """A changed line. `lines` are those at which it may be found: its own, and that of the thing it belongs to."""

    kind: str
    package: str
    file: str
    line: int
    before: str
    after: str
    lines: frozenset[int]

    def __str__(self) -> str:
        """Return what a report of the suite shows."""
        return f"{self.kind} {self.file}:{self.line}"


def misspelt(word: str, chance: random.Random) -> str:
    """Return a name with one letter changed; what a tired policy officer types."""
    place = chance.randrange(1, len(word))
    letter = chance.choice([each for each in "abcdefghiklmnoprstuvwz" if each != word[place]])
    return word[:place] + letter + word[place + 1 :]


def misspellings(areas: Path, packages: tuple[str, ...], chance: random.Random) -> Iterator[Mistake]:
    """Yield a misspelling of every name in the packages, in an order by chance."""
    sites = [site for name in packages for site in sites_of(areas / name)]
    chance.shuffle(sites)
    for site in sites:
        mistake = _changed(areas, site, misspelt(site.word, chance))
        if mistake is not None:
            yield mistake


def _changed(areas: Path, site: Site, new: str) -> Mistake | None:
    """Change the word where it stands: on the line of its key, or on a line of the same value below."""
    lines = (areas / site.position.file).read_text(encoding="utf-8").splitlines()
    for number in range(site.position.line, min(site.position.line + 4, len(lines) + 1)):
        line = lines[number - 1]
        where = line if number != site.position.line else line[site.position.column - 1 :]
        head = line[: len(line) - len(where)]
        before = r"(?<=\{)" if site.kind == "placeholder" else r"(?<![a-z0-9_])"
        found = re.search(rf"{before}{re.escape(site.word)}(?![a-z0-9_])", where)
        if found and not where[: found.start()].lstrip().startswith("#"):
            after = head + where[: found.start()] + new + where[found.end() :]
            own = frozenset({number, site.position.line})
            return Mistake(site.kind, site.package, site.position.file, number, line, after, own)
    return None


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A mistake that is made on a whole line: what it looks like before and after (None: the line goes).

    Files that match `unless` are left alone: there it would be none.
    """

    kind: str
    before: str
    after: str | None
    files: str = "**/*.yaml"
    unless: str = r"\0"


PATTERNS = (
    LinePattern("type swapped", r"\btype: code\b", "type: date"),
    LinePattern("type swapped", r"\btype: group\b", "type: text"),
    LinePattern("type of a date swapped", r"\btype: date\b(?=.*(min|max))", "type: yes_no"),
    LinePattern("personal dropped", r"^(\s+)personal: (yes|no|sensitive)\s*$", None, "forms/*.yaml"),
    LinePattern("guard of a branch dropped", r"\{when: [^,{}]+, state:", "{state:"),
    LinePattern("deadline removed", r"^(\s+)due: .*$", None, "procedures/*.yaml", "(?m)^extends:"),
    LinePattern("retention lengthened", r"\bblock_after: 6 months\b", "block_after: 9 months"),
    LinePattern("retention lengthened", r"\berase_after: 3 years\b", "erase_after: 4 years"),
    LinePattern("period misspelt", r"(?<=: )(\d+) (days|months|working days)\b", r"\1 dayz"),
    LinePattern("last branch with a guard", r"- \{state: ([a-z_]+)\}", r"- {when: today == '2026-01-01', state: \1}"),
    LinePattern("outcome wrong", r"\boutcome: success\b", "outcome: sucess"),
    LinePattern("final state left", r"\bfinal: true\b", "final: false"),
)  # fmt: skip


def line_mistakes(areas: Path, packages: tuple[str, ...], chance: random.Random) -> Iterator[Mistake]:
    """Yield mistakes of whole lines, in an order by chance."""
    found = [
        mistake
        for pattern in PATTERNS
        for name in packages
        for file in sorted((areas / name).glob(pattern.files))
        if "scenarios" not in file.parts
        for mistake in _by_pattern(areas, name, file, pattern)
    ]
    chance.shuffle(found)
    yield from found


def _by_pattern(areas: Path, package: str, file: Path, pattern: LinePattern) -> Iterator[Mistake]:
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines() if not re.search(pattern.unless, text) else []
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#") or not re.search(pattern.before, line):
            continue
        after = "" if pattern.after is None else re.sub(pattern.before, pattern.after, line, count=1)
        shown = str(file.relative_to(areas))
        own = frozenset({number, *_owners(lines, number)})
        yield Mistake(pattern.kind, package, shown, number, line, after, own)


def _owners(lines: list[str], number: int) -> Iterator[int]:
    """Yield the lines of the thing that a line belongs to: its name, and what stands beside the line."""
    indent = _indent(lines[number - 1])
    for step in (-1, 1):
        for other in range(number + step, 0 if step < 0 else len(lines) + 1, step):
            line = lines[other - 1]
            if line.strip() and not line.lstrip().startswith("#"):
                yield other
                if _indent(line) < indent:
                    break


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def exchanged_parties(areas: Path, packages: tuple[str, ...], chance: random.Random) -> Iterator[Mistake]:
    """Yield states whose owner was exchanged with a party that can do nothing there."""
    found = []
    for name in packages:
        read = read_package(areas / name, Findings(), display=areas)
        assert read is not None
        for procedure in read.root.get("procedures", {}).values():
            if "extends" not in procedure:
                found += list(_exchanged(areas, name, procedure))
    chance.shuffle(found)
    yield from found


def _exchanged(areas: Path, package: str, procedure: Branch) -> Iterator[Mistake]:
    for name, state in procedure.get("states", {}).items():
        owner = state.get("owner")
        idle = [party for party in procedure["parties"] if party not in _acting(procedure, name)]
        if not isinstance(owner, str) or not idle or owner in idle:
            continue
        place = state.at("owner")
        lines = (areas / place.file).read_text(encoding="utf-8").splitlines()
        before = lines[place.line - 1]
        after = re.sub(rf"(owner: ){owner}\b", rf"\g<1>{idle[0]}", before)
        if after != before:
            own = frozenset({place.line, *_owners(lines, place.line)})
            yield Mistake("parties exchanged", package, place.file, place.line, before, after, own)


def _acting(procedure: Branch, state: str) -> set[str]:
    """Return the parties that can do something in a state."""
    found: set[str] = set()
    for action in procedure.get("actions", {}).values():
        sources, by = action.get("from", ()), action.get("by", ())
        if state in ([sources] if isinstance(sources, str) else sources) or sources == "*":
            found.update([by] if isinstance(by, str) else by)
    return found
