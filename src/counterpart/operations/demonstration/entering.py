"""Some registers that the main authorities of the story have entered, so that there is something to find.

What is entered stands in `registers.json`: here nothing knows a procedure.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.staffed import people_by_key
from counterpart.directory.rights import RightName
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.modules.pins import newest
from counterpart.operations.demonstration.planned import PlannedAuthority
from counterpart.operations.demonstration.stories import main_authorities

ENTRIES = Path(__file__).parent / "registers.json"
KEEPING = ("registers", "authority")
"""What the main authorities take part in as well: policy area and role."""
KEEPERS = (RightName.REPOSITORY_MANAGER, RightName.HANDLER)
"""What their people may do there."""
EVERY = dt.timedelta(days=9)
"""The newest was entered so long ago, the one before as much earlier."""


def enter_registers(plan: Sequence[PlannedAuthority], now: dt.datetime) -> int:
    """Let the main authorities enter their registers; return how many entries."""
    told: Mapping[str, Any] = json.loads(ENTRIES.read_text(encoding="utf-8"))
    module, procedure = told["module"], told["procedure"]
    main = main_authorities(plan)
    people = people_by_key([one.key for one in main.values()])
    keepers = {member: people[one.key] for member, one in main.items() if one.key in people}
    starter = newest(module, procedure).rules.starter
    entries = [one for one in told["entries"] if one["member"] in keepers]
    for number, one in enumerate(entries):
        at = now - EVERY * (len(entries) - number)
        ref, user = keepers[one["member"]]
        actor = actor_for(user, ref, now)
        subject = one["subject"] | {"kept_in": one["member"], "areas": ["qualifications", "health"]}
        begun = open_exchange(actor, Asked(new_ref(at), at), module, procedure, Begun(subject=subject))
        act(
            actor,
            Asked(new_ref(at), at),
            begun.ref,
            told["publish"],
            Capacity(starter),
            Given(),
            expected=begun.version,
        )
    return len(entries)
