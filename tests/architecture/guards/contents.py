"""What no file of the repository may say: where packages are fetched from, and paths of one machine."""

from __future__ import annotations

import re

from tests.architecture.guards.files import ROOT
from tests.architecture.guards.finding import Breach

# Written with a blank for the dot, or the guard would find itself.
WRITTEN = ("pypi org", "pythonhosted org", "npmjs org", "npmjs com", "yarnpkg com", "crates io", "proxy golang org")
HOSTS = tuple(name.replace(" ", ".") for name in (*WRITTEN, "rubygems org", "deb debian org"))
FOLDERS = ("work", "farm", "root", "opt/pypi", "opt/wheels")
MACHINE = re.compile(r"(?:^|[^.\w])/(?:" + "|".join(FOLDERS) + r")/[.a-z]")


def addresses(path: str, text: str, checkout: str = str(ROOT)) -> list[Breach]:
    """Find hosts of packages, paths of a machine, and the path that this checkout happens to lie at."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        found += [Breach(path, number, f"names {host}") for host in HOSTS if host in line]
        if (match := MACHINE.search(line)) or (checkout.count("/") > 1 and checkout in line):
            found.append(Breach(path, number, f"a path of one machine: {match[0] if match else checkout}"))
    return found


def links_in_pins(path: str, text: str) -> list[Breach]:
    """Find any address in a list of pinned packages."""
    return [
        Breach(path, number, "an address")
        for number, line in enumerate(text.splitlines(), start=1)
        if ":" + "//" in line or "@ " in line
    ]


def loose_pins(path: str, text: str) -> list[Breach]:
    """Find packages without an exact version or without a hash."""
    found = []
    for entry in re.split(r"\n(?=\S)", text):
        named = re.match(r"[A-Za-z0-9][^\s=<>~!\[]*", entry)
        if named and not re.match(r"\S+==\S+ \\\n +--hash=sha256:[0-9a-f]{64}", entry):
            found.append(Breach(path, 0, f"{named[0]} has no exact version with a hash"))
    return found
