"""`counterpart db check`: whether everything stored can be read, and nobody can see more than they should."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.database.verification import verify
from counterpart.operations.database.words import say_trouble, sentence_of
from counterpart.operations.terminal import GREEN, RED, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND

SUBJECTS: Mapping[str, str] = {
    "checksums": "the checksum of every page",
    "failures": "no page was found damaged since the server counts",
    "indexes": "every index is whole",
    "policies": "row-level security is on wherever there is a policy",
    "roles": "no serving role could pass by row-level security",
    "rows": "every row can be read",
}


def run(options: Namespace, terminal: Terminal) -> int:
    """Say what was looked at and what was found; the exit code is 1 when anything is wrong."""
    try:
        checks = verify(addresses_of())
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    if options.json:
        terminal.say_json([{"check": check.name, "wrong": check.wrong} for check in checks])
    else:
        for check in checks:
            verdict = Styled("WRONG", RED) if check.wrong else Styled("ok   ", GREEN)
            found = sentence_of(check.trouble) if check.trouble else check.wrong
            terminal.say(verdict, f"  {SUBJECTS[check.name]}", f": {found}" if found else "")
    return FOUND if any(check.wrong for check in checks) else ALL_WELL
