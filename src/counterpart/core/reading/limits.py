"""How large a package may be. The limits hold while reading: what is over them is never taken into memory.

Packages come from people outside the team that runs the server: a mistake (or malice) must not cost memory or time.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one package; a value equal to the limit is still allowed.

    `file_bytes` and `package_bytes` count bytes on disk, `package_files` the files of a package, `nesting` the maps and
    lists that lie in one another (the map of the file itself is the first), `file_nodes` and `package_nodes` the keys,
    values, maps and lists (in a code list: the filled cells), `inherited_nodes` those that all `extends` of a module
    copy together.
    """

    file_bytes: int = 256 * 1024
    package_bytes: int = 4 * 1024 * 1024
    package_files: int = 5_000
    nesting: int = 32
    file_nodes: int = 20_000
    package_nodes: int = 200_000
    inherited_nodes: int = 60_000


LIMITS = Limits()


def in_words(size: int) -> str:
    """Return a number of bytes as people write it: `256 kB`, `4 MB`, `10 bytes`."""
    for unit, factor in (("MB", 1024 * 1024), ("kB", 1024)):
        if size >= factor and size % factor == 0:
            return f"{size // factor} {unit}"
    return f"{size} bytes"


def beyond(limits: Limits, *, files: int, size: int) -> str:
    """Return which limit a package with so many files and bytes passes, in words; "" when none."""
    if files > limits.package_files:
        return f"the package has more than {limits.package_files} files (limit package_files)"
    if size > limits.package_bytes:
        return f"the files of the package have more than {in_words(limits.package_bytes)} (limit package_bytes)"
    return ""
