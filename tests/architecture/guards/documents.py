"""What the documents say of the repository must be so: links lead somewhere, commands exist, rooms are described."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.guards.finding import Breach

LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?make ([a-z]+)", re.MULTILINE)
QUOTED = re.compile(r"`make ([a-z]+)")
TARGET = re.compile(r"^([a-z]+):(?!=)", re.MULTILINE)
REQUIRED = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)


def dead_links(page: Path, text: str) -> list[Breach]:
    """Find links to files that do not exist; addresses on the net are not followed."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        targets = ["".join(groups).split("#")[0] for groups in LINK.findall(line)]
        for target in targets:
            if target and "://" not in target and not (page.parent / target).exists():
                found.append(Breach(page.as_posix(), number, f"leads nowhere: {target}"))
    return found


def unknown_commands(page: str, text: str, makefile: str) -> list[Breach]:
    """Find `make` commands that the Makefile does not have."""
    known = set(TARGET.findall(makefile))
    said = {*QUOTED.findall(text), *(command for block in BLOCK.findall(text) for command in COMMAND.findall(block))}
    return [Breach(page, 0, f"make {command} does not exist") for command in sorted(said - known)]


def undescribed_rooms(package: Path, architecture: str) -> list[Breach]:
    """Find rooms and modules directly in a package that the page on the architecture does not name."""
    names = [path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    missing = [name for name in sorted(names) if name != "__init__" and f"`{name}`" not in architecture]
    return [Breach("ARCHITECTURE.md", 0, f"{package.name}/{name} is not described") for name in missing]


def missing_keys(publiccode: dict[str, object]) -> list[str]:
    """Return the keys that the standard publiccode.yml 0.4 demands and that are absent or too long or too short."""
    missing = []
    for address in REQUIRED:
        value: object = publiccode
        for key in address.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value in (None, "", [], {}):
            missing.append(address)
    described = publiccode.get("description")
    for language, texts in described.items() if isinstance(described, dict) else ():
        fitting = len(texts.get("shortDescription", "x" * 151)) <= 150
        if not (fitting and 150 <= len(texts.get("longDescription", "")) <= 10_000 and texts.get("features")):
            missing.append(f"description.{language}")
    return missing
