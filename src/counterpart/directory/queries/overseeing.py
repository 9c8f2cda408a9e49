"""Who oversees the authorities of an exchange, as a part of a statement of another room: no round trip of its own."""

from __future__ import annotations

from counterpart.directory.kinds import EVERY_AREA, AccessState, AuthorityState
from counterpart.directory.queries.players import AS_JSON, OVERSEEING, RANKED_ABOVE


def _numbers(values: object) -> str:
    return ",".join(str(int(one)) for one in values)  # type: ignore[attr-defined]  # enumerations of ours


def overseers_as_json(authorities: str, module: str) -> str:
    """Return the pairs of an authority and who oversees it as a JSON value, for the select list of a statement.

    `authorities` is a query of their numbers, `module` an expression; both texts of ours. The same rule as
    `players.overseers`, whose docstring says it.
    """
    registered, granted, every = int(AuthorityState.REGISTERED), int(AccessState.GRANTED), _numbers(EVERY_AREA)
    return f"""(select jsonb_agg(jsonb_build_array(w.watched, {AS_JSON})) from (
    select r.authority_id as watched, r.coordinator_id as by_whom from directory_relation r
      where r.authority_id = any(array({authorities})) and r.module = {module} and r.kind in ({_numbers(OVERSEEING)})
        and r.until is null
    union
    select o.id, c.id from directory_authority o join directory_authority c on c.country = o.country
      and c.kind in ({RANKED_ABOVE}) and c.id <> o.id and (c.region is null or c.region = o.region)
      where o.id = any(array({authorities})) and o.country <> '' and (c.kind in ({every}) or exists(
        select 1 from directory_access x where x.authority_id = c.id and x.module = {module} and x.state = {granted}))
    ) w join directory_authority a on a.id = w.by_whom and a.state = {registered})"""  # noqa: S608  text of ours
