"""What the policies of row-level security stand on: for whom the transaction acts.

Only one table has a policy of its own, made of `ACTING`; the policies of all others ask that table (data model).
"""

from __future__ import annotations

SETTING = "app.authorities"
"""Authorities of the actor, as numbers with commas; set for one transaction by `acting.as_actor`."""

ACTING = f"string_to_array(nullif(current_setting('{SETTING}', true), ''), ',')::int[]"
"""SQL for a policy: `authority_id = any(<ACTING>)`. Unset is NULL in a new session, '' in a used one."""

NOBODY = 0
"""Stands for no authority (their numbers begin with 1): for nobody on purpose is not the same as unset."""

ENTER = f"select set_config('{SETTING}', %s, true)"
"""Set it until the transaction ends. `SET LOCAL` does nothing outside one, `SET` would outlive it in the pool."""

ENTER_READ_ONLY = f"{ENTER}, set_config('transaction_read_only', 'on', true)"
