"""What a notice is about: names of a definition, refs and days, from which every reader's sentence is made."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about.

    `module`, `line`, `procedure`, `procedure_id`, `track`, `state`, `party` (the reader's) and `message` lead to texts
    of the policy area. `other` is the member of the other side; `mover` the member whose move it is, unless it is
    `mine`, the reader's own; `due` the last day for that move (ISO), by the calendar that counted. What is said of the
    network itself has no procedure: at most a policy area, a member (`other`), and a concern (`message`).
    """

    module: str = ""
    line: str = ""
    procedure: str = ""
    procedure_id: int = 0
    party: str = ""
    track: str = ""
    state: str = ""
    message: str = ""
    other: str = ""
    mover: str = ""
    mine: bool = False
    due: str = ""

    def stored(self) -> dict[str, Any]:
        """Return it as JSON, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}


def about_from(stored: str) -> About:
    """Read what `stored` returned; names that a later release added are passed by."""
    found: dict[str, Any] = orjson.loads(stored)
    return About(**{name: value for name, value in found.items() if name in About.__slots__})
