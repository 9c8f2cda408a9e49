"""The page of all codes that a finding may have."""

from __future__ import annotations

from itertools import groupby

from counterpart.core.findings import CODES
from counterpart.core.reference.tables import page, table

FAMILIES = {
    "A": "Effects",
    "B": "Particulars of the module",
    "C": "Code lists",
    "D": "Time",
    "E": "Conditions",
    "F": "Forms",
    "G": "Messages and placeholders",
    "H": "Children",
    "I": "Languages",
    "K": "Lookups",
    "L": "Law",
    "M": "Machines",
    "N": "Network profile",
    "O": "Roles",
    "P": "Parties",
    "Q": "Questions",
    "R": "References",
    "S": "Structure",
    "T": "Statistics",
    "U": "Unused",
    "V": "Visibility",
    "W": "Interfaces",
    "X": "Templates and libraries",
    "Y": "YAML",
}


def codes_page() -> str:
    """Return the reference of all codes, by family."""
    parts = []
    for letter, codes in groupby(sorted(CODES), key=lambda code: code[0]):
        rows = [(f"`{code}`", CODES[code].title, CODES[code].why) for code in codes]
        parts.append(
            f"## {letter}: {FAMILIES.get(letter, 'Further')}\n\n" + table(("code", "what", "why it matters"), rows)
        )
    intro = (
        "What `counterpart module check` may find. A finding names the file, the line and the column, and often the"
        " nearest right spelling."
    )
    return page("Codes of findings", intro, *parts)
