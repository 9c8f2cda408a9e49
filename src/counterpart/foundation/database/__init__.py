"""The database: where it is, how it is started and kept, who may sign in, and in whose name a transaction speaks.

PostgreSQL only: the one that comes with Counterpart, kept by our own supervisor (`embedded.py` from the outside,
`supervisor.py` from the inside), or any server of version 15 or newer that `DATABASE_URL` names; from `opening.py`
upward both are the same. May import `core` and the driver. Only `acting.py`, `statements.py`, `granting.py` and
`schema.py` know Django, so that the other commands of the operator need not load it; this file imports nothing, for the
same reason. Start reading at `addresses.py`, then `opening.py` and `acting.py`.
"""
