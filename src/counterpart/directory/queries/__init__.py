"""Reads of the directory, each one statement.

`acting.py` makes the actor of a request; `players.py` says who may take part in an exchange, who coordinates whom, and
whom to tell; `finding.py` finds authorities. No table of the directory is guarded by row-level security (who is in the
network is no secret inside it), so these may be asked inside and outside of `as_actor`.
"""
