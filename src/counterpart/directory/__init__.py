"""For whom you act and what you may do: authorities, their coordinators, their users and these users' rights.

An authority is registered once and given access to policy areas one by one; coordinators see to that. What each may do
is data (`policy.py`, `kinds.py`); which roles and competences a policy area knows comes from its definition.

- `models/`: tables. `queries/`: `acting.py` makes an actor, `players.py` says who may take part in an exchange.
- `actions/`: registering, access, relations, users and rights, absences, switches, succession.
- `actions/inviting.py`, `joining.py`, `validating.py`, `expiring.py`: how authorities come in; `codes.py`: codes of
  invitations, `invited.py` says who decides. `telling.py`, `mailing.py`: who is told of it, and what the mail says.
- `permissions.py`: who may administer what; `events.py`: facts; `asks.py`: what this room asks of those above it.

Imports `accounts`, `modules`, `foundation` and `core`. Start reading at `kinds.py` and `models/authorities.py`.
"""
