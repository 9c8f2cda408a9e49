"""How the vault stands: which masters there are, how old, and how many keys lie under each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from counterpart.foundation.database.statements import rows
from counterpart.foundation.vault.masters_at_hand import compare, master_file, read_masters, registered
from counterpart.foundation.vault.store import ALIAS
from counterpart.foundation.vault.trouble import VaultTrouble

COUNTED = 100_000
"""Keys are counted up to here: more are not worth the reading."""
RENEW_AFTER = dt.timedelta(days=30)
"""So old a master may be: as long as backups of the key store are kept."""

COUNT = """
select m.id, (select count(*) from (select from vault.key k where k.master = m.id limit %s) as counted)
  + (select count(*) from vault.index_key i where i.master = m.id)
from vault.master m order by m.id
"""


@dataclass(frozen=True, slots=True)
class MasterStanding:
    """A master: whether its key is at hand, and how many keys lie under it (`COUNTED` and more are not told apart)."""

    id: int
    created_at: dt.datetime
    retired_at: dt.datetime | None
    destroyed_at: dt.datetime | None
    at_hand: bool
    keys: int


@dataclass(frozen=True, slots=True)
class VaultStanding:
    """The masters by number, and where the living ones lie."""

    file: Path
    masters: tuple[MasterStanding, ...]

    @property
    def current(self) -> MasterStanding | None:
        """The master under which new keys are wrapped; None in an installation that sealed nothing yet."""
        living = [one for one in self.masters if one.retired_at is None and one.destroyed_at is None]
        return living[-1] if living else None

    @property
    def unfinished(self) -> tuple[MasterStanding, ...]:
        """Older masters that are not destroyed: a renewal was cut off, or keys under them do not verify."""
        return tuple(one for one in self.masters if one is not self.current and one.destroyed_at is None)

    def renewal_due(self, now: dt.datetime) -> bool:
        """Tell whether the current master is older than `RENEW_AFTER`."""
        return self.current is not None and now - self.current.created_at > RENEW_AFTER


def vault_standing() -> VaultStanding:
    """Look at the masters and change nothing. Raises VaultTrouble and DatabaseTrouble as `load_masters`."""
    file = master_file()
    known = registered()
    if not file.exists():
        if any(one.destroyed_at is None for one in known):
            raise VaultTrouble("vault.master_file_missing", file=file)
        return VaultStanding(file, ())
    masters = read_masters(file)
    compare(file, masters, known)
    at_hand = {one.id for one in masters}
    counts: dict[int, int] = dict(rows(COUNT, [COUNTED + 1], using=ALIAS))
    return VaultStanding(
        file,
        tuple(
            MasterStanding(
                one.id, one.created_at, one.retired_at, one.destroyed_at, one.id in at_hand, counts.get(one.id, 0)
            )
            for one in known
        ),
    )
